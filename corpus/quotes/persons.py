"""The first person and the second: by what words somebody speaks of themselves, or to another."""

from __future__ import annotations

import re

# One person's: "World War I" is nobody.
ONE = re.compile(r"(?<!War )\bI(?=\s[a-z]|['’](?:m|ve|ll|d)\b)|\b(?:[Mm]y|me|myself)\b")
YOU = re.compile(r"\b(?:[Yy]ou(?:rs?|rself)?|[Yy]ou['’](?:ve|re|ll|d))\b")
# One's or several's, or another's who is spoken to.
ANY = re.compile(rf"{ONE.pattern}|\b(?:[Ww]e|us|[Yy]ou|(?:[Ww]e|[Yy]ou)['’](?:ve|ll|d|re))\b")
