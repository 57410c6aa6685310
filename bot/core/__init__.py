"""The pure heart: matching, triage, conversation and checklist as functions over frozen values.

Imports the standard library and what the matcher computes with; knows no Discord, SQL, terminal or YAML,
and no word of any subject.
"""
