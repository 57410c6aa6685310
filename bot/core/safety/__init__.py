"""Triage before matching: red flags and boundaries recognised by curated rules."""
