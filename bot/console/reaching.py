"""`footnote doctor --discord`: in a process of its own, since the console does without discord.py."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable

from bot.exits import Exit
from config.settings import PREFIX, Settings, process_environment

Tell = Callable[[str, str, str | None], None]

_NONE = "there is none, so there is nothing to ask Discord with"
_SET_IT = (
    "set DISCORD_TOKEN, in the environment or in .env, to the token of your application: Developer Portal "
    "(https://discord.com/developers/applications), Bot, Reset Token"
)


async def ask_discord(settings: Settings, say: Tell) -> int:
    """Say what Discord says of the token; returns the exit code."""
    if settings.discord.token is None:
        say("token", _NONE, _SET_IT)
        return Exit.TOKEN
    # The token goes through the environment: arguments can be read by others. -P as for the builder.
    token = {f"{PREFIX}DISCORD__TOKEN": settings.discord.token.get_secret_value()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "bot.diagnosing"),
        env={**process_environment(settings), **token},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            found = json.loads(line)
            say(found["what"], found["text"], found["mend"])
        code = await process.wait()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    return code if code in set(Exit) else Exit.FAILED
