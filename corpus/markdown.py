"""Markdown with front matter: the metadata, and the words as a reader sees them, without markup."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

# Where a block ends, or a cell of a table's row.
_BLOCK_END = re.compile(
    r"</(?:p|div|h[1-6]|li|tr|blockquote|section|article|figcaption)\s{0,9}>|<br\s{0,9}/?>", re.IGNORECASE
)
_CELL_END = re.compile(r"</t[dh]\s{0,9}>(?=\s{0,9}<t[dh]\b)", re.IGNORECASE)
_HEADING = 2000  # characters that a heading may take
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1>|\Z)|<[^<>]*>", re.DOTALL | re.IGNORECASE)


def plain_text(source: str) -> str:
    """The text of CommonMark (and tables): emphasis, links and tags leave only their words, images nothing.

    List marks stay as written; line breaks stay line breaks; blocks are divided by an empty line.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - what serves reads none

    blocks: list[str] = []
    lists: list[Token] = []
    mark = ""
    tight = in_table = False
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(source):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
                tight = tight and bool(lists)
            case "list_item_open":
                mark = "  " * (len(lists) - 1) + f"{token.info}{token.markup} "
            case "tr_open":
                cells = []
            case "tr_close":
                _add(blocks, " | ".join(cells or []), tight=in_table)
                cells, in_table = None, True
            case "table_close":
                in_table = False
            case "inline" if cells is not None:
                cells.append(_inline(token))
            case "inline":
                _add(blocks, mark + _inline(token), tight=tight and bool(mark))
                tight = bool(lists)
                mark = ""
            case "fence" | "code_block":
                _add(blocks, token.content.rstrip("\n"), tight=False)
            case "html_block":
                _add(blocks, _without_tags(token.content), tight=False)
            case _:
                pass
    return "\n\n".join(blocks)


def leading_heading(source: str) -> str | None:
    """The text of a first-level heading that opens `source`, or None."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - as in plain_text

    match MarkdownIt("commonmark").parse(source.lstrip()[:_HEADING])[:2]:
        case [opening, inline] if opening.type == "heading_open" and opening.tag == "h1":
            return _inline(inline).strip() or None
    return None


def _without_tags(html: str) -> str:
    """The words of a block of HTML, each of its own blocks a line."""
    lines = _CELL_END.sub(" | ", _BLOCK_END.sub("\n", html))
    return "\n".join(filter(None, (line.strip() for line in unescape(_TAG.sub("", lines)).split("\n"))))


def _add(blocks: list[str], text: str, *, tight: bool) -> None:
    if not text.strip():
        return
    if tight and blocks:
        blocks[-1] += "\n" + text
    else:
        blocks.append(text)


def _inline(token: Token) -> str:
    parts = []
    for child in token.children or ():
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "html_inline" if child.content.lower().startswith("<br"):
                parts.append("\n")
            case _:
                pass
    return "".join(parts)
