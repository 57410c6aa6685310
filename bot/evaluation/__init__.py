"""Measures a matcher: on a development set that only judges, and by cross-validation on the pack."""
