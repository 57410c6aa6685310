"""What people say around their questions, as values: read from `knowledge/dialogue/`, used by the steps of a turn."""
