"""Asking, and the buttons and forms of answers."""

from __future__ import annotations

from tests.isolation.surfaces import WHO, surface
from tests.isolation.world import Spot, record_in


@surface("/ask", sees=True)
async def ask(here: Spot, there: Spot) -> None:
    await here.answer(WHO if here.twin else "Who watered the garden of Ansel?")


@surface("/ask", sees=True, direct=False)
async def ask_about_an_article_that_both_have(here: Spot, there: Spot) -> None:
    await here.answer(article="pier")


@surface("/ask", says="There is no article")
async def ask_about_an_article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.answer("Who found the ledger?", article=there.twin.own_id)


@surface("/ask", says="There is no article")
async def ask_about_an_article_that_nobody_has(here: Spot, there: Spot) -> None:
    """Nearest in writing to what the other server has."""
    assert there.twin is not None
    await here.answer("Who found the ledger?", article=f"{there.twin.word[:5]} pier of Ansel is rebuild")


@surface("Asking.on_message", sees=True)
async def mention_or_write(here: Spot, there: Spot) -> None:
    await here.say(WHO if here.twin else "Who watered the garden of Ansel?", mention=here.twin is not None)


@surface("Asking.on_message", sees=True)
async def reply_to_an_answer(here: Spot, there: Spot) -> None:
    await here.say(WHO if here.twin else "Who watered the garden of Ansel?")
    await here.say("and when?", after=here.channel.last_message.id)


@surface("Asking.on_message")
async def reply_to_an_answer_of_theirs(here: Spot, there: Spot) -> None:
    """A reference to a message of another server, as no client of Discord's makes it."""
    assert there.twin is not None
    theirs = await there.answer(f"Who opened the {there.twin.word} pier?", article="pier")
    assert theirs.response is not None
    await here.say("and when?", after=theirs.response.id)


@surface("Asking.on_message", sees=True, direct=False)
async def go_on_in_a_thread(here: Spot, there: Spot) -> None:
    answer = await here.answer()
    assert answer.response is not None
    backend = here.world.env.backend
    thread = backend.create_thread(here.channel.id, "thread", here.anybody.id, message_id=answer.response.id)
    await here.say("and when?", thread=thread.id)
    await here.say("and who?", thread=thread.id, mention=False)


@surface("menu Ask about this", sees=True, direct=False)
async def ask_about_this(here: Spot, there: Spot) -> None:
    said = await here.anybody.send(here.channel, WHO)
    await here.anybody.context_menu(here.channel, "Ask about this", said)


_PRESSED = {
    "context": ("1", "0.0"),
    "next": ("1.0",),
    "why": (),
    "vote": ("helpful",),
    "publish": (),
    "follow": (),
    "all": (),
}


def _presses(action: str, arguments: tuple[str, ...]) -> None:
    @surface(f"press {action}", name=f"press {action}", sees=True)
    async def own(here: Spot, there: Spot) -> None:
        answer = await here.answer(WHO if here.twin else "Who watered the garden?", private=action == "publish")
        await here.press(":".join(["fn", action, record_in(answer, "why"), *arguments]), ephemeral=action == "publish")

    @surface(
        f"forged {action}",
        name=f"forged {action}",
        says=None if action == "follow" else "This answer is not on record any more",
    )
    async def forged(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        theirs = await there.answer(f"Who opened the {there.twin.word} pier?", private=action == "publish")
        await here.press(":".join(["fn", action, record_in(theirs, "why"), *arguments]), ephemeral=action == "publish")


for _action, _arguments in _PRESSED.items():
    _presses(_action, _arguments)


@surface("Asking.on_interaction", sees=True)
async def form_that_follows(here: Spot, there: Spot) -> None:
    answer = await here.answer(WHO if here.twin else "Who watered the garden?")
    await here.fill(f"fn:ask:{record_in(answer, 'why')}:public", question="and when?")


@surface("Asking.on_interaction", says="This answer is not on record any more")
async def form_that_follows_an_answer_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    theirs = await there.answer(f"Who opened the {there.twin.word} pier?")
    await here.fill(f"fn:ask:{record_in(theirs, 'why')}:public", question="and when?")
