"""Each rule that requests are held against can fail, and a good request breaks none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.checks import V2, problems_of, units
from tests.wire.checks_commands import command_problems, well_named

CREATE = ("POST", "/channels/1/messages")
CALLBACK = ("POST", "/interactions/1/token/callback")
QUIET: dict[str, list[str]] = {"parse": []}
TEXT = {"type": 10, "content": "Words."}
LINK = {"type": 2, "style": 5, "label": "Open", "url": "https://news.example"}


def button(number: int = 0, **changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "Press", "custom_id": f"press:{number}", **changes}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": [*children]}


def select(count: int = 2, **changes: Any) -> dict[str, Any]:
    return {
        "type": 3,
        "custom_id": "menu",
        "options": [{"label": "x", "value": str(n)} for n in range(count)],
        **changes,
    }


def section(*children: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": 9, "components": [*children], "accessory": button(9), **changes}


def layout(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"flags": V2, "components": [*components], "allowed_mentions": QUIET, **changes}


def modal(*components: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"type": 9, "data": {"title": "Form", "custom_id": "form", "components": [*components], **changes}}


def field(label: str = "Words", **changes: Any) -> dict[str, Any]:
    return {"type": 18, "label": label, "component": {"type": 4, "style": 1, "custom_id": "words", **changes}}


def choices(*names: str, **changes: Any) -> dict[str, Any]:
    return {"type": 8, "data": {"choices": [{"name": name, "value": "x", **changes} for name in names]}}


GOOD = [
    (*CREATE, {"content": "x" * 2000, "allowed_mentions": QUIET}),
    (*CREATE, layout({"type": 17, "components": [TEXT, section(TEXT), row(button(), LINK)]}, row(select()))),
    (*CALLBACK, {"type": 5, "data": {"flags": 64}}),
    (*CALLBACK, modal(field(), {"type": 18, "label": "Which", "component": select()})),
    (*CALLBACK, choices(*map(str, range(25)))),
    ("PATCH", "/webhooks/1/token/messages/@original", layout(TEXT, content=None, embeds=[])),
    ("GET", "/users/@me", None),
]
BAD = [
    (*CREATE, {"content": "x" * 2001, "allowed_mentions": QUIET}, "content has 2001"),
    (*CREATE, {"content": "x"}, "allowed_mentions"),
    (*CREATE, {"content": "x", "allowed_mentions": {"parse": ["users"]}}, "allowed_mentions"),
    (*CREATE, {}, "an empty message"),
    (*CREATE, layout(TEXT, content="x"), "content or embeds"),
    (*CREATE, layout(TEXT, embeds=[{}]), "content or embeds"),
    (*CREATE, layout(), "no component"),
    (*CREATE, layout(TEXT, flags=0), "without the flag"),
    (*CREATE, layout(*[TEXT] * 41), "41 components"),
    (*CREATE, layout(*[{"type": 10, "content": "𝒙" * 1001}] * 2), "4004 characters"),
    (*CREATE, layout({"type": 10, "content": " \n"}), "an empty text display"),
    (*CREATE, layout(row(*map(button, range(6)))), "6 buttons"),
    (*CREATE, layout(row()), "an empty row"),
    (*CREATE, layout(row(select(), button())), "shares its row"),
    (*CREATE, layout(row(button(), button())), "stands twice"),
    (*CREATE, layout(row(button(label="x" * 81))), "button label"),
    (*CREATE, layout(row(button(label=None))), "shows nothing"),
    (*CREATE, layout(row(button(custom_id="x" * 101))), "custom_id has 101"),
    (*CREATE, layout(row(button(custom_id=None))), "custom_id is missing"),
    (*CREATE, layout(row(button(url="https://news.example"))), "both"),
    (*CREATE, layout(row({**LINK, "custom_id": "x"})), "link button has a custom_id"),
    (*CREATE, layout(row({**LINK, "url": f"https://{'x' * 505}"})), "url has 513"),
    (*CREATE, layout(row({**LINK, "url": "javascript:alert()"})), "leads to"),
    (*CREATE, layout(section()), "not 1 to 3 texts"),
    (*CREATE, layout(section(*[TEXT] * 4)), "not 1 to 3 texts"),
    (*CREATE, layout(section(TEXT, accessory=None)), "no accessory"),
    (*CREATE, layout({"type": 17, "components": []}), "an empty container"),
    (*CREATE, layout(row(select(26))), "26 options"),
    (*CREATE, layout(row(select(options=[{"label": "x", "value": "x"}] * 2))), "option value 'x' stands twice"),
    (*CREATE, layout(row(select(options=[{"label": "x" * 101, "value": "x"}]))), "option label"),
    (*CREATE, layout(row(select(placeholder="x" * 151))), "placeholder"),
    (*CALLBACK, {"type": 4, "data": {"content": "x"}}, "allowed_mentions"),
    (*CALLBACK, {"type": 7, "data": layout(TEXT, content="x")}, "content or embeds"),
    (*CALLBACK, choices(*map(str, range(26))), "26 choices"),
    (*CALLBACK, choices("x" * 101), "choice name has 101"),
    (*CALLBACK, choices(""), "choice name has 0"),
    (*CALLBACK, choices("x", value="x" * 101), "choice value has 101"),
    (*CALLBACK, modal(field(), title="x" * 46), "modal title"),
    (*CALLBACK, modal(field("x" * 46)), "input label"),
    (*CALLBACK, modal(field(placeholder="x" * 101)), "placeholder"),
    (*CALLBACK, modal(field(), field()), "stands twice"),
    (*CALLBACK, modal(), "0 parts"),
    ("PATCH", "/channels/1/messages/2", {"content": "x"}, "allowed_mentions"),
    ("PATCH", "/webhooks/1/token/messages/@original", layout(TEXT, content="x"), "content or embeds"),
    ("POST", "/webhooks/1/token", {"content": "x" * 2001, "allowed_mentions": QUIET}, "content has 2001"),
    ("PUT", "/applications/1/commands", [{"name": "Ask", "description": "x"}], "/Ask: the name"),
]


@pytest.mark.parametrize(("method", "path", "body"), GOOD)
def test_a_good_request_breaks_no_rule(method: str, path: str, body: Any) -> None:
    """What Discord takes, and the bot may do, is let through."""
    assert problems_of(method, path, body) == []


@pytest.mark.parametrize(("method", "path", "body", "problem"), BAD, ids=[case[3] for case in BAD])
def test_each_rule_can_fail(method: str, path: str, body: Any, problem: str) -> None:
    """What breaks one rule is found by that rule."""
    found = problems_of(method, path, body)
    assert len(found) == 1
    assert problem in found[0]


def command(**changes: Any) -> dict[str, Any]:
    return {"type": 1, "name": "ask", "description": "Ask.", **changes}


def option(name: str = "question", **changes: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "What.", **changes}


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (command(name="Ask"), "the name"),
        (command(name="x" * 33), "the name"),
        (command(name_localizations={"de": "Frage"}), "the name de"),
        (command(description=""), "the description"),
        (command(description="x" * 101), "the description"),
        (command(type=3, name="x" * 33, description=""), "33 characters"),
        (command(options=[option(f"o{n}") for n in range(26)]), "26 options"),
        (command(options=[option(), option()]), "share a name"),
        (command(options=[option("a"), option("b", required=True)]), "required option"),
        (command(options=[option(type=1, options=[option("A")])]), "the name"),
        (command(options=[option(choices=[{"name": "x", "value": n} for n in range(26)])]), "26 choices"),
        (command(options=[option(choices=[{"name": "x" * 101, "value": 1}])]), "longer than 100"),
        (command(options=[option(autocomplete=True, choices=[{"name": "x", "value": 1}])]), "both"),
        (
            command(
                options=[
                    option(f"o{n}", description="x" * 100, choices=[{"name": "x" * 99, "value": "y"}] * 3)
                    for n in range(21)
                ]
            ),
            "8,000",
        ),
    ],
)
def test_each_rule_of_commands_can_fail(wrong: dict[str, Any], problem: str) -> None:
    """A command that Discord would refuse is found out."""
    assert [one for one in command_problems(wrong) if problem in one]
    assert command_problems(command(options=[option(required=True, autocomplete=True), option("more")])) == []


def test_names_and_lengths_are_counted_as_discord_counts() -> None:
    """Letters of every script make names, and what lies beyond the basic plane counts twice."""
    assert well_named("frage-stellen_2")
    assert well_named("प्रश्न")
    assert not well_named("two words")
    assert units("a𝒙") == 3
