"""Osteon: curated, cited patient education in chat. See docs/architecture.md for the reading order."""

__version__ = "0.1.0"
