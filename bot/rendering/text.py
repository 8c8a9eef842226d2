"""Text that Discord shows as it was written. Articles, questions and names are untrusted: they can't format, link or ping."""

from __future__ import annotations

import datetime as dt
import re

import regex

from bot.days import day_in_words
from corpus.printable import printable
from corpus.values import Basis

# A backslash before any of these shows the character itself. The colon keeps addresses and emoji from being made of
# what is only text, the angle bracket mentions, timestamps and commands.
_SPECIAL = re.compile(r"[\\`*_~|<>\[\]()#@:]")
# These format only where a line begins.
_AT_LINE_START = re.compile(r"^([^\S\n]*)([-+=])", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^([^\S\n]*\d+)([.)])", re.MULTILINE)
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def units(text: str) -> int:
    """How long `text` is as Discord may count: in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def plain(text: str) -> str:
    """`text`, shown by Discord character for character."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _LINE_ENDS.sub("\n", text))
    escaped = _LIST_NUMBER.sub(r"\1\\\2", escaped)
    return _AT_LINE_START.sub(r"\1\\\2", escaped)


def name(text: str, most: int = 200) -> str:
    """A title, publisher or the like on one line of ours: plain, without marks that turn the writing direction."""
    return plain(shortened(" ".join(printable(text).split()), most))


def shortened(text: str, most: int) -> str:
    """`text`, cut to `most` UTF-16 code units with an ellipsis, between what people see as one character (UAX 29)."""
    if units(text) <= most:
        return text
    room, kept = most - 1, []
    for seen in regex.finditer(r"\X", text):
        room -= units(seen[0])
        if room < 0:
            break
        kept.append(seen[0])
    return "".join(kept).rstrip() + "…"


def quote(escaped: str) -> str:
    """Every line of escaped text as a quotation."""
    return "\n".join(f"> {line}" for line in escaped.split("\n"))


def bold(text: str) -> str:
    """Plain text in bold, line by line; white space at the ends of a line stays outside."""
    return "\n".join(_bold_line(line) for line in plain(text).split("\n"))


def _bold_line(line: str) -> str:
    core = line.strip()
    if not core:
        return line
    at = line.index(core)
    return f"{line[:at]}**{core}**{line[at + len(core) :]}"


def small(line: str) -> str:
    """A line in small print."""
    return f"-# {line}"


def dated(date: dt.date, basis: Basis | None) -> str:
    """The day of an article, and whether it was inferred."""
    return day_in_words(date) + (" (inferred)" if basis == "inferred" else "")


def moment(at: dt.datetime) -> str:
    """An instant, shown by Discord in the reader's zone as how long ago it was."""
    return f"<t:{int(at.timestamp())}:R>"


def masked_link(words: str, *urls: str | None, most: int = 700) -> str:
    """`words` (escaped already) linked to the first of `urls` that Discord would take; alone where there is none."""
    for url in urls:
        if url is not None and re.fullmatch(r"https?://[!-~]+", url):
            # What would end the link is written as URLs write it.
            target = re.sub(r"[()\[\]<>\\\"|`]", lambda found: f"%{ord(found[0]):02X}", url)
            if len(target) <= most:
                return f"[{words}]({target})"
    return words
