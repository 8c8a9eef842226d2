"""Who runs the bot."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.corpora.operators import is_operator, operator_ids
from config.settings import Settings, load_settings

OWNER, ADMITTED, INVITED, NAMED, STRANGER, TEAM_ACCOUNT = range(11, 17)


def user(person_id: int) -> dict[str, Any]:
    return {"id": str(person_id), "username": "u", "discriminator": "0", "avatar": None}


def application(client: FootnoteClient, owner: int, team: dict[str, Any] | None) -> discord.AppInfo:
    """As Discord describes it at login."""
    described: Any = {
        "id": "1", "name": "Footnote", "description": "", "icon": None, "bot_public": True, "verify_key": "0",
        "bot_require_code_grant": False, "owner": user(owner), "team": team, "flags": 0,
    }  # fmt: skip
    return discord.AppInfo(client._connection, described)


def member(person_id: int, state: int) -> dict[str, Any]:
    return {"user": user(person_id), "membership_state": state, "permissions": ["*"], "team_id": "9", "role": "admin"}


@pytest.fixture
async def client(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> FootnoteClient:
    monkeypatch.setenv("FOOTNOTE_DISCORD__OPERATORS", str(NAMED))
    settings = load_settings()
    return FootnoteClient(settings, make_service(settings), make_records(settings), shard_count=1)


async def test_the_owner_and_those_named_run_the_bot(client: FootnoteClient) -> None:
    """Law: the owner of the application and the ids of the settings, nobody else."""
    client._application = application(client, OWNER, None)
    assert operator_ids(client) == {OWNER, NAMED}
    assert is_operator(client, discord.Object(OWNER))
    assert not is_operator(client, discord.Object(STRANGER))


async def test_of_a_team_those_who_accepted_run_the_bot(client: FootnoteClient) -> None:
    """Law: an invitation that is not accepted gives no right, nor does the account that stands for the team."""
    members = [member(OWNER, 2), member(ADMITTED, 2), member(INVITED, 1)]
    team = {"id": "9", "name": "T", "owner_user_id": str(OWNER), "icon": None, "members": members}
    client._application = application(client, TEAM_ACCOUNT, team)
    assert operator_ids(client) == {OWNER, ADMITTED, NAMED}


async def test_before_login_only_those_named_do(client: FootnoteClient) -> None:
    """Law: whose application it is is not guessed."""
    assert operator_ids(client) == {NAMED}
