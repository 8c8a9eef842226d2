from __future__ import annotations

import asyncio
from typing import Any, cast

import discord
import pytest
from discord import app_commands

from bot.records import Records, RecordsError
from bot.syncing import sync_commands


class Facts:
    """The facts of the records, in memory: nothing else of them is asked here."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}

    async def fact(self, name: str) -> str | None:
        return self.facts.get(name)

    async def set_fact(self, name: str, value: str) -> None:
        self.facts[name] = value


class Http:
    """What Discord has registered."""

    def __init__(self) -> None:
        self.registered: list[dict[str, Any]] = []
        self.syncs = 0
        self.asked = 0
        self.error: discord.HTTPException | None = None

    async def get_global_commands(self, application_id: int) -> list[dict[str, Any]]:
        self.asked += 1
        return self.registered

    async def bulk_upsert_global_commands(self, application_id: int, payload: list[Any]) -> list[dict[str, Any]]:
        if self.error is not None:
            raise self.error
        self.syncs += 1
        self.registered = [{**each, "id": "1", "application_id": "7", "version": "1"} for each in payload]
        return self.registered


class Response:
    status = 500
    reason = "broken"


def _tree(http: Http, *names: str, application_id: int = 7) -> app_commands.CommandTree[Any]:
    client = discord.Client(intents=discord.Intents.none())
    client._connection.application_id = application_id
    client.http.get_global_commands = http.get_global_commands  # type: ignore[method-assign, assignment]
    client.http.bulk_upsert_global_commands = http.bulk_upsert_global_commands  # type: ignore[method-assign, assignment]
    tree = app_commands.CommandTree(client)
    for name in names:
        tree.add_command(app_commands.Command(name=name, description=name, callback=_callback))
    return tree


async def _callback(interaction: discord.Interaction[Any]) -> None:
    raise NotImplementedError


@pytest.fixture
def facts() -> Any:
    return Facts()


async def _sync(tree: app_commands.CommandTree[Any], facts: Records) -> bool:
    return await sync_commands(tree, facts)


async def test_commands_are_registered_once(facts: Any) -> None:
    """The first start registers them; the next, with the same ones in any order, does not."""
    http = Http()
    assert await _sync(_tree(http, "ask", "articles"), facts)
    assert {each["name"] for each in http.registered} == {"ask", "articles"}
    assert not await _sync(_tree(http, "articles", "ask"), facts)
    assert http.syncs == 1


async def test_other_commands_are_registered_anew(facts: Any) -> None:
    """A command more, or another option of one, is news."""
    http = Http()
    await _sync(_tree(http, "ask"), facts)
    assert await _sync(_tree(http, "ask", "help"), facts)
    tree = _tree(http, "ask", "help")
    command = tree.get_command("help")
    assert isinstance(command, app_commands.Command)
    command.description = "another"
    assert await _sync(tree, facts)
    assert http.syncs == 3


async def test_commands_that_discord_has_lost_are_registered_anew(facts: Any) -> None:
    """The hash alone is not believed where Discord has none."""
    http = Http()
    await _sync(_tree(http, "ask"), facts)
    http.registered = []
    assert await _sync(_tree(http, "ask"), facts)
    assert http.syncs == 2


async def test_another_application_has_its_own_hash(facts: Any) -> None:
    """A second bot on the same records registers its own."""
    first, second = Http(), Http()
    await _sync(_tree(first, "ask"), facts)
    assert await _sync(_tree(second, "ask", application_id=8), facts)
    assert (first.syncs, second.syncs) == (1, 1)


async def test_a_failure_is_logged_and_tried_again_at_the_next_start(
    facts: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """The start goes on without, and nothing is remembered that was not done."""
    http = Http()
    http.error = discord.HTTPException(cast("Any", Response()), "broken")
    assert not await _sync(_tree(http, "ask"), facts)
    assert "could not be registered" in caplog.text
    assert facts.facts == {}
    http.error = None
    assert await _sync(_tree(http, "ask"), facts)


async def test_records_that_fail_do_not_end_the_start(facts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a memory the commands are registered, rather than the bot kept off Discord."""

    async def fails(*_: str) -> None:
        await asyncio.sleep(0)
        raise RecordsError("the disk is full")

    monkeypatch.setattr(facts, "set_fact", fails)
    http = Http()
    assert await _sync(_tree(http, "ask"), facts)
