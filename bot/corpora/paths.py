"""Sentences that name files of the machine, for people whom they do not concern."""

from __future__ import annotations

import re

# A path may hold spaces; where it ends can be told for sure in quotes and brackets. An apostrophe is no quote.
_QUOTED = re.compile(r"""(?<!\w)(['"])((?:\\.|(?!\1)[^\\\n])*)\1(?!\w)""")
_BRACKETED = re.compile(r"\((/(?:[^()\n]|\([^()\n]*\))*)\)")
# Elsewhere up to four words are taken for a folder's name, unless something that ends a clause stands between them; a day's month is none.
_BARE = re.compile(r"""/(?!(?<=\d/)\d{1,4}/)(?:(?:[^\s'"/]+|[^\s'"/:;,()]+(?: [^\s'"/:;,()]+){1,3})/)+""")

_RELATIVE = re.compile(r"[^\s/]*[^\W\d_][^\s/]*/[^/]*/")


def without_paths(text: str) -> str:
    """`text` with no more than the names of the files it speaks of: where they lie is the operators' business."""
    text = _QUOTED.sub(lambda found: f"{found[1]}{_named(found[2])}{found[1]}", text)
    text = _BRACKETED.sub(lambda found: f"({_named(found[1])})", text)
    return _BARE.sub("…/", text)


def _named(quoted: str) -> str:
    """The last part of a path; what is none ("03/05/2024"), or leads from the articles' own folder to a file, stays."""
    is_path = quoted.startswith("/") or _RELATIVE.match(quoted) is not None
    return f"…/{quoted.rpartition('/')[2]}" if is_path else quoted
