"""Text as Discord shows it: a reader of its markdown that was written from Discord's behaviour, not from our escaping."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord

LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLOCK = re.compile(r"(?P<quote>>(?:>>)? )|(?P<small>-# )|(?P<heading>#{1,3} )|(?P<list> *(?:[-*+]|\d+[.)]) )")
_INLINE = re.compile(
    r"""
      \\(?P<escaped>[^0-9A-Za-z\s])
    | (?P<bold>\*\*)
    | (?P<code>`[^`\n]+`)
    | \[(?P<label>(?:\\.|[^\]\\])+)\]\((?P<target>[^\s()]+)\)
    | (?P<time><t:-?\d+(?::[tTdDfFR])?>)
    | (?P<address>(?:https?|steam|discord)://[^\s<]+)
    | (?P<emoji>:\w+:)
    | (?P<ping>@(?:everyone|here))
    | (?P<mark>[*_~|`<>\#@\[\]\\])
    | (?P<char>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Line:
    """A line as it is shown: `block` is how it is set, `marks` what took effect in it, `bold` its bold stretches."""

    text: str
    block: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    bold: tuple[str, ...]


def read(text: str) -> list[Line]:
    """The lines that Discord makes of `text`."""
    return [_line(line) for line in text.split("\n")]


def _line(raw: str) -> Line:
    blocks: list[str] = []
    while found := _BLOCK.match(raw):
        assert found.lastgroup is not None
        blocks.append(found.lastgroup)
        raw = raw[found.end() :]
    shown: list[str] = []
    marks: list[tuple[str, str]] = []
    bold: list[str] = []
    since: int | None = None
    for found in _INLINE.finditer(raw):
        kind, value = found.lastgroup, found[0]
        assert kind is not None
        if kind == "escaped":
            shown.append(found["escaped"])
        elif kind == "char":
            shown.append(value)
        elif kind == "bold":
            if since is not None:
                bold.append("".join(shown)[since:])
            since = len("".join(shown)) if since is None else None
        elif kind == "target":
            label = _line(found["label"])
            assert not label.marks
            shown.append(label.text)
            marks.append(("link", found["target"]))
        else:
            shown.append(value)
            marks.append((kind, value))
    assert since is None, f"bold that does not end: {raw!r}"
    return Line("".join(shown), tuple(blocks), tuple(marks), tuple(bold))


def one_kind_of_line_end(text: str) -> str:
    """`text` as it stands in a message, which knows one line end."""
    return LINE_ENDS.sub("\n", text)


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def walk(components: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Every component at any depth."""
    for component in components:
        yield component
        yield from walk(component.get("components", ()))
        if "accessory" in component:
            yield from walk([component["accessory"]])


def components_of(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """What is sent to Discord."""
    made: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
    return made


def texts(view: discord.ui.LayoutView) -> list[str]:
    """The contents of all text displays, in order."""
    return [each["content"] for each in walk(components_of(view)) if each["type"] == 10]


def shown_text(components: Iterable[dict[str, Any]]) -> str:
    """All that a message's components say, as it is shown."""
    said = [each["content"] for each in walk(components) if each["type"] == 10]
    return "\n".join(line.text for text in said for line in read(text))


def check_limits(view: discord.ui.LayoutView) -> None:
    """Discord takes this message: its documented limits of components V2."""
    components = components_of(view)
    every = list(walk(components))
    assert len(every) <= 40
    contents = [each["content"] for each in every if each["type"] == 10]
    assert all(1 <= units(content) <= 4000 and content.strip() for content in contents)
    assert sum(map(units, contents)) <= 4000
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    assert len(set(ids)) == len(ids)
    assert all(1 <= len(each) <= 100 for each in ids)
    for each in every:
        if each["type"] == 2:
            assert 1 <= units(each["label"]) <= 80
        if each["type"] == 1:
            assert 1 <= len(each["components"]) <= 5
        if each["type"] == 9:
            assert 1 <= len(each["components"]) <= 3
            assert each["accessory"]["type"] == 2
    for content in contents:
        content.encode("utf-8")  # half a surrogate pair could not be sent
