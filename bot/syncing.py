"""Telling Discord which commands there are, only when they are others than before."""

from __future__ import annotations

import json
import logging
from hashlib import sha256
from typing import Any

from discord import app_commands

from bot.delivery import FAILURES
from bot.records import Records, RecordsError

_log = logging.getLogger(__name__)


async def sync_commands(tree: app_commands.CommandTree[Any], records: Records) -> bool:
    """Register the commands of `tree` where their hash has changed, or Discord has lost them; whether it did.

    A failure is logged and tried again at the next start: the commands of before go on working. Where it is not on record
    which those are they are registered.
    """
    client = tree.client
    assert client.application_id is not None
    fact = f"commands of {client.application_id}"
    forms = [command.to_dict(tree) for command in tree.get_commands()]
    digest = sha256(json.dumps(sorted(forms, key=json.dumps), sort_keys=True).encode()).hexdigest()
    try:
        if await _recorded(records, fact) == digest and await client.http.get_global_commands(client.application_id):
            return False
        await tree.sync()
    except FAILURES as error:
        _log.error("the commands could not be registered with Discord: %s", error)
        return False
    try:
        await records.set_fact(fact, digest)
    except RecordsError as error:
        _log.error("it could not be recorded that the commands are registered: %s", error)
    return True


async def _recorded(records: Records, fact: str) -> str | None:
    try:
        return await records.fact(fact)
    except RecordsError as error:
        _log.error("it is not known which commands are registered: %s", error)
        return None
