"""Generations in PostgreSQL, on a real server: what serves, who may build, and what is left of what went."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.bootstrap import make_service
from config.settings import Settings
from retrieval import changing
from retrieval.build import build
from retrieval.corpora.moving import corpora_on_disk, move
from retrieval.corpora.places import Place, has_articles, place_of, servers_with_articles
from retrieval.corpora.shelf import discard
from retrieval.errors import (
    BuildError,
    BuildLocked,
    DatabaseError,
    DatabaseUnreachable,
    GenerationError,
    UnknownArticle,
)
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.manifest import Manifest, Recipe
from retrieval.generations.scope import whole
from retrieval.postgres import copies
from retrieval.postgres.database import Database
from retrieval.postgres.generations import PostgresGenerations
from retrieval.postgres.tables import METADATA
from retrieval.values import SHARED, Answer, Audience, Question
from tests.postgres import Server, recorded
from tests.retrieval.samples import ARTICLES, LIGHTHOUSE, activate, ask, recipe, write

GUILD = 2**62 + 7
SHIPPED_ID = "blackberry-exits-pakistan"
GUARDED = ("generations", "generation_files", "sentences", "passages", "sources", "builds", "corpora")
NOTE = (
    "---\ntitle: The bakery\nid: bakery\n---\n\nThe bakery in Olde Street won a gold medal for its rye bread in 2019.\n"
)


def elsewhere(settings: Settings, folder: Path) -> Settings:
    """The same deployment, on another machine."""
    return settings.model_copy(update={"data_dir": folder})


def opened(settings: Settings, corpus_id: int = GUILD, made: Recipe | None = None) -> Generation:
    """What serves, as this machine opens it; `made` by the builder where it is given."""
    found = place_of(settings, corpus_id).generations.open(made or recipe())
    assert found.notices == ()
    assert found.generation is not None
    return found.generation


def builders(settings: Settings) -> Recipe:
    """What the builder makes generations with."""
    return replace(recipe(), passage_tokens=settings.encoder.passage_tokens)


def rows(server: Server, settings: Settings, guild_id: int = GUILD) -> dict[str, int]:
    """How many rows of a server each table has, seen by the superuser."""
    database = str(settings.database.url).rpartition("/")[2]
    counts = (f"SELECT '{each}', count(*) FROM {each} WHERE guild_id = {guild_id}" for each in GUARDED)  # noqa: S608
    lines = server.sql(" UNION ALL ".join(counts), database).splitlines()
    return {name: int(count) for name, count in (line.split("|") for line in lines)}


def test_another_machine_opens_what_was_activated(settings: Settings, tmp_path: Path) -> None:
    """Articles, places and vectors come back as they were written, the latter as halves; answers are the same."""
    place = place_of(settings, GUILD)
    made = activate(place.generations)
    ours, theirs = opened(settings), opened(elsewhere(settings, tmp_path / "other"))
    assert ours.manifest.id == theirs.manifest.id == made
    assert ours.articles == theirs.articles == tuple(ARTICLES)
    assert (ours.sentences == theirs.sentences).all()
    assert (ours.passages == theirs.passages).all()
    question = "When was the lighthouse built?"
    answers = [ask(question, [whole(each)]) for each in (ours, theirs)]
    assert isinstance(answers[0], Answer)
    assert answers[0] == answers[1]


def test_the_last_good_generation_is_kept_and_gone_back_to(settings: Settings, server: Server, tmp_path: Path) -> None:
    """Beside what serves one stays; the one before it goes with all its rows, and a rollback is seen everywhere."""
    generations = place_of(settings, GUILD).generations
    first = activate(generations, ARTICLES[:1])
    second = activate(generations, ARTICLES[:2], last_good=first)
    before = rows(server, settings)
    third = activate(generations, ARTICLES, last_good=second)
    assert generations.ids() == [third, second]
    assert generations.rollback(recipe()) == (third, second)
    other = place_of(elsewhere(settings, tmp_path / "other"), GUILD).generations
    assert other.current() == second
    assert opened(elsewhere(settings, tmp_path / "other")).manifest.id == second
    assert activate(generations, ARTICLES[:2], last_good=second) != third
    assert rows(server, settings)["generations"] == 2
    assert before["generations"] == 2


def test_no_number_is_used_twice(settings: Settings) -> None:
    """Also after what had it was removed: a process that has it open must not read another one's rows."""
    generations = place_of(settings, GUILD).generations
    first = activate(generations, ARTICLES[:1])
    second = activate(generations, ARTICLES, last_good=first)
    generations.rollback(recipe())
    generations.purge_others()
    assert generations.ids() == [first]
    third = activate(generations, ARTICLES, last_good=first)
    assert int(third.partition("-")[0]) > int(second.partition("-")[0])


def test_what_was_opened_goes_on_being_read(settings: Settings) -> None:
    """One that is the last good one answers as before; of one whose rows are gone it is said, and nothing else is read."""
    generations = place_of(settings, GUILD).generations
    first = activate(generations, ARTICLES[:2])
    old = opened(settings)
    second = activate(generations, ARTICLES, last_good=first)
    before = ask("When was the lighthouse built?", [whole(old)])
    assert isinstance(before, Answer)
    activate(generations, ARTICLES, last_good=second)
    with pytest.raises(GenerationError, match="gone"):
        ask("When was the lighthouse built?", [whole(old)])


def test_one_builds_at_a_time_in_the_whole_deployment(settings: Settings, tmp_path: Path) -> None:
    """Another process, of whatever machine, hears that one is at it; of another corpus it is not kept out."""
    place, other = place_of(settings, GUILD), place_of(elsewhere(settings, tmp_path / "other"), GUILD)
    with place.generations.lock():
        with pytest.raises(BuildLocked, match="already running"), other.generations.lock():
            pass
        with place_of(settings, 5).generations.lock():
            pass
    with place.generations.undisturbed(), pytest.raises(BuildLocked, match="another"), other.generations.undisturbed():
        pass
    with other.generations.lock():
        pass


def test_a_builder_that_is_killed_leaves_what_served(settings: Settings, server: Server) -> None:
    """In the middle of its one transaction too; nothing of it is left, and the next may build at once."""
    place = place_of(settings, GUILD)
    made = activate(place.generations, ARTICLES[:1])
    before = rows(server, settings)
    program = (
        "import os\nfrom config.settings import load_settings\nfrom retrieval.corpora.places import place_of\n"
        "from retrieval.postgres import generations\nfrom tests.retrieval.samples import activate\n"
        "generations.check_in = lambda *_: os.kill(os.getpid(), 9)\n"
        f"activate(place_of(load_settings(), {GUILD}).generations)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert place.generations.current() == made
    assert rows(server, settings) == before
    assert activate(place.generations, last_good=made) != made


def test_files_are_in_the_database_and_in_a_folder_only_meanwhile(settings: Settings, tmp_path: Path) -> None:
    """What was put among them by one machine another finds, byte for byte with its time; without a build nothing is kept."""
    place = place_of(settings, GUILD)
    with place.generations.undisturbed(), place.generations.checked_out():
        assert not place.articles.exists()
        (place.articles / "deep").mkdir(parents=True)
        (place.articles / "deep" / "é.md").write_bytes(b"\xff\x00" + NOTE.encode())
        (place.articles / ".aside").write_text("hidden")
        activate(place.generations)
    assert not place.articles.exists()
    other = place_of(elsewhere(settings, tmp_path / "other"), GUILD)
    with other.generations.checked_out():
        assert [each.name for each in other.articles.rglob("*") if each.is_file()] == ["é.md"]
        assert (other.articles / "deep" / "é.md").read_bytes() == b"\xff\x00" + NOTE.encode()
        (other.articles / "lost.md").write_text("never built")
    with place.generations.checked_out():
        assert len(list(place.articles.rglob("*.md"))) == 1


def test_who_builds_next_need_not_wait(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: once a build has ended the next may begin, however long the database takes to see that its connection is closed."""
    place, other = place_of(settings, GUILD), place_of(elsewhere(settings, tmp_path / "other"), GUILD)
    apart = Database.apart
    with ExitStack() as unseen:
        with monkeypatch.context() as patched:
            patched.setattr(Database, "apart", lambda database: nullcontext(unseen.enter_context(apart(database))))
            with place.generations.lock():
                pass
        with other.generations.lock():
            pass


def test_nobody_replaces_files_that_another_has_out(settings: Settings) -> None:
    """Law: while a change has the files in their folder nobody else brings them there; who only reads has a folder of its own."""
    place = place_of(settings, GUILD)
    with place.generations.undisturbed(), place.generations.checked_out():
        place.articles.mkdir(parents=True)
        (place.articles / "rules.md").write_text(NOTE)
        activate(place.generations)
        (place.articles / "more.md").write_text("not built yet")
        with (
            pytest.raises(BuildLocked, match="another change of this corpus is under way"),
            place_of(settings, GUILD).generations.checked_out(),
        ):
            pass
        with place.generations.read_out(place.articles) as read:
            assert [each.name for each in read.iterdir()] == ["rules.md"]
        assert not read.exists()
        assert sorted(each.name for each in place.articles.iterdir()) == ["more.md", "rules.md"]
    with place.generations.checked_out():
        assert [each.name for each in place.articles.iterdir()] == ["rules.md"]


async def test_articles_are_added_corrected_and_removed_through_the_builder(
    settings: Settings, server: Server, tmp_path: Path
) -> None:
    """As with files: what one machine adds another answers from; what is removed is in no row and no cache any more."""
    here, there = make_service(settings), make_service(elsewhere(settings, tmp_path / "other"))
    note = tmp_path / "bakery.md"
    note.write_text(NOTE)
    events: list[Any] = []
    try:
        await changing.add(here, GUILD, note, events.append)
        await changing.add(
            here, GUILD, _written(tmp_path / "river.md", "River", "The Aldo ran dry in 1904."), events.append
        )
        assert await there.corpora.open(GUILD) == ()
        assert [each.id for each in there.articles(Audience(GUILD))] == ["bakery", "river"]
        outcome = await there.ask(Audience(GUILD), Question("When did the Aldo run dry?"))
        assert "1904" in str(outcome)
        await changing.remove(there, GUILD, "river", events.append)
        with pytest.raises(UnknownArticle):
            await changing.remove(here, GUILD, "river", events.append)
        await here.corpora.catch_up(GUILD)
        assert [each.id for each in here.articles(Audience(GUILD))] == ["bakery"]
    finally:
        await here.aclose()
        await there.aclose()
    assert rows(server, settings)["generations"] == 1
    for home in (settings.data_dir, tmp_path / "other"):
        assert not any("Aldo" in each.read_text("utf-8", "replace") for each in home.rglob("*") if each.is_file())
    database = str(settings.database.url).rpartition("/")[2]
    assert "river" not in server.sql("SELECT string_agg(name, ',') FROM sources", database)


# Removes an article, and is killed with its builder as soon as what was built without it serves.
KILLED = """
import asyncio, os, signal, sys
from bot.bootstrap import make_service
from config.settings import load_settings
from retrieval import changing

def hear(event):
    if event["event"] == "done":
        os.killpg(0, signal.SIGKILL)

asyncio.run(changing.remove(make_service(load_settings()), int(sys.argv[1]), sys.argv[2], hear))
"""


async def test_a_removal_that_is_killed_once_it_serves_is_done(
    settings: Settings, server: Server, tmp_path: Path
) -> None:
    """Law: whenever a removal dies, the article serves on, or no row of any generation has a word of it to go back to."""
    service = make_service(settings)
    try:
        for name, text in (("bakery", "Mia Reed bakes rye bread."), ("river", "The Aldo ran dry in 1904.")):
            await changing.add(service, GUILD, _written(tmp_path / f"{name}.md", name, text), lambda event: None)
    finally:
        await service.aclose()
    command = [sys.executable, "-c", KILLED, str(GUILD), "river"]
    process = await asyncio.create_subprocess_exec(*command, start_new_session=True)
    assert await process.wait() == -signal.SIGKILL
    generations = place_of(settings, GUILD).generations
    assert generations.serving_ids() == frozenset({"bakery"})
    assert not generations.hold("river")
    with pytest.raises(GenerationError, match="no intact generation before"):
        generations.rollback(builders(settings))
    assert _files(settings) == ["bakery.md"]
    database = str(settings.database.url).rpartition("/")[2]
    assert server.sql("SELECT name FROM generation_files WHERE position('Aldo'::bytea in data) > 0", database) == ""


async def test_a_reload_needs_no_files_that_lie_there(settings: Settings, tmp_path: Path) -> None:
    """Law: who only reloads has brought no files, so the builder does: where nothing was ever built, and where a change came before."""
    service = make_service(settings)
    try:
        await service.corpora.reload(SHARED, lambda event: None)
        assert [each.id for each in service.articles(Audience())] == [SHIPPED_ID]
        await changing.add(
            service, GUILD, _written(tmp_path / "river.md", "River", "The Aldo ran dry in 1904."), lambda event: None
        )
        await service.corpora.reload(GUILD, lambda event: None)
        assert [each.id for each in service.articles(Audience(GUILD))] == [SHIPPED_ID, "river"]
    finally:
        await service.aclose()


def _written(file: Path, title: str, text: str) -> Path:
    file.write_text(f"---\ntitle: {title}\n---\n\n{text}\n")
    return file


def test_a_build_that_fails_changes_nothing(settings: Settings, server: Server) -> None:
    """What the gate refuses is not in the database, and how it ended is told everywhere."""
    place = place_of(settings, GUILD)
    with place.generations.undisturbed(), place.generations.checked_out():
        place.articles.mkdir(parents=True)
        (place.articles / "bakery.md").write_text(NOTE)
        (place.articles / "golden.jsonl").write_text('{"question": "Who is it?", "article": "nobody"}\n')
        activate(place.generations, [LIGHTHOUSE])
    before = rows(server, settings)
    with pytest.raises(BuildError):
        build(settings, place, lambda event: None)
    assert {**rows(server, settings), "builds": 0} == {**before, "builds": 0}
    last = place.generations.last_build()
    assert last is not None
    assert last.error


def test_a_server_that_goes_takes_all_of_its_rows_along(settings: Settings, server: Server) -> None:
    """And no other's; it has no articles then, and may begin anew."""
    for guild_id in (GUILD, 5):
        activate(place_of(settings, guild_id).generations)
    assert servers_with_articles(settings) == [5, GUILD]
    discard(place_of(settings, GUILD))
    assert not any(rows(server, settings).values())
    assert opened(settings, 5).articles == tuple(ARTICLES)
    assert servers_with_articles(settings) == [5]
    assert not has_articles(place_of(settings, GUILD))
    activate(place_of(settings, GUILD).generations, [LIGHTHOUSE])


def _with_a_file(settings: Settings) -> Place:
    """Where a corpus is that serves and has a file."""
    place = place_of(settings, GUILD)
    with place.generations.undisturbed(), place.generations.checked_out():
        _written_into(place, "bakery.md", NOTE)
        activate(place.generations, ARTICLES[:1])
    return place


def _files(settings: Settings) -> list[str]:
    """The names of the files that the database has."""
    with place_of(settings, GUILD).generations.read_out(Path("articles")) as folder:
        return sorted(each.name for each in folder.iterdir())


def test_a_builder_whose_parent_has_died_lets_nothing_serve(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: the files of a change go with whoever made it; no build takes their absence for their removal."""
    place = _with_a_file(settings)
    before = place.generations.current()
    parent, child = place.generations, place_of(settings, GUILD).generations
    with parent.undisturbed(), parent.checked_out():
        monkeypatch.setattr("os.getppid", os.getpid)  # the child is another process's, which this one plays
        build = child.checked_out()
        build.__enter__()
        (place.articles / "river.txt").write_text("The river Aldo ran dry.")
    with pytest.raises(BuildLocked, match="gone from this machine"):
        activate(child)
    with place_of(settings, GUILD).generations.checked_out(), pytest.raises(BuildLocked, match="has ended meanwhile"):
        activate(child)
    build.__exit__(None, None, None)
    assert _files(settings) == ["bakery.md"]
    assert place.generations.current() == before


def test_a_builder_lets_what_its_parent_changed_serve(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """While whoever started it has the files out, a builder finds and keeps them."""
    place = _with_a_file(settings)
    parent, child = place.generations, place_of(settings, GUILD).generations
    with parent.undisturbed(), parent.checked_out():
        monkeypatch.setattr("os.getppid", os.getpid)
        (place.articles / "river.txt").write_text("The river Aldo ran dry.")
        with child.checked_out():
            made = activate(child)
    assert _files(settings) == ["bakery.md", "river.txt"]
    assert place.generations.current() == made


@pytest.mark.parametrize("doing", ["build", "rollback"])
def test_whose_lock_was_lost_overtakes_nobody(
    settings: Settings, server: Server, url: str, tmp_path: Path, doing: str
) -> None:
    """Law: locks go with their connection, as in a failover; what another has let serve meanwhile, with its files, stays."""
    place = _with_a_file(settings)
    with place.generations.lock(), place.generations.checked_out(), suppress(DatabaseError):
        first = place.generations.current()
        server.disconnect(url)
        other = place_of(elsewhere(settings, tmp_path / "other"), GUILD)
        with other.generations.checked_out():
            (other.articles / "river.txt").write_text("The river Aldo ran dry.")
            second = activate(other.generations, ARTICLES[:2], last_good=first)
        with place.generations.building() as folder:
            manifest = write(folder, ARTICLES, number=place.generations.next_number(), corpus_id=GUILD)
            ways: dict[str, Callable[[], object]] = {
                "build": lambda: place.generations.activate(folder, manifest, first),
                "rollback": lambda: place.generations.rollback(recipe()),
            }
            with pytest.raises(BuildLocked, match="came between"):
                ways[doing]()
    assert other.generations.current() == second
    assert _files(settings) == ["bakery.md", "river.txt"]


@pytest.mark.parametrize("failing", ["drop_graphs", "Cache.keep", "Cache.tidy"])
def test_what_fails_once_it_serves_is_no_failure_of_the_build(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """Law: a build that the database has taken has succeeded, whatever becomes of what is tidied afterwards."""
    generations = place_of(settings, GUILD).generations
    first = activate(generations, ARTICLES[:1])
    second = activate(generations, ARTICLES[:1], last_good=first)

    def fail(*_: object) -> None:
        raise DatabaseUnreachable("gone") if failing == "drop_graphs" else OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(f"retrieval.postgres.generations.{failing}", fail)
        third = activate(generations, last_good=second)
    assert generations.ids() == [third, second]
    assert opened(settings).manifest.id == opened(elsewhere(settings, tmp_path / "other")).manifest.id == third


def test_who_hears_that_a_corpus_goes_finds_nothing_to_tidy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that tidies its cache as soon as it is told is not in the way of the one that removes that very folder."""
    place = place_of(settings, GUILD)
    activate(place.generations)
    opened(settings)
    told = PostgresGenerations.discard

    def tell(generations: PostgresGenerations) -> None:
        told(generations)
        assert not generations.folder.exists()
        generations.tidy()

    monkeypatch.setattr(PostgresGenerations, "discard", tell)
    discard(place)
    assert not has_articles(place)
    assert not place.generations.folder.parent.exists()


def test_the_shared_corpus_begins_as_the_shipped_one(settings: Settings, tmp_path: Path) -> None:
    """Built by whoever comes first; once it was emptied it stays so."""
    place = place_of(settings, SHARED)
    build(settings, place, lambda event: None)
    assert [each.id for each in opened(settings, SHARED, builders(settings)).articles] == [SHIPPED_ID]
    other = elsewhere(settings, tmp_path / "other")
    with place_of(other, SHARED).generations.undisturbed(), place_of(other, SHARED).generations.checked_out():
        (file,) = place_of(other, SHARED).articles.iterdir()
        file.unlink()
        activate(place_of(other, SHARED).generations, [])
    build(settings, place, lambda event: None)
    assert opened(settings, SHARED, builders(settings)).articles == ()


def test_a_corpus_of_this_machine_is_pushed_and_compared(settings: Settings, tmp_path: Path) -> None:
    """What served from files serves from the database, with its history and files; a second push moves nothing."""
    on_disk = settings.model_copy(update={"database": settings.database.model_copy(update={"url": None})})
    here = place_of(on_disk, GUILD)
    _written_into(here, "bakery.md", NOTE)
    build(on_disk, here, lambda event: None)
    made = here.generations.current()
    assert corpora_on_disk(settings) == [GUILD]
    moved = move(settings, GUILD)
    assert isinstance(moved, Manifest)
    assert moved.id == made
    theirs = opened(elsewhere(settings, tmp_path / "other"), GUILD, builders(settings))
    assert [each.id for each in theirs.articles] == ["bakery"]
    assert theirs.history == open_generation(here.generations.folder / str(made)).history
    assert "already" in str(move(settings, GUILD))
    assert (here.articles / "bakery.md").read_text() == NOTE
    build(settings, place_of(settings, GUILD), lambda event: None)
    assert place_of(settings, GUILD).generations.current() == made


def test_a_copy_that_is_not_the_same_is_taken_back(
    settings: Settings, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors that come back otherwise than they went are found, and nothing serves then."""
    on_disk = settings.model_copy(update={"database": settings.database.model_copy(update={"url": None})})
    here = place_of(on_disk, GUILD)
    _written_into(here, "bakery.md", f"{NOTE}\nThe river Aldo ran dry in August.\n")
    build(on_disk, here, lambda event: None)
    monkeypatch.setattr(copies, "_batches", lambda index: iter([index.vectors(np.arange(len(index)))[::-1]]))
    told = move(settings, GUILD)
    monkeypatch.undo()
    assert isinstance(told, str)
    assert "other vectors" in told
    assert not any(rows(server, settings).values())


def _written_into(place: Place, name: str, text: str) -> None:
    place.articles.mkdir(parents=True)
    (place.articles / name).write_text(text, "utf-8")


def test_every_statement_of_generations_names_its_server(settings: Settings, server: Server, url: str) -> None:
    """As the server logs them, from the first build to the last row: so Citus sends each to one node."""
    with recorded(server, url) as statements:
        place = place_of(settings, GUILD)
        with place.generations.undisturbed(), place.generations.checked_out():
            place.articles.mkdir(parents=True)
            (place.articles / "bakery.md").write_text(NOTE)
            first = activate(place.generations, ARTICLES[:1])
            second = activate(place.generations, ARTICLES[:2], last_good=first)
            activate(place.generations, ARTICLES, last_good=second)
        opened(settings)
        place.generations.rollback(recipe())
        place.generations.note_build("nothing")
        assert place.generations.last_build()
        assert place.generations.hold("lighthouse")
        place.generations.purge_others()
        discard(place)
    names = set(METADATA.tables)
    about = [words for each in statements if names.intersection(words := re.findall(r"\w+", each))]
    assert {words[0] for words in about} == {"INSERT", "SELECT", "UPDATE", "DELETE"}
    for words in about:
        assert words.count("guild_id") >= len([each for each in words if each in names]), " ".join(words)
    assert "sources" in {each for words in about for each in words}
