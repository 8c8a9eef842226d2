"""Browsing: which articles there are, and what Footnote can do."""
