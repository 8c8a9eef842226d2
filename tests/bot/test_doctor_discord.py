"""`footnote doctor --discord`: what Discord says of the token, as findings and exit codes."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from asyncio import new_event_loop, run, run_coroutine_threadsafe, set_event_loop
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from aiohttp import web
from discord.http import Route

from bot.console import main
from bot.diagnosing.reaching import look
from bot.exits import Exit
from bot.permissions import invite_link
from config.sections import DiscordSettings
from config.settings import Settings

TOKEN = "MTE.secret.words"  # noqa: S105 - of nobody
BOT = {"id": "11", "username": "Footnote", "discriminator": "0", "avatar": None, "bot": True}
APPLICATION = {
    "id": "77", "name": "Footnote", "description": "", "icon": None, "bot_public": True, "bot_require_code_grant": False,
    "verify_key": "", "owner": BOT, "flags": 0,
}  # fmt: skip
GUILD: dict[str, Any] = {
    "id": "5",
    "name": "A server",
    "icon": None,
    "owner": False,
    "permissions": "0",
    "features": [],
}
ROUTES: dict[str, Any] = {
    "/users/@me": BOT,
    "/oauth2/applications/@me": APPLICATION,
    "/users/@me/guilds": [GUILD],
    "/applications/77/commands": [{"id": "1", "name": "help"}, {"id": "2", "name": "ask"}],
}

Doctor = Callable[..., tuple[int, str, str]]


def in_json(value: Any, status: int = 200) -> web.Response:
    """As Discord writes it: discord.py takes JSON from nothing but this very type."""
    return web.Response(body=json.dumps(value).encode(), status=status, headers={"content-type": "application/json"})


@contextmanager
def discord_answering(routes: dict[str, Any], seen: list[web.BaseRequest] | None = None) -> Iterator[str]:
    """A server that answers `routes`, with a value as JSON, a number as that status or a text as a page; its address."""
    loop = new_event_loop()

    async def answer(request: web.BaseRequest) -> web.Response:
        if seen is not None:
            seen.append(request)
        match routes.get(request.path, 404):
            case int(status):
                return in_json({"code": 0, "message": "no"}, status)
            case str(page):
                return web.Response(text=page, content_type="text/html")
            case value:
                return in_json(value)

    async def start() -> tuple[web.ServerRunner, int]:
        runner = web.ServerRunner(web.Server(answer))
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner, runner.addresses[0][1]

    def serve() -> None:
        set_event_loop(loop)
        loop.run_forever()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        runner, port = run_coroutine_threadsafe(start(), loop).result(20)
        yield f"http://127.0.0.1:{port}"
        run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()


@pytest.fixture
def doctor(hashing: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Doctor:
    """Run `footnote doctor --discord` against an address; returns (exit code, standard output, standard error)."""

    def ask(address: str | None, token: str | None = TOKEN) -> tuple[int, str, str]:
        if token is not None:
            monkeypatch.setenv("DISCORD_TOKEN", token)
        if address is not None:
            monkeypatch.setenv("FOOTNOTE_DISCORD__API_BASE", address)
        code = main(["doctor", "--discord"])
        return (code, *capfd.readouterr())

    return ask


def test_a_good_token_is_told_with_all_that_hangs_on_it(doctor: Doctor) -> None:
    """Application, invite, servers, intents and commands, each `ok`; the token goes to Discord alone and is not printed."""
    seen: list[web.BaseRequest] = []
    with discord_answering(ROUTES, seen) as address:
        code, out, err = doctor(address)
    assert code == Exit.DONE
    assert out.splitlines() == [
        "ok   token: accepted, of the application Footnote (77), as the bot Footnote",
        f"ok   invite: {invite_link(77)}",
        "ok   servers: in 1",
        "ok   intents: no privileged one is needed: nothing is to be switched on in the Developer Portal",
        "ok   commands: registered: ask, help",
    ]
    assert {request.headers["Authorization"] for request in seen} == {f"Bot {TOKEN}"}
    assert {request.method for request in seen} == {"GET"}
    assert TOKEN not in out + err


def test_in_no_server_one_hears_what_comes_next(doctor: Doctor) -> None:
    """A new application is well: it says how a server and the commands come."""
    with discord_answering({**ROUTES, "/users/@me/guilds": [], "/applications/77/commands": []}) as address:
        code, out, _ = doctor(address)
    assert code == Exit.DONE
    assert "ok   servers: in none yet: open the invite link" in out
    assert "ok   commands: none yet: the bot registers them when it starts" in out


@pytest.mark.parametrize(
    ("path", "answer", "code", "said"),
    [
        ("/users/@me", 401, Exit.TOKEN, "MEND token: {} refuses it (401)"),
        ("/oauth2/applications/@me", 401, Exit.TOKEN, "MEND token: {} refuses it (401)"),
        ("/users/@me/guilds", 403, Exit.PERMISSIONS, "MEND permissions: {} does not permit it (403): no"),
        ("/users/@me", 404, Exit.UNREACHABLE, "MEND connection: {} answers with status 404"),
        ("/users/@me", "<h1>Sign in</h1>", Exit.UNREACHABLE, "MEND connection: what answers at {} is not Discord"),
        ("/users/@me", [], Exit.UNREACHABLE, "MEND connection: what answers at {} is not Discord"),
        ("/applications/77/commands", "<p>", Exit.UNREACHABLE, "MEND connection: what answers at {} is not Discord"),
    ],
)
def test_every_refusal_has_its_code_and_its_sentence(
    doctor: Doctor, path: str, answer: Any, code: Exit, said: str
) -> None:
    """401 is the token, 403 a permission, anything else that is not Discord's is a connection; each says what to do."""
    with discord_answering({**ROUTES, path: answer}) as address:
        found, out, err = doctor(address)
    assert found == code
    first, then = out.splitlines()[-2:]
    assert first == said.format(address)
    assert then.startswith("     → ")
    assert "Traceback" not in out + err


def test_a_closed_port_is_unreachable(doctor: Doctor) -> None:
    """Where nobody listens, that is said, with the address."""
    with closing(socket.socket()) as taken:
        # Bound and not listening: nobody else can be there.
        taken.bind(("127.0.0.1", 0))
        code, out, err = doctor(f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert code == Exit.UNREACHABLE
    assert "MEND connection: http://127.0.0.1:" in out
    assert "can't be reached" in out
    assert "Traceback" not in out + err


def test_who_never_answers_is_not_waited_for() -> None:
    """After its patience the doctor gives up."""
    found: list[tuple[str, str, str | None]] = []
    with closing(socket.socket()) as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        base, Route.BASE = Route.BASE, f"http://127.0.0.1:{silent.getsockname()[1]}"
        try:
            code = run(look(DiscordSettings(token=TOKEN), lambda *each: found.append(each), patience=0.2))
        finally:
            Route.BASE = base
    assert code == Exit.UNREACHABLE
    assert "did not answer within" in found[0][1]


def test_without_a_token_one_hears_how_to_set_it(doctor: Doctor) -> None:
    """No process is started and nobody is asked."""
    code, out, _ = doctor(None, token=None)
    assert code == Exit.TOKEN
    assert out.startswith("MEND token: there is none")
    assert "DISCORD_TOKEN" in out


@pytest.mark.parametrize("token", ["two words", "línea", "a\nb"])
def test_what_can_be_no_token_is_not_sent(doctor: Doctor, token: str) -> None:
    """Characters that no token has are named before anybody is asked."""
    seen: list[web.BaseRequest] = []
    with discord_answering(ROUTES, seen) as address:
        code, out, _ = doctor(address, token)
    assert code == Exit.TOKEN
    assert "characters that no token has" in out
    assert seen == []


def test_by_itself_the_process_wants_a_token(hashing: Settings) -> None:
    """`python -m bot.diagnosing` without one says so and ends with the token's code."""
    ended = subprocess.run([sys.executable, "-m", "bot.diagnosing"], capture_output=True, text=True, check=False)
    assert ended.returncode == Exit.TOKEN
    assert "there is no token" in ended.stderr
