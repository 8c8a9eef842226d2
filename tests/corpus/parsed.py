"""With the parse of a text, and by its words alone."""

from __future__ import annotations

import pytest

BOTH = pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
