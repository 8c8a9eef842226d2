"""Discord's rules for commands as a bot registers them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

_SUBCOMMANDS = {1, 2}


def command_problems(command: dict[str, Any]) -> list[str]:
    """What of a command Discord would refuse."""
    found = []
    name = str(command.get("name"))
    if command.get("type", 1) == 1:
        found += list(_described(command, name))
        found += list(_options(command, name))
        if _size(command) > 8000:
            found.append(f"/{name} has {_size(command)} characters in all, more than 8,000")
    elif not 1 <= len(name) <= 32:
        found.append(f"{name!r} has {len(name)} characters, not 1 to 32")
    return found


def well_named(name: str) -> bool:
    r"""`^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$`, in lower case."""
    good = all(
        one in "-_'"
        or unicodedata.category(one)[0] in "LN"
        or "\u0900" <= one <= "\u097f"
        or "\u0e00" <= one <= "\u0e7f"
        for one in name
    )
    return good and 1 <= len(name) <= 32 and name == name.lower()


def _described(node: dict[str, Any], path: str) -> Iterator[str]:
    names = {"": node.get("name"), **(node.get("name_localizations") or {})}
    for locale, name in names.items():
        if not well_named(str(name)):
            yield f"/{path}: the name {locale} {name!r} is none"
    texts = {"": node.get("description"), **(node.get("description_localizations") or {})}
    for locale, text in texts.items():
        if not 1 <= len(text or "") <= 100:
            yield f"/{path}: the description {locale} has {len(text or '')} characters, not 1 to 100"


def _options(node: dict[str, Any], path: str) -> Iterator[str]:
    options = node.get("options") or []
    if len(options) > 25:
        yield f"/{path}: {len(options)} options are more than 25"
    names = [option.get("name") for option in options]
    if len(set(names)) < len(names):
        yield f"/{path}: two options share a name: {names}"
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"/{path}: a required option comes after one that is not"
    for option in options:
        below = f"{path} {option.get('name')}"
        yield from _described(option, below)
        if option.get("type") in _SUBCOMMANDS:
            yield from _options(option, below)
        yield from _choices(option, below)


def _choices(option: dict[str, Any], path: str) -> Iterator[str]:
    choices = option.get("choices") or []
    if len(choices) > 25:
        yield f"/{path}: {len(choices)} choices are more than 25"
    if choices and option.get("autocomplete"):
        yield f"/{path}: both choices and autocomplete"
    for choice in choices:
        if not 1 <= len(str(choice.get("name"))) <= 100 or len(str(choice.get("value"))) > 100:
            yield f"/{path}: choice {choice} is longer than 100"


def _size(node: dict[str, Any]) -> int:
    own = len(node.get("name") or "") + len(node.get("description") or "")
    own += sum(len(str(choice.get("name"))) + len(str(choice.get("value"))) for choice in node.get("choices") or [])
    return own + sum(map(_size, node.get("options") or []))
