from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.delivery import InteractionReply, MessageReply, acknowledge, passes, persist, tell
from bot.rendering.layout import notice
from bot.work import Work


class Response:
    """As much of a response as an error keeps."""

    def __init__(self, status: int) -> None:
        self.status = status
        self.reason = "because"


def error(status: int, code: int = 0) -> discord.HTTPException:
    return discord.HTTPException(cast("Any", Response(status)), {"code": code, "message": "m"})


class Attempts:
    """Fails with each of `errors` in turn, then gives `value`."""

    def __init__(self, *errors: Exception, value: Any = "done") -> None:
        self.errors = list(errors)
        self.calls: list[dict[str, Any]] = []
        self.value = value

    async def __call__(self, *_: object, **options: Any) -> Any:
        self.calls.append(options)
        if self.errors:
            raise self.errors.pop(0)
        return self.value


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses pass at once: the loop's clock moves with them."""
    made: list[float] = []
    loop_time = asyncio.BaseEventLoop.time
    monkeypatch.setattr(asyncio.BaseEventLoop, "time", lambda self: loop_time(self) + sum(made))

    async def sleep(seconds: float) -> None:
        made.append(seconds)

    monkeypatch.setattr("bot.delivery.asyncio.sleep", sleep)
    return made


@pytest.mark.parametrize(
    ("failure", "may_pass"),
    [
        (error(500), True),
        (error(503), True),
        (error(429), True),
        (error(400, 50035), False),
        (error(403, 50001), False),
        (error(404, 10062), False),
        (aiohttp.ClientConnectionError(), True),
        (OSError("unreachable"), True),
        (TimeoutError(), True),
    ],
)
async def test_only_what_may_pass_is_tried_again(pauses: list[float], failure: Exception, *, may_pass: bool) -> None:
    """Discord's own trouble and the network's pass; what Discord refuses it refuses again."""
    assert passes(failure) == may_pass
    attempts = Attempts(failure)
    if may_pass:
        assert await persist(attempts, 10) == "done"
        assert len(attempts.calls) == 2
    else:
        with pytest.raises(type(failure)):
            await persist(attempts, 10)
        assert len(attempts.calls) == 1


async def test_another_error_is_not_tried_again(pauses: list[float]) -> None:
    """A mistake of ours is no matter of time."""
    attempts = Attempts(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        await persist(attempts, 10)
    assert len(attempts.calls) == 1


async def test_pauses_grow_and_end_in_time(pauses: list[float]) -> None:
    """They double up to half a minute, and no attempt begins after the time that was given."""
    with pytest.raises(discord.HTTPException):
        await persist(Attempts(*[error(500)] * 1000), 240)
    assert pauses[:8] == [0.5, 1, 2, 4, 8, 16, 30, 30]
    assert 210 <= sum(pauses) <= 240


async def test_with_no_time_there_is_one_attempt(pauses: list[float]) -> None:
    """The first is always made."""
    attempts = Attempts(error(500))
    with pytest.raises(discord.HTTPException):
        await persist(attempts, 0)
    assert (len(attempts.calls), pauses) == (1, [])


class Interaction:
    """An interaction whose requests are counted."""

    def __init__(self, *, defer: Callable[..., Awaitable[Any]] | None = None, done: bool = False) -> None:
        self.id = 1
        self.extras: dict[Any, Any] = {}
        self.client = SimpleNamespace(work=Work())
        self.sent, self.followed, self.edited = Attempts(), Attempts(), Attempts()
        self.response = SimpleNamespace(defer=defer or Attempts(), send_message=self.sent, is_done=lambda: done)
        self.followup = SimpleNamespace(send=self.followed)
        self.edit_original_response = self.edited


def _as(interaction: Interaction) -> discord.Interaction[Any]:
    return interaction  # type: ignore[return-value]


async def test_acknowledging_says_who_will_see_it(pauses: list[float]) -> None:
    """Private or not, a message of its own or a change of the pressed one."""
    defer = Attempts()
    assert await acknowledge(_as(Interaction(defer=defer)), private=True)
    assert await acknowledge(_as(Interaction(defer=defer)), thinking=False)
    assert defer.calls == [{"ephemeral": True, "thinking": True}, {"ephemeral": False, "thinking": False}]


async def test_a_lost_answer_to_an_acknowledgement_is_no_loss(pauses: list[float]) -> None:
    """Where Discord says that it was acknowledged already, it was: the attempt before got through."""
    interaction = Interaction(defer=Attempts(error(500), error(400, 40060)))
    assert await acknowledge(_as(interaction))
    await tell(_as(interaction), notice("Hello"))
    assert len(interaction.edited.calls) == 1


async def test_too_late_is_too_late(pauses: list[float]) -> None:
    """An interaction that Discord has forgotten gets no answer, and no error either."""
    assert not await acknowledge(_as(Interaction(defer=Attempts(error(404, 10062)))))


async def test_another_refusal_is_an_error(pauses: list[float]) -> None:
    """Nothing else is taken for an acknowledgement."""
    with pytest.raises(discord.HTTPException):
        await acknowledge(_as(Interaction(defer=Attempts(error(403, 50001)))))


async def test_acknowledging_gives_up_within_three_seconds(pauses: list[float]) -> None:
    """Later than that Discord takes none."""
    with pytest.raises(discord.HTTPException):
        await acknowledge(_as(Interaction(defer=Attempts(*[error(500)] * 99))))
    assert sum(pauses) < 3


async def test_telling_takes_the_place_that_there_is(pauses: list[float]) -> None:
    """In place of an awaited answer, beside a pressed button's message, or as the first answer; for one person alone."""
    fresh, awaited, pressed, done = Interaction(), Interaction(), Interaction(), Interaction(done=True)
    await acknowledge(_as(awaited))
    await acknowledge(_as(pressed), thinking=False)
    for each in (fresh, awaited, pressed, done):
        await tell(_as(each), notice("Hello"))
    assert [len(each.sent.calls) for each in (fresh, awaited, pressed, done)] == [1, 0, 0, 0]
    assert [len(each.edited.calls) for each in (fresh, awaited, pressed, done)] == [0, 1, 0, 0]
    assert [len(each.followed.calls) for each in (fresh, awaited, pressed, done)] == [0, 0, 1, 1]
    for options in (fresh.sent.calls[0], pressed.followed.calls[0], done.followed.calls[0]):
        assert options["ephemeral"] is True
        assert options["allowed_mentions"].to_dict() == {"parse": []}


@pytest.mark.parametrize("code", [10008, 10015, 10062, 40060])
async def test_where_there_is_no_place_left_nothing_is_told(pauses: list[float], code: int) -> None:
    """A message that was deleted or a token that ran out is no error."""
    interaction = Interaction()
    interaction.sent.errors.append(error(404, code))
    await tell(_as(interaction), notice("Hello"))


async def test_what_is_waited_for_can_still_be_shown(pauses: list[float]) -> None:
    """The patience with an interaction ends before its token of 15 minutes does; a reply to a message can wait for ever."""
    reply = InteractionReply(_as(Interaction()))
    for passed, left in ((0.0, 13.5 * 60), (13 * 60, 30), (60, 0), (600, 0)):
        pauses.append(passed)
        assert reply.patience == pytest.approx(left, abs=5)
    assert _reply(Attempts()).patience is None


class Message:
    """A message that can be replied to."""

    def __init__(self, send: Attempts) -> None:
        self.id = 77
        self.channel = SimpleNamespace(send=send)

    def to_reference(self, *, fail_if_not_exists: bool) -> str:
        assert not fail_if_not_exists
        return "reference"


def _reply(send: Attempts) -> MessageReply:
    return MessageReply(Message(send))  # type: ignore[arg-type]


async def test_every_attempt_at_a_reply_has_one_nonce(pauses: list[float]) -> None:
    """So that a reply whose answer was lost does not become two."""
    send = Attempts(error(500), aiohttp.ClientConnectionError())
    await _reply(send).show(notice("Hello"))
    assert [each["nonce"] for each in send.calls] == [77, 77, 77]
    assert all(each["mention_author"] is False for each in send.calls)
    assert all(each["allowed_mentions"].to_dict() == {"parse": []} for each in send.calls)


async def test_what_is_shown_later_replaces_it(pauses: list[float]) -> None:
    """There is one reply, however often it changes."""
    edit = Attempts(error(500))
    send = Attempts(value=SimpleNamespace(edit=edit))
    reply = _reply(send)
    await reply.show(notice("One"))
    await reply.show(notice("Two"))
    assert (len(send.calls), len(edit.calls)) == (1, 2)


async def test_a_reply_to_what_is_gone_is_none(pauses: list[float]) -> None:
    """Nothing is shown and nothing raised."""
    assert await _reply(Attempts(error(404, 10008))).show(notice("Hello")) is None


async def test_where_it_may_not_reply_it_sends(pauses: list[float]) -> None:
    """Without the right to read the history a message stands alone; with no right to send there is none."""
    send = Attempts(error(400, 160002))
    await _reply(send).show(notice("Hello"))
    assert ["reference" in each for each in send.calls] == [True, False]
    assert await _reply(Attempts(error(403, 50013))).show(notice("Hello")) is None


@pytest.mark.parametrize(
    "refusal", [error(403, 50007), error(403, 50278), error(400, 50083), error(400, 160005), error(404, 10004)]
)
async def test_nobody_is_written_to_who_can_not_be(pauses: list[float], refusal: discord.HTTPException) -> None:
    """Who has closed their direct messages, a thread that is archived or locked and a server that is gone are no failures of ours."""
    send = Attempts(refusal)
    assert await _reply(send).show(notice("Hello")) is None
    assert len(send.calls) == 1
