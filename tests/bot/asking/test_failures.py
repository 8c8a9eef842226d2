"""What people see when the records, the service or Discord fail, and before everything is loaded."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.readiness import CLOSING, Readiness
from bot.records import RecordsError
from bot.records.values import OnRecord
from retrieval.errors import BusyError, EncoderError, GenerationError, SelectorError
from tests.bot.asking.conftest import MakeRoom, Room, buttons, said

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
_MOMENT = 60.0


class Loading(Readiness):
    """Gets ready as soon as someone waits for more than a moment: when they have been told."""

    def __init__(self, *, ends: bool = False) -> None:
        super().__init__()
        self._ends = ends

    async def wait(self, seconds: float | None = None) -> bool:
        if seconds is not None and seconds < _MOMENT and not self:
            return False
        if self._ends:
            self.close()
        else:
            self.set()
        return await super().wait()


class Endless(Readiness):
    """Is not ready within any time that is waited for, which is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[float | None] = []

    async def wait(self, seconds: float | None = None) -> bool:
        self.waited.append(seconds)
        return False


def _loading(here: Room, monkeypatch: pytest.MonkeyPatch, *, ends: bool = False) -> None:
    _be(here, monkeypatch, Loading(ends=ends))


def _be(here: Room, monkeypatch: pytest.MonkeyPatch, readiness: Readiness) -> None:
    monkeypatch.setattr(here.client, "readiness", readiness)
    monkeypatch.setattr(here.client.answers, "_readiness", readiness)


def _fail(here: Room, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    async def fails(*_: object) -> None:
        raise RecordsError("the records can't be read or written: disk full")

    for name in names:
        monkeypatch.setattr(here.client.records, name, fails)


def _shown_one_by_one(here: Room) -> list[str]:
    """What the original response said after each change."""
    return [str(each.json) for each in here.env.http_requests if each.path.endswith("/messages/@original")]


async def test_before_it_is_ready_people_hear_so_and_then_get_their_answer(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command's notice turns into the answer, in the same message."""
    async with room() as here:
        _loading(here, monkeypatch)
        answer = await here.ask(BUILT)
        first, second = _shown_one_by_one(here)
        assert "Footnote is getting ready" in first
        assert "Your answer will stand here" in first
        assert "getting ready" not in second
        assert SENTENCE in said(answer)


async def test_a_message_s_notice_turns_into_the_answer_too(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is one reply, which is edited."""
    async with room() as here:
        _loading(here, monkeypatch)
        assert SENTENCE in said(await here.mention(BUILT))
        assert len(here.replies()) == 1
        assert "PATCH" in {each.method for each in here.env.http_requests if "/messages/" in each.path}


async def test_who_waits_when_it_ends_hears_so(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that waits for the articles is not left waiting by a restart."""
    async with room() as here:
        _loading(here, monkeypatch, ends=True)
        assert said(await here.ask(BUILT)) == CLOSING


async def test_a_command_waits_no_longer_than_it_can_be_answered(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before Discord takes no answer any more the notice says so, and nothing is recorded that nobody saw."""
    async with room() as here:
        readiness = Endless()
        _be(here, monkeypatch, readiness)
        answer = await here.ask(BUILT)
        assert said(answer) == (
            "Footnote is getting ready: it is loading its model and articles. "
            "That takes longer than an answer can be waited for here: ask again later."
        )
        first, longer = readiness.waited
        assert first is not None
        assert longer is not None
        assert first < _MOMENT < longer < 15 * 60
        assert await here.client.records.on_record(here.alice.id) == OnRecord()


async def test_a_button_before_it_is_ready_says_so(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an answer quoted can't be read yet."""
    async with room() as here:
        answer = await here.ask(BUILT)
        _loading(here, monkeypatch)
        pressed = await here.alice.click(answer, label="Why")
        assert said(pressed.response).startswith("Footnote is getting ready")


async def test_without_records_an_answer_is_shown_without_buttons(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Buttons would lead nowhere; the words are there all the same, and the log says what failed."""
    async with room() as here:
        _fail(here, monkeypatch, "add_answer")
        answer = await here.ask(BUILT)
        assert SENTENCE in said(answer)
        assert buttons(answer) == []
        answer_too = await here.mention(BUILT)
        assert SENTENCE in said(answer_too)
        assert buttons(answer_too) == []
        assert "disk full" in caplog.text


@pytest.mark.parametrize("way", ["ask", "mention"])
async def test_records_that_fail_afterwards_leave_the_answer(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """What has been shown stays, whether or not its message can be remembered."""
    async with room() as here:
        _fail(here, monkeypatch, "add_message")
        answer: Any = await (here.ask(BUILT) if way == "ask" else here.mention(BUILT))
        assert SENTENCE in said(answer)


async def test_without_records_a_reply_is_a_question_of_its_own(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is answered as it stands rather than not at all."""
    async with room() as here:
        answer = await here.mention(BUILT)
        _fail(here, monkeypatch, "answer_in_message", "last_answer_in", "add_answer")
        await here.alice.send(here.channel, f"{here.me} {BUILT}", reply_to=answer)
        assert SENTENCE in said(here.replies()[-1])


async def test_without_records_a_button_says_so(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer stays as it is, and who pressed hears what failed."""
    async with room() as here:
        answer = await here.ask(BUILT)
        _fail(here, monkeypatch, "answer", "vote")
        for label in ("Why", "Helpful"):
            pressed = await here.alice.click(answer, label=label)
            assert "What Footnote has on record can't be reached" in said(pressed.response)
        assert SENTENCE in said(answer)


async def test_a_service_that_is_busy_is_told(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names how many wait, to commands and messages alike."""
    async with room() as here:

        async def busy(*_: object, **__: object) -> None:
            raise BusyError("2,048 questions are waiting already: try again in a moment")

        monkeypatch.setattr(here.client.service, "ask", busy)
        for shown in (await here.ask(BUILT), await here.mention(BUILT)):
            assert said(shown) == "2,048 questions are waiting already: try again in a moment"


async def test_a_service_that_is_closed_is_told(room: MakeRoom) -> None:
    """A question that comes while it ends is refused in words."""
    async with room() as here:
        await here.client.service.aclose()
        for shown in (await here.ask(BUILT), await here.mention(BUILT)):
            assert said(shown) == "Footnote is shutting down: ask again in a moment"


async def test_discord_failing_for_a_while_loses_no_answer(room: MakeRoom) -> None:
    """An edit that Discord fails to take is tried again, and there is one message in the end."""
    async with room() as here:
        here.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=503)
        assert SENTENCE in said(await here.ask(BUILT))
        here.env.inject_error("POST", f"/channels/{here.channel.id}/messages", status=502)
        assert SENTENCE in said(await here.mention(BUILT))
        assert len(here.replies()) == 2


async def test_an_interaction_that_is_too_old_is_let_go(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked of the service for one that nobody can see the answer to."""
    async with room() as here:
        here.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, message="Unknown interaction")
        asked: list[object] = []
        monkeypatch.setattr(here.client.service, "ask", lambda *args, **_: asked.append(args))
        await here.alice.slash(here.channel, "ask", question=BUILT)
        assert asked == []


async def test_an_acknowledgement_that_was_heard_already_is_one(room: MakeRoom) -> None:
    """Where Discord took the first attempt and its answer was lost, the question is answered."""
    async with room() as here:
        original = here.env.backend.faults
        here.env.inject_error(
            "POST", "/interactions/*/callback", status=400, code=40060, message="Already acknowledged"
        )
        # The attempt before, whose answer was lost.
        assert original
        before = len(here.env.http_requests)
        await here.alice.slash(here.channel, "ask", question=BUILT)
        made = [each.path.rpartition("/")[2] for each in here.env.http_requests[before:]]
        assert made == ["callback", "@original"]


@pytest.mark.parametrize("kind", [EncoderError, SelectorError, GenerationError])
async def test_no_path_of_the_machine_is_shown(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, kind: type[Exception]
) -> None:
    """A model or a generation that can't be used is told without its place; the log has that."""
    async with room() as here:

        async def fails(*_: object, **__: object) -> None:
            raise kind("/srv/models/private can't be loaded")

        monkeypatch.setattr(here.client.service, "ask", fails)
        for shown in (await here.ask(BUILT), await here.mention(BUILT)):
            assert "can't be used at the moment" in said(shown)
        assert "/srv" not in "".join(str(each.json) for each in here.env.http_requests)
        assert caplog.text.count("/srv/models/private") == 2


async def test_records_that_hang_hold_up_no_answer(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while the answer is shown all the same, without buttons that might lead nowhere."""
    monkeypatch.setattr("bot.asking.answers._TO_RECORD", 0.0)
    async with room() as here:
        never = asyncio.Event()
        monkeypatch.setattr(here.client.records, "add_answer", lambda _: never.wait())
        for shown in (await here.ask(BUILT), await here.mention(BUILT)):
            assert SENTENCE in said(shown)
            assert buttons(shown) == []
