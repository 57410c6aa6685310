"""From files to an `IntentLibrary`: reading with positions, and the rules a pack must keep.

Reading order: `yaml_source` (a file with its places) → one reader per kind of file → `pack` (all of it) →
`checks/` (one rule a file) → `loading` (what everyone else calls).
"""
