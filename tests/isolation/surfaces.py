"""Every way to get something out of Footnote, a row each. A new command, button, form or listener needs one here, and a test says so.

`here` is where somebody acts, `there` the other server, whose ids are known here. A row acts; what may be shown is no business of
its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from discord import app_commands

from bot.client import FootnoteClient
from bot.corpora.schedule import look_once
from retrieval.values import SHARED
from tests.isolation.world import Spot, ids_of, record_in

Act = Callable[[Spot, Spot], Awaitable[object]]
WHO = "Who opened the pier of Ansel?"


@dataclass(frozen=True, slots=True)
class Surface:
    """`covers` is what of the bot this is about; `sees` whether its own articles must be shown; `says` what must be said.

    `direct` is whether it can be done in direct messages too, `changes` whether it changes articles on disk.
    """

    name: str
    act: Act
    covers: tuple[str, ...]
    sees: bool = False
    says: str | None = None
    direct: bool = True
    changes: bool = False


SURFACES: list[Surface] = []


def surface(*covers: str, name: str = "", **how: Any) -> Callable[[Act], Act]:
    """Make a row of a function; its name says what is done, unless another is given."""

    def add(act: Act) -> Act:
        shown = name or getattr(act, "__name__", "").strip("_").replace("_", " ")
        SURFACES.append(Surface(shown, act, covers, **how))
        return act

    return add


def registered(client: FootnoteClient) -> set[str]:
    """All that the bot listens to, as rows name it."""
    found = {f"press {action}" for action in client.presses} | {f"forged {action}" for action in client.presses}
    for command in client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            found.add(f"/{command.qualified_name}")
            completed = [each.display_name for each in command.parameters if each.autocomplete]
            found |= {f"complete /{command.qualified_name} {option}" for option in completed}
    found |= {f"menu {each.name}" for each in client.tree.get_commands() if isinstance(each, app_commands.ContextMenu)}
    for name, cog in client.cogs.items():
        found |= {f"{name}.{event}" for event, _ in cog.get_listeners()}
    return found


# -- asking ------------------------------------------------------------------------------------------------------------


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


# -- looking up --------------------------------------------------------------------------------------------------------


@surface("/timeline", sees=True)
async def timeline(here: Spot, there: Spot) -> None:
    """The same events twice, so that a picture that is kept would be found again by the other server."""
    for spot in (there, here, there, here):
        await spot.slash("timeline")


@surface("/timeline", sees=True, direct=False)
async def timeline_of_an_article(here: Spot, there: Spot) -> None:
    await here.slash("timeline", article="pier", from_="1992", to="1994", person="Ida")


@surface("/timeline", says="There is no article")
async def timeline_of_an_article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("timeline", article=there.twin.own_id)


@surface("/quotes", sees=True)
async def quotes(here: Spot, there: Spot) -> None:
    await here.slash("quotes")


@surface("/quotes", sees=True, direct=False)
async def quotes_of_somebody(here: Spot, there: Spot) -> None:
    await here.slash("quotes", speaker="Ida")


@surface("/quotes", says="There is no article")
async def quotes_of_an_article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("quotes", article=there.twin.own_id)


@surface("/article", sees=True)
async def article(here: Spot, there: Spot) -> None:
    await here.slash("article", article="pier" if here.twin else "garden")


@surface("/article", says="There is no article")
async def article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("article", article=there.twin.own_id)


@surface("/articles")
async def articles(here: Spot, there: Spot) -> None:
    await here.slash("articles")


def _completes(command: str, option: str) -> None:
    @surface(f"complete /{command} {option}", name=f"complete /{command} {option}", sees=True)
    async def complete(here: Spot, there: Spot) -> None:
        for typed in ("", "pier", "garden", "ida", "tom", "ansel", "ledger", *_halves(there)):
            await here.complete(command, option, typed)

    @surface(f"complete /{command} {option}", name=f"complete /{command} {option}, one of theirs filled in")
    async def filled_in(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        if command == "quotes" and option == "speaker":
            await here.complete(command, option, "", article=there.twin.own_id)
            await here.complete(command, option, "ida", article="pier")


def _halves(there: Spot) -> list[str]:
    """Beginnings of what only they have."""
    assert there.twin is not None
    return [there.twin.word[:3], f"Ida {there.twin.word[:4]}", f"the {there.twin.word[:5]}"]


for _command, _option in (
    ("ask", "article"),
    ("timeline", "article"),
    ("quotes", "article"),
    ("quotes", "speaker"),
    ("article", "article"),
):
    _completes(_command, _option)


# -- buttons of answers ------------------------------------------------------------------------------------------------

_PRESSED = {
    "context": ("1", "0.0"),
    "next": ("1.0",),
    "why": (),
    "vote": ("helpful",),
    "publish": (),
    "follow": (),
}


def _presses(action: str, arguments: tuple[str, ...]) -> None:
    @surface(f"press {action}", name=f"press {action}", sees=True)
    async def own(here: Spot, there: Spot) -> None:
        answer = await here.answer(WHO if here.twin else "Who watered the garden?", private=action == "publish")
        await here.press(":".join(["fn", action, record_in(answer, "why"), *arguments]), ephemeral=action == "publish")

    @surface(
        f"forged {action}",
        name=f"forged {action}",
        says=None if action == "follow" else "This answer was given in another place",
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
    await here.fill(f"fn:ask:{record_in(answer, 'why')}:public", "and when?")


@surface("Asking.on_interaction", says="This answer was given in another place")
async def form_that_follows_an_answer_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    theirs = await there.answer(f"Who opened the {there.twin.word} pier?")
    await here.fill(f"fn:ask:{record_in(theirs, 'why')}:public", "and when?")


# -- buttons of lists and cards ----------------------------------------------------------------------------------------


def _pages(kind: str) -> None:
    @surface(f"press {kind}", name=f"press {kind}", sees=True, direct=False)
    async def own(here: Spot, there: Spot) -> None:
        shown = await here.slash(kind)
        await here.press(ids_of(shown, kind)[1])

    @surface(f"forged {kind}", name=f"forged {kind}", says="was asked for in another place")
    async def forged(here: Spot, there: Spot) -> None:
        theirs = await there.slash(kind, article="pier")
        await here.press(ids_of(theirs, kind)[1])

    @surface(f"press {kind}of", name=f"press {kind}of", sees=True)
    async def of_article(here: Spot, there: Spot) -> None:
        card = await here.slash("article", article="pier" if here.twin else "garden")
        await here.press(ids_of(card, f"{kind}of")[0])

    @surface(f"forged {kind}of", name=f"forged {kind}of", says="is not there any more")
    async def of_article_of_theirs(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        await here.press(f"fn:{kind}of:{there.twin.own_id}")


_pages("timeline")
_pages("quotes")


@surface("press articles", "forged articles")
async def pages_of_articles(here: Spot, there: Spot) -> None:
    """Pages are numbers: whichever is named, it is of the articles that are seen here."""
    for page in ("0", "1", "-1", "999999", str(there.guild_id)):
        await here.press(f"fn:articles:{page}")


# -- changing articles -------------------------------------------------------------------------------------------------


def _about_corpora(command: str) -> None:
    @surface(f"/corpus {command}", name=f"/corpus {command}", sees=command == "list", direct=False, changes=True)
    async def asked(here: Spot, there: Spot) -> None:
        for spot in (here, there):
            _bring_news(spot)
        await here.slash(f"corpus {command}", by="manager")
        await here.slash(f"corpus {command}", by="operator", scope="server")
        for by in ("manager", "operator"):
            await here.slash(f"corpus {command}", by=by, scope="shared")


def _bring_news(spot: Spot) -> None:
    assert spot.twin is not None
    spot.twin.write_news(spot.world.client.service.place(spot.twin.guild_id).articles)


for _command in ("reload", "rollback", "list", "status"):
    _about_corpora(_command)


@surface("press build", sees=True, direct=False, changes=True)
async def build(here: Spot, there: Spot) -> None:
    """What is new in both servers is looked at, built, listed and taken back in both."""
    for spot in (there, here):
        _bring_news(spot)
        offered = await spot.slash("corpus reload", by="manager")
        await spot.press(ids_of(offered, "build")[0], by="manager")
    for command in ("corpus list", "corpus status", "corpus rollback", "corpus status"):
        for spot in (there, here):
            await spot.slash(command, by="manager")


@surface("forged build", name="forged build", says="These are the articles of another server", direct=False)
async def build_what_is_theirs(here: Spot, there: Spot) -> None:
    await here.press(f"fn:build:{there.guild_id}", by="operator")


@surface("press cancel", "forged cancel", direct=False)
async def cancel_what_is_theirs(here: Spot, there: Spot) -> None:
    for corpus_id in (here.guild_id, there.guild_id):
        await here.press(f"fn:cancel:{corpus_id}", by="manager")


@surface(direct=False, changes=True)
async def scheduled_reload_that_fails(here: Spot, there: Spot) -> None:
    """Who runs the bot hears of it in direct messages, where nothing of a server's may stand."""
    here.world.client.service.place(SHARED).articles.rename(here.world.settings.data_dir / "away")
    await look_once(here.world.client, None)


# -- the rest ----------------------------------------------------------------------------------------------------------


@surface("/help")
async def help_(here: Spot, there: Spot) -> None:
    await here.slash("help")


@surface("/doctor", direct=False)
async def doctor(here: Spot, there: Spot) -> None:
    await here.slash("doctor", by="manager")


@surface("Welcome.on_guild_join", "Welcome.on_guild_remove", direct=False)
async def welcome(here: Spot, there: Spot) -> None:
    client = here.world.client
    for spot in (here, there):
        guild = client.get_guild(spot.guild_id or 0)
        assert guild is not None
        client.dispatch("guild_remove", guild)
        client.dispatch("guild_join", guild)
    await here.world.env.settle()
