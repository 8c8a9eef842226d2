"""`/corpus add`, `remove` and `edit` as people use them: real files, real builders, a simulated Discord."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.corpora.source import NotTaken, take
from bot.records import Records, RecordsError
from config.settings import Settings
from corpus.corrections import CORRECTIONS
from corpus.errors import FetchError
from corpus.fetching import Page, article_of
from corpus.jsonl import line_of
from corpus.values import Article
from retrieval.corpora.offers import LIFE, MOST_WAITING, Offers, drop_old
from retrieval.corpora.places import corpora_folder, place_of
from retrieval.errors import BuildError, UnknownOffer
from retrieval.values import Audience
from tests.bot.corpora.acting import Shown
from tests.bot.corpora.stage import Stage, hand_out, id_of, offered, on_stage, said
from tests.corpus.pages import pdf_of

MILL = "---\ndate: 1902-05-04\npublisher: The Varn Gazette\n---\n# The old mill\n\nThe mill at Sandhavn burned down in April.\n"
FILE = ("mill.md", MILL.encode())


@pytest.fixture
def settings(loaded: Settings) -> Settings:
    """The shared articles are those of `folder`, and loaded."""
    return loaded


async def added(stage: Stage, file: tuple[str, bytes] = FILE) -> Any:
    """The message in which a file was offered and then added to the server's own articles."""
    shown = await stage.manager.slash(stage.channel, "corpus add", file=file)
    await stage.manager.click(shown.response, label="Add it")
    return shown


def asking_of(stage: Stage, number: int) -> Shown:
    """A command of somebody else in another server, whose articles they may change."""

    async def defer(*, ephemeral: bool, thinking: bool) -> None:
        assert ephemeral
        assert thinking

    asking: Any = Shown(stage.client)
    asking.guild_id, asking.user = 1000 + number, SimpleNamespace(id=2000 + number)
    asking.permissions = discord.Permissions(manage_guild=True)
    asking.response = SimpleNamespace(defer=defer, is_done=lambda: True)
    return asking  # type: ignore[no-any-return]


def titles(stage: Stage) -> list[str]:
    """The server's own articles, as they serve."""
    snapshot = stage.client.service.snapshot(Audience(stage.guild.id))
    generation = snapshot.generation(stage.guild.id)
    return [article.title for article in generation.articles] if generation else []


async def test_a_file_is_shown_and_added_at_the_press(settings: Settings) -> None:
    """Law: nothing changes before the yes; then it answers here, nowhere else, and is on record."""
    async with on_stage(settings) as stage:
        shown = await stage.manager.slash(stage.channel, "corpus add", file=FILE)
        assert shown.ephemeral
        assert "**Add to this server's articles?**" in said(shown)
        assert "**The old mill**\n-# 4 May 1902 · The Varn Gazette · 8 words" in said(shown)
        assert "> The mill at Sandhavn burned down in April." in said(shown)
        assert offered(shown) == ["Add it", "Cancel"]
        assert titles(stage) == []
        await stage.manager.click(shown.response, label="Add it")
        assert "**Added to this server's articles**" in said(shown)
        assert offered(shown) == []
        assert titles(stage) == ["The old mill"]
        assert await stage.changes(stage.guild.id) == [(stage.manager.id, stage.guild.id, "add", True)]
        assert (await stage.last_change(stage.guild.id)).outcome.startswith("mill added: generation ")
        answer = await stage.member.slash(stage.channel, "ask", question="When did the mill burn down?")
        assert "> The mill at Sandhavn burned down in **April**." in said(answer)
        elsewhere = stage.env.create_guild()
        channel = elsewhere.create_text_channel("elsewhere")
        stranger = elsewhere.add_member(stage.env.create_user("sam"))
        assert "burned down in April" not in said(
            await stranger.slash(channel, "ask", question="What burned down at Sandhavn?")
        )
        assert not list((corpora_folder(settings) / str(stage.guild.id) / "offered").iterdir())


async def test_cancel_leaves_nothing_behind(settings: Settings) -> None:
    """Law: what was not wanted is deleted, and its button adds nothing any more."""
    async with on_stage(settings) as stage:
        shown = await stage.manager.slash(stage.channel, "corpus add", file=FILE)
        button = id_of(shown, "add")
        await stage.manager.click(shown.response, label="Cancel")
        assert "Cancelled: this server's articles stay as they are." in said(shown)
        assert not list((corpora_folder(settings) / str(stage.guild.id) / "offered").iterdir())
        assert "does not wait to be added any more" in await stage.forge(stage.manager, shown, button)
        assert titles(stage) == []


async def test_a_page_is_added_with_its_address(settings: Settings) -> None:
    """Law: what is at an address is read as it was fetched, and cited with the address it came from after redirects."""

    async def fetch(url: str) -> Article:
        assert url == "https://news.example/old"
        html = b"<html><head><title>The old mill</title></head><body><article><h1>The old mill</h1>"
        text = b"<p>The mill at Sandhavn burned down in April, and nobody was hurt in the fire that night.</p>"
        return await article_of(
            Page("https://news.example/mill", "mill.html", html + text + b"</article></body></html>")
        )

    async with on_stage(settings) as stage:
        stage.client.fetch = fetch
        shown = await stage.manager.slash(stage.channel, "corpus add", url="https://news.example/old")
        assert "[original](https://news.example/mill)" in said(shown)
        await stage.manager.click(shown.response, label="Add it")
        (article,) = stage.client.service.snapshot(Audience(stage.guild.id)).generation(stage.guild.id).articles  # type: ignore[union-attr]
        assert article.url == "https://news.example/mill"
        again = await stage.manager.slash(stage.channel, "corpus add", url="https://news.example/old")
        assert "is here already" in said(again)
        assert offered(again) == []


async def test_an_address_that_leads_inside_is_refused(settings: Settings) -> None:
    """Law: the guard is the same for people on Discord; they hear one sentence, and nothing is offered."""
    async with on_stage(settings) as stage:
        shown = await stage.manager.slash(stage.channel, "corpus add", url="http://127.0.0.1:1/x")
        assert "only pages that anybody can reach are fetched" in said(shown)
        assert offered(shown) == []

        async def fetch(url: str) -> Article:
            raise FetchError("the page did not come within 20 seconds")

        stage.client.fetch = fetch
        shown = await stage.manager.slash(stage.channel, "corpus add", url="https://slow.example/")
        assert said(shown) == "That page can't be added\\: the page did not come within 20 seconds."


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("empty.md", b" "), "it is empty"),
        (("picture.png", b"\x89PNG"), "its format is not one that is read"),
        (("scan.pdf", pdf_of()), "no text layer"),
        (("\u202egpj.md", b"\x00\x01\x02" * 99), "it is not text but binary data"),
        (("bomb.md", b"---\na: &a [x]\nb: [*a"), "front matter"),
    ],
)
async def test_a_file_that_can_not_be_read_is_told_in_one_sentence(
    settings: Settings, file: tuple[str, bytes], sentence: str
) -> None:
    """Law: the reason names the file, nothing is offered, kept or changed."""
    async with on_stage(settings) as stage:
        shown = await stage.manager.slash(stage.channel, "corpus add", file=file)
        assert sentence in said(shown)
        assert "\u202e" not in said(shown)
        assert offered(shown) == []
        assert not (corpora_folder(settings) / str(stage.guild.id) / "offered").exists()


async def test_few_are_read_at_once(settings: Settings) -> None:
    """Law: two are read and sixteen wait, so that what is held in memory is bounded; who comes then hears it in one sentence."""
    reading, most, go = 0, 0, asyncio.Event()

    async def fetch(url: str) -> Article:
        nonlocal reading, most
        reading += 1
        most = max(most, reading)
        await go.wait()
        reading -= 1
        raise FetchError("it is no page")

    async with on_stage(settings) as stage:
        stage.client.fetch = fetch
        asking: list[Any] = [asking_of(stage, number) for number in range(18)]
        add = stage.cog._adding.offer
        offers = [asyncio.create_task(add(each, None, "https://slow.example/", None)) for each in asking]
        async with asyncio.timeout(30):
            for each in asking:
                await each.first_shown.wait()
        for source in ({"file": FILE}, {"url": "https://slow.example/"}):
            shown = await stage.manager.slash(stage.channel, "corpus add", **source)
            assert said(shown) == "Too many files and pages are being read at the moment\\: try again in a minute."
        go.set()
        ended = await asyncio.gather(*offers, return_exceptions=True)
        assert {type(each) for each in ended} == {NotTaken}
        assert most == 2
        assert offered(await stage.manager.slash(stage.channel, "corpus add", file=FILE)) == ["Add it", "Cancel"]


async def test_the_texts_are_looked_at_beside_the_event_loop(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: however long what is added is, neither comparing nor writing it holds up who asks meanwhile."""
    threads: dict[str, threading.Thread] = {}

    def watched(work: Callable[..., Any]) -> Callable[..., Any]:
        def watch(*arguments: Any) -> Any:
            threads[work.__name__] = threading.current_thread()
            return work(*arguments)

        return watch

    async with on_stage(settings) as stage:
        for work in (take, line_of):
            monkeypatch.setattr(f"bot.corpora.adding.{work.__name__}", watched(work))
        assert offered(await stage.manager.slash(stage.channel, "corpus add", file=FILE)) == ["Add it", "Cancel"]
    assert threads.keys() == {"take", "line_of"}
    assert threading.current_thread() not in threads.values()


def test_what_fetches_is_imported_beside_the_event_loop() -> None:
    """Law: the first page that anybody asks for holds up nobody while what fetches it is imported."""
    program = """
import asyncio, sys, threading
from bot.client import _fetch
from corpus.errors import FetchError

class Watcher:
    def find_spec(self, name, path=None, target=None):
        if name in {"corpus.fetching", "httpx"}:
            print(name, threading.current_thread() is threading.main_thread())

sys.meta_path.insert(0, Watcher())
try:
    asyncio.run(_fetch(1, "ftp://news.example/"))
except FetchError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
    first, second, told = done.stdout.decode().splitlines()
    assert (first, second) == ("corpus.fetching False", "httpx False")
    assert "is no web address" in told


async def test_one_source_at_a_time(settings: Settings) -> None:
    """Law: neither both nor none of file and address are taken."""
    async with on_stage(settings) as stage:
        for options in ({}, {"file": FILE, "url": "https://x.example/"}):
            shown = await stage.manager.slash(stage.channel, "corpus add", **options)
            assert "Give either a file or the address of a page" in said(shown)


async def test_who_may_not_change_articles_adds_removes_and_corrects_none(settings: Settings) -> None:
    """Law: a server's managers do not change the shared articles, nor others the server's, not by a forged button either."""
    async with on_stage(settings) as stage:
        await added(stage)
        await hand_out(stage, stage.member)
        for options in ({"file": FILE}, {"file": FILE, "scope": "shared"}):
            assert "may change" in said(await stage.member.slash(stage.channel, "corpus add", **options))
        shared = {"scope": "shared"}
        for command in ("corpus remove", "corpus edit"):
            assert "“Manage Server”" in said(await stage.member.slash(stage.channel, command, article="mill"))
            shown = await stage.manager.slash(stage.channel, command, article="river", **shared)
            assert "Only those who run this bot" in said(shown)
        assert "Only those" in said(await stage.manager.slash(stage.channel, "corpus add", file=FILE, **shared))
        waiting = await stage.manager.slash(stage.channel, "corpus add", file=("new.md", b"Some new text."))
        assert "“Manage Server”" in await stage.forge(stage.member, waiting, id_of(waiting, "add"))
        assert titles(stage) == ["The old mill"]


async def test_an_article_is_removed_everywhere(settings: Settings) -> None:
    """Law: after the press no file, generation or record holds it, and old answers say that it was removed."""
    async with on_stage(settings) as stage:
        await added(stage)
        await added(stage, ("rules.md", b"# House rules\n\nBe kind to one another.\n"))
        answer = await stage.member.slash(stage.channel, "ask", question="What burned down at Sandhavn?", private=True)
        assert "burned down" in said(answer)
        shown = await stage.manager.slash(stage.channel, "corpus remove", article="The old mill")
        assert "**Remove from this server's articles?**\n**The old mill**" in said(shown)
        assert len(titles(stage)) == 2
        await stage.manager.click(shown.response, label="Remove it")
        assert "**Removed** “The old mill” from this server's articles" in said(shown)
        assert titles(stage) == ["House rules"]
        home = corpora_folder(settings) / str(stage.guild.id)
        assert [each for each in home.rglob("*") if each.is_file() and b"Sandhavn" in each.read_bytes()] == []
        assert (await stage.changes(stage.guild.id))[0] == (stage.manager.id, stage.guild.id, "remove", True)
        why = await stage.member.click(answer.response, label="Why")
        assert "What this answer quoted was removed" in said(why)


async def test_what_waits_goes_with_a_removal(settings: Settings) -> None:
    """Law: no copy of a removed article waits to be added again."""
    async with on_stage(settings) as stage:
        waiting = await stage.manager.slash(stage.channel, "corpus add", file=FILE)
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        await stage.manager.click(shown.response, label="Remove it")
        home = corpora_folder(settings) / str(stage.guild.id)
        assert [each for each in home.rglob("*") if each.is_file() and b"Sandhavn" in each.read_bytes()] == []
        pressed = await stage.forge(stage.manager, waiting, id_of(waiting, "add"))
        assert "does not wait to be added any more" in pressed


async def test_what_is_removed_is_in_focus_no_more(settings: Settings) -> None:
    """Law: another article that gets the id of a removed one is not what the server had in focus."""
    async with on_stage(settings) as stage:
        await added(stage)
        await stage.manager.slash(stage.channel, "settings server", article="mill")
        shown = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        await stage.manager.click(shown.response, label="Remove it")
        await added(stage, ("mill.md", b"# Another mill\n\nThis one stands yet."))
        answer = await stage.member.slash(stage.channel, "ask", question="Who built the lighthouse of Cape Varn?")
        assert "in focus" not in said(answer)


async def test_no_name_of_a_file_is_in_the_way(settings: Settings) -> None:
    """Law: what people did not choose refuses nothing: a name that is kept, one that is taken, one of what does not serve."""
    async with on_stage(settings) as stage:
        await added(stage, ("golden.txt", b"Some golden text."))
        assert titles(stage) == ["Golden"]
        await added(stage)
        await stage.manager.slash(stage.channel, "corpus rollback")
        assert titles(stage) == ["Golden"]
        again = await stage.manager.slash(stage.channel, "corpus add", file=FILE)
        assert "is here already, as “The old mill”: /corpus remove mill" in said(again).replace("\\", "")
        await added(stage, ("mill.md", b"# Another mill\n\nThis one stands yet."))
        assert titles(stage) == ["Golden", "The old mill", "Another mill"]


async def test_the_last_article_can_go(settings: Settings) -> None:
    """Law: a server may have none again; then questions go to the shared articles."""
    async with on_stage(settings) as stage:
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        await stage.manager.click(shown.response, label="Remove it")
        assert titles(stage) == []
        assert "lighthouse" in said(await stage.member.slash(stage.channel, "articles"))


async def test_a_removal_whose_records_fail_is_told_and_can_be_repeated(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: what is gone from the articles but not from the records is said so, and the same command finishes it."""
    async with on_stage(settings) as stage:
        await added(stage)
        records: Records = stage.client.records

        async def fail(corpus_id: int, article_id: str) -> None:
            raise RecordsError("the disk is full")

        with monkeypatch.context() as failing:
            failing.setattr(records, "remove_article", fail)
            shown = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
            await stage.manager.click(shown.response, label="Remove it")
        assert "it is gone from the articles, but the records still name" in said(shown)
        assert titles(stage) == []
        asked: list[tuple[int, str]] = []
        kept = records.remove_article

        async def count(corpus_id: int, article_id: str) -> None:
            asked.append((corpus_id, article_id))
            await kept(corpus_id, article_id)

        monkeypatch.setattr(records, "remove_article", count)
        again = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        assert "There is no article “mill”" in said(again)
        await stage.manager.click(again.response, label="Remove what is left")
        assert asked == [(stage.guild.id, "mill")]


async def test_a_removal_that_failed_forgets_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where the build fails and it can't even be told what serves, the article is taken to serve: nothing of it is lost."""
    async with on_stage(settings) as stage:
        await added(stage)
        await stage.manager.slash(stage.channel, "settings server", article="mill")
        answer = await stage.member.slash(stage.channel, "ask", question="What burned down at Sandhavn?")
        generations = stage.client.service.corpora.place(stage.guild.id).generations
        listed = generations.folder / str(generations.current()) / "articles.jsonl"

        async def fail(corpus_id: int, hear: object) -> None:
            listed.rename(listed.with_name("elsewhere"))
            raise BuildError("no space is left")

        with monkeypatch.context() as failing:
            failing.setattr(stage.client.service.corpora, "build", fail)
            shown = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
            await stage.manager.click(shown.response, label="Remove it")
        listed.with_name("elsewhere").rename(listed)
        assert "no space is left" in said(shown)
        assert titles(stage) == ["The old mill"]
        again = await stage.member.slash(stage.channel, "ask", question="What burned down at Sandhavn?")
        assert "in focus" in said(again)
        assert "was removed" not in said(await stage.member.click(answer.response, label="Why"))


async def test_a_correction_holds_and_dates_are_read_by_it(settings: Settings) -> None:
    """Law: the form shows what the article says of itself, and what is sent holds, in a build and after the next one."""
    async with on_stage(settings) as stage:
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus edit", article="The old mill")
        assert shown.modal is not None
        typed = {"title": "Fire at the mill", "published": "1911-01-02", "author": "", "publisher": "Varn Gazette"}
        result = await stage.manager.submit_modal(shown, typed)
        assert "**Corrected**\n**Fire at the mill**\n-# 2 January 1911 · Varn Gazette · 8 words" in said(result)
        await added(stage, ("rules.md", b"# House rules\n\nBe kind to one another.\n"))
        article = stage.client.service.article(Audience(stage.guild.id), "mill")
        assert (article.title, article.published, article.published_basis) == (
            "Fire at the mill",
            dt.date(1911, 1, 2),
            "stated",
        )
        page = await stage.member.slash(stage.channel, "timeline", article="mill")
        assert "April 1910" in said(page)
        changes = await stage.changes(stage.guild.id)
        assert [each[2] for each in changes] == ["add", "edit", "add"]


async def test_what_a_form_has_no_room_for_is_not_cut_off(settings: Settings) -> None:
    """Law: a name that is longer than its field stays whole where the field comes back as it was shown, white space aside, and
    is what was typed where it does not."""
    author, publisher = ", ".join(["Ida Holm of Cape Varn"] * 20), "The Varn Gazette " * 11 + "and its heir " * 3
    assert publisher[199] == " "
    text = MILL.replace("publisher: The Varn Gazette", f"author: {author}\npublisher: {publisher}")
    async with on_stage(settings) as stage:
        await added(stage, ("mill.md", text.encode()))
        shown = await stage.manager.slash(stage.channel, "corpus edit", article="mill")
        typed = {
            "title": "Fire",
            "published": "1902-05-04",
            "author": author[:200],
            "publisher": publisher[:200].strip(),
        }
        await stage.manager.submit_modal(shown, typed)
        article = stage.client.service.article(Audience(stage.guild.id), "mill")
        assert (article.title, article.author, article.publisher) == ("Fire", author, publisher.strip())
        shown = await stage.manager.slash(stage.channel, "corpus edit", article="mill")
        await stage.manager.submit_modal(shown, {**typed, "author": author[:199], "publisher": ""})
        article = stage.client.service.article(Audience(stage.guild.id), "mill")
        assert (article.author, article.publisher) == (author[:199].strip(), None)


async def test_a_correction_that_can_not_be_changes_nothing(settings: Settings) -> None:
    """Law: a day that is none is named, and the article stays as it was."""
    async with on_stage(settings) as stage:
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus edit", article="mill")
        result = await stage.manager.submit_modal(shown, {"title": "Fire", "published": "May 1902"})
        assert "**“The old mill” was not corrected**: its published 'May 1902' is no date" in said(result)
        assert titles(stage) == ["The old mill"]
        assert not (stage.client.service.corpora.place(stage.guild.id).articles / CORRECTIONS).exists()


async def test_a_removed_article_leaves_no_correction(settings: Settings) -> None:
    """Law: another article of the same id does not inherit what was corrected in the one before."""
    async with on_stage(settings) as stage:
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus edit", article="mill")
        await stage.manager.submit_modal(shown, {"title": "Fire", "published": ""})
        removal = await stage.manager.slash(stage.channel, "corpus remove", article="mill")
        await stage.manager.click(removal.response, label="Remove it")
        await added(stage)
        assert titles(stage) == ["The old mill"]


async def test_choices_are_of_the_articles_that_are_meant(settings: Settings) -> None:
    """Law: what can be removed is suggested from the server's own articles, or the shared ones where they are named."""
    async with on_stage(settings) as stage:
        await added(stage)
        manager, channel = stage.manager, stage.channel
        own = await manager.autocomplete(channel, "corpus remove", "article", "")
        assert [each["name"] for each in own] == ["The old mill (1902)"]
        shared = await manager.autocomplete(channel, "corpus edit", "article", "", scope="shared")
        assert "The old mill (1902)" not in [each["name"] for each in shared]
        assert len(shared) == 3


async def test_a_server_has_room_for_so_many(settings: Settings) -> None:
    """Law: one article more than a server may have is neither offered nor added by an older offer."""
    few = settings.model_copy(update={"corpus": settings.corpus.model_copy(update={"server_articles": 1})})
    async with on_stage(few) as stage:
        older = await stage.manager.slash(stage.channel, "corpus add", file=("rules.md", b"Be kind to one another."))
        await added(stage)
        pressed = await stage.forge(stage.manager, older, id_of(older, "add"))
        third = await stage.manager.slash(stage.channel, "corpus add", file=("third.md", b"Some third text."))
        for told in (pressed, said(third)):
            assert "A server may have 1 article of its own; this one has 1" in told
        assert titles(stage) == ["The old mill"]


async def test_a_server_has_room_for_so_much_text(settings: Settings) -> None:
    """Law: no server's text keeps all others' changes waiting for hours: above the bound it is neither offered nor added."""
    little = settings.model_copy(update={"corpus": settings.corpus.model_copy(update={"server_characters": 50})})
    async with on_stage(little) as stage:
        older = await stage.manager.slash(stage.channel, "corpus add", file=("rules.md", b"Be kind to one another."))
        await added(stage)
        pressed = await stage.forge(stage.manager, older, id_of(older, "add"))
        third = await stage.manager.slash(stage.channel, "corpus add", file=("third.md", b"Some third text, as long."))
        held = len(stage.client.service.article(Audience(stage.guild.id), "mill").body)
        for told in (pressed, said(third)):
            assert f"A server's own articles may have 50 characters together; this one's have {held}, and 2" in told
        assert titles(stage) == ["The old mill"]


async def test_two_files_of_one_name_are_two_articles(settings: Settings) -> None:
    """Law: a name that is taken is no reason to refuse another text."""
    async with on_stage(settings) as stage:
        await added(stage, ("text.txt", b"The first text."))
        await added(stage, ("text.txt", b"The second text."))
        ids = [article.id for article in stage.client.service.articles(Audience(stage.guild.id))]
        assert {"text", "text-2"} <= set(ids)


async def test_a_file_of_many_articles_is_counted(settings: Settings) -> None:
    """Law: JSONL may hold several; what of it can't be read is told, and the rest can be added."""
    lines = [json.dumps({"id": f"n{n}", "title": f"Title {n}", "text": f"The text of number {n}."}) for n in range(7)]
    async with on_stage(settings) as stage:
        shown = await stage.manager.slash(
            stage.channel, "corpus add", file=("many.jsonl", "\n".join([*lines, "no json"]).encode())
        )
        assert "They are 7." in said(shown)
        assert "+2 more" in said(shown)
        assert "**Left out** (1)" in said(shown)
        await stage.manager.click(shown.response, label="Add it")
        assert len(titles(stage)) == 7


async def test_forged_ids_do_nothing(settings: Settings) -> None:
    """Law: an id that was written by hand gets one sentence, whatever stands in it."""
    async with on_stage(settings) as stage:
        await added(stage)
        shown = await stage.manager.slash(stage.channel, "corpus add", file=("rules.md", b"Be kind."))
        for forged in (
            f"fn:add:{stage.guild.id}:../../../x",
            f"fn:add:{stage.guild.id}:AAAAAAAAAAAA",
            "fn:add:x:AAAAAAAAAAAA",
            "fn:remove:99:mill",
            "fn:build:x",
            "fn:discard:-1:y",
        ):
            told = await stage.forge(stage.manager, shown, forged)
            assert told
            assert "Something went wrong" not in told, forged
        assert titles(stage) == ["The old mill"]


def test_an_offer_that_goes_meanwhile_leaves_no_other_waiting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: whatever is dropped by others between the looks at it, all that is old goes and nothing is raised."""
    corpora = corpora_folder(settings)
    for corpus_id in (7, 8):
        for _ in range(3):
            Offers(place_of(settings, corpus_id)).make("a.jsonl", b"x")
    (corpora / "notes.txt").write_text("mine", "utf-8")
    stat, rmtree, seen, taken = Path.stat, shutil.rmtree, [], []

    def looks(self: Path, **how: bool) -> Any:
        if self.parent.name == "offered" and self not in seen:
            seen.append(self)
            if len(seen) == 2:
                rmtree(self)
            if len(seen) == 4:
                rmtree(self.parent)
        return stat(self, **how)

    def takes(path: Path) -> None:
        taken.append(path)
        if len(taken) == 1:
            rmtree(path)
        rmtree(path)

    monkeypatch.setattr(Path, "stat", looks)
    monkeypatch.setattr(shutil, "rmtree", takes)
    drop_old(corpora, time.time() + LIFE + 60)
    assert len(taken) == 2
    assert len(seen) == 6
    assert list(corpora.glob("*/offered/*")) == []


def test_offers_wait_for_a_day_and_are_not_too_many(settings: Settings) -> None:
    """Law: what is older than a day is offered no more, and of too many the oldest are deleted."""
    place, waiting = place_of(settings, 7), corpora_folder(settings) / "7" / "offered"
    made = Offers(place).make("a.jsonl", b"x")
    at = (waiting / made).stat().st_mtime
    assert Offers(place, clock=lambda: at + LIFE).file(made).read_bytes() == b"x"
    later = Offers(place, clock=lambda: at + LIFE + 1)
    with pytest.raises(UnknownOffer):
        later.file(made)
    second = later.make("a.jsonl", b"x")
    assert [each.name for each in waiting.iterdir()] == [second]
    drop_old(corpora_folder(settings), at + LIFE - 1)
    assert [each.name for each in waiting.iterdir()] == [second]
    drop_old(corpora_folder(settings), (waiting / second).stat().st_mtime + LIFE + 1)
    assert list(waiting.iterdir()) == []
    for _ in range(MOST_WAITING + 3):
        Offers(place).make("a.jsonl", b"x")
    assert len(list(waiting.iterdir())) == MOST_WAITING
    for forged in ("..", "../articles", "", "AAAAAAAAAAAA", "/etc/passwd"):
        with pytest.raises(UnknownOffer):
            Offers(place).file(forged)
        Offers(place).drop(forged)
    assert len(list(waiting.iterdir())) == MOST_WAITING
