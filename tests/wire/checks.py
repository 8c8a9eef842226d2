"""Discord's rules for bodies that its description does not hold, or holds loosely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from simcord.components import walk_components

from tests.wire.checks_commands import command_problems

V2 = 1 << 15
_V2_TYPES = {9, 10, 11, 12, 13, 14, 17}
_SELECTS = {3, 5, 6, 7, 8}
_CREATES = re.compile(r"^/(channels/\d+/messages|webhooks/\d+/[^/]+)$")
_EDITS = re.compile(r"^/(channels/\d+/messages/\d+|webhooks/\d+/[^/]+/messages/(@original|\d+))$")
_CALLBACK = re.compile(r"^/interactions/\d+/[^/]+/callback$")
_COMMANDS = re.compile(r"^/applications/\d+/(guilds/\d+/)?commands$")


def units(text: str) -> int:
    """A text's length as Discord counts it: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def problems_of(method: str, path: str, body: Any) -> list[str]:
    """What of a request Discord would refuse, or what of it the bot must never do."""
    if method == "PUT" and _COMMANDS.match(path):
        return [problem for command in body for problem in command_problems(command)]
    if not isinstance(body, dict):
        return []
    if method == "POST" and _CREATES.match(path):
        return list(_message(body))
    if method == "PATCH" and _EDITS.match(path):
        return list(_message(body, edit=True))
    if method == "POST" and _CALLBACK.match(path):
        return list(_callback(body))
    return []


def _callback(body: dict[str, Any]) -> Iterator[str]:
    data = body.get("data") or {}
    match body.get("type"):
        case 4:
            yield from _message(data)
        case 7:
            yield from _message(data, edit=True)
        case 8:
            yield from _choices(data.get("choices") or [])
        case 9:
            yield from _modal(data)


def _choices(choices: list[dict[str, Any]]) -> Iterator[str]:
    if len(choices) > 25:
        yield f"{len(choices)} choices are more than 25"
    for choice in choices:
        yield from _sized("choice name", choice.get("name"), 1, 100)
        if isinstance(choice.get("value"), str):
            yield from _sized("choice value", choice["value"], 1, 100)


def _sized(what: str, text: Any, least: int, most: int) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"{what} is missing"
    elif not least <= units(text) <= most:
        yield f"{what} has {units(text)} characters, not {least} to {most}: {text[:40]!r}"


def _message(body: dict[str, Any], *, edit: bool = False) -> Iterator[str]:
    components = body.get("components") or []
    everything = list(walk_components(components))
    texts = [str(one.get("content", "")) for one in everything if one.get("type") == 10]
    layout = bool(int(body.get("flags") or 0) & V2)
    if body.get("content"):
        yield from _sized("content", body["content"], 1, 2000)
    if layout:
        if body.get("content") or body.get("embeds"):
            yield "a V2 message has content or embeds"
        if not components and not (edit and "components" not in body):
            yield "a V2 message has no component"
    elif any(one.get("type") in _V2_TYPES for one in everything):
        yield "V2 components without the flag"
    if (
        not edit
        and not layout
        and not (components or body.get("content") or body.get("embeds") or body.get("attachments"))
    ):
        yield "an empty message"
    if (texts or body.get("content")) and (body.get("allowed_mentions") or {}).get("parse") != []:
        yield f"allowed_mentions parses more than nothing: {body.get('allowed_mentions')}"
    if len(everything) > 40:
        yield f"{len(everything)} components are more than 40"
    if sum(map(units, texts)) > 4000:
        yield f"the text displays hold {sum(map(units, texts))} characters, more than 4,000"
    if not all(text.strip() for text in texts):
        yield "an empty text display"
    yield from _unique("custom_id", [one["custom_id"] for one in everything if one.get("custom_id")])
    for component in everything:
        yield from _component(component)


def _unique(what: str, values: list[str]) -> Iterator[str]:
    yield from (f"{what} {value!r} stands twice" for value in sorted({one for one in values if values.count(one) > 1}))


def _component(component: dict[str, Any]) -> Iterator[str]:
    match component.get("type"):
        case 1:
            yield from _row(component.get("components") or [])
        case 2:
            yield from _button(component)
        case 9:
            yield from _section(component)
        case kind if kind in _SELECTS:
            yield from _select(component)
        case 17 if not component.get("components"):
            yield "an empty container"


def _row(children: list[dict[str, Any]]) -> Iterator[str]:
    selects = sum(child.get("type") in _SELECTS for child in children)
    if not children:
        yield "an empty row"
    if len(children) > 5:
        yield f"{len(children)} buttons in a row are more than 5"
    if selects and len(children) > 1:
        yield "a select shares its row"


def _button(button: dict[str, Any]) -> Iterator[str]:
    if button.get("label"):
        yield from _sized("button label", button["label"], 1, 80)
    elif not button.get("emoji"):
        yield "a button shows nothing"
    if button.get("style") == 5:
        yield from _sized("url", button.get("url"), 1, 512)
        if button.get("custom_id"):
            yield "a link button has a custom_id"
        if not re.match(r"(https?|discord)://", str(button.get("url"))):
            yield f"a link button leads to {button.get('url')!r}"
    else:
        yield from _sized("custom_id", button.get("custom_id"), 1, 100)
        if button.get("url"):
            yield "a button has both a custom_id and a url"


def _section(section: dict[str, Any]) -> Iterator[str]:
    children = section.get("components") or []
    if not 1 <= len(children) <= 3 or any(child.get("type") != 10 for child in children):
        yield f"a section holds {[child.get('type') for child in children]}, not 1 to 3 texts"
    if (section.get("accessory") or {}).get("type") not in {2, 11}:
        yield "a section has no accessory"


def _select(select: dict[str, Any]) -> Iterator[str]:
    yield from _sized("custom_id", select.get("custom_id"), 1, 100)
    yield from _sized("placeholder", select.get("placeholder") or "", 0, 150)
    if select["type"] != 3:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= 25:
        yield f"{len(options)} options are not 1 to 25"
    for option in options:
        yield from _sized("option label", option.get("label"), 1, 100)
        yield from _sized("option value", option.get("value"), 1, 100)
        yield from _sized("option description", option.get("description") or "", 0, 100)
    yield from _unique("option value", [str(option.get("value")) for option in options])


def _modal(modal: dict[str, Any]) -> Iterator[str]:
    components = modal.get("components") or []
    everything = list(walk_components(components))
    yield from _sized("modal title", modal.get("title"), 1, 45)
    yield from _sized("modal custom_id", modal.get("custom_id"), 1, 100)
    if not 1 <= len(components) <= 5:
        yield f"a modal of {len(components)} parts, not 1 to 5"
    yield from _unique("custom_id", [one["custom_id"] for one in everything if one.get("custom_id")])
    for one in everything:
        if one.get("type") in {4, 18} and one.get("label") is not None:
            yield from _sized("input label", one["label"], 1, 45)
        if one.get("type") == 18:
            yield from _sized("input description", one.get("description") or "", 0, 100)
        if one.get("type") == 4:
            yield from _sized("custom_id", one.get("custom_id"), 1, 100)
            yield from _sized("placeholder", one.get("placeholder") or "", 0, 100)
            yield from _sized("prefilled value", one.get("value") or "", 0, 4000)
        if one.get("type") in _SELECTS:
            yield from _select(one)
