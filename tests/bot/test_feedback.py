"""`footnote feedback export`, and what the console's other commands do with the records."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import bot.console.feedback
from bot.console import main
from bot.records import Change, RecordsError, load_records
from bot.records.values import Cited, GivenAnswer, Verdict, Vote, words_digest
from config.settings import Settings
from retrieval.batch import read_documents, read_questions
from retrieval.values import SHARED
from tests.backends import on_disk

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
GUILD, CHANNEL, ASKER, VOTER = (100_000_000_000_000_000 + number for number in range(4))
WORDS = {
    "lighthouse": "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm.",
    "bakery": "He sells 400 loaves a day.",
    "river": "Farmers lost 30 percent of the harvest.",
}


@pytest.fixture
def settings(in_place: Settings) -> Settings:
    """Settings of a bot that answers from the three articles."""
    return in_place


@pytest.fixture
def footnote(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns (exit code, standard output, standard error)."""
    capsys.readouterr()

    def run(*words: object) -> tuple[int, str, str]:
        code = main([str(word) for word in words])
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def bodies(footnote: Any) -> dict[str, str]:
    """The articles' texts."""
    return {name: json.loads(footnote("article", name, "--json")[1])["body"] for name in WORDS}


def answer(name: str, body: str, **changes: Any) -> GivenAnswer:
    """An answer called `name` whose first excerpt are WORDS of the article that its name begins with."""
    article = name.partition("-")[0]
    start = body.index(WORDS[article])
    end = start + len(WORDS[article])
    cited = (
        Cited(1, 0, article, start, end, words_digest(WORDS[article]), 1, 2.0),
        Cited(2, 0, article, 0, 3, words_digest(body[:3]), 1, 1.0),
    )
    given = GivenAnswer(
        name, NOON, GUILD, CHANNEL, ASKER, "And then?", f"What of the {name}?", None, None, False, None, 0.9, ("0:1",), 2, cited
    )  # fmt: skip
    return replace(given, **changes)


def remember(settings: Settings, voted: Iterable[tuple[GivenAnswer, list[Verdict]]]) -> None:
    """Keep answers with the votes of as many people."""

    async def keep() -> None:
        records = load_records(settings)
        await records.open()
        for given, verdicts in voted:
            await records.add_answer(given)
            for person, verdict in enumerate(verdicts):
                await records.vote(given.guild_id, Vote(given.id, VOTER + person, verdict, NOON))
        await records.aclose()

    asyncio.run(keep())


def exported(footnote: Any, place: Path) -> tuple[dict[str, Any], dict[str, Any], str]:
    """(documents by id, questions by id, what was told) of an export that succeeds."""
    code, out, err = footnote("feedback", "export", place)
    assert (code, out) == (0, ""), err
    assert {file.name for file in place.iterdir()} == {"docs.jsonl", "questions.jsonl"}
    documents, questions = (
        {line[key]: line for line in map(json.loads, (place / name).read_text("utf-8").split("\n")[:-1])}
        for name, key in (("docs.jsonl", "doc_id"), ("questions.jsonl", "id"))
    )
    return documents, questions, err


def test_votes_become_questions(footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path) -> None:
    """Each answer voted on is one question, by its outcome and what was said of it; gold is the text at its offsets."""
    no: dict[str, Any] = {"reason": "not_stated"}
    remember(
        settings,
        [
            (answer("lighthouse-helpful", bodies["lighthouse"]), ["helpful", "helpful", "wrong_quote"]),
            (answer("lighthouse-not", bodies["lighthouse"]), ["not_stated"]),
            (answer("lighthouse-bad", bodies["lighthouse"]), ["helpful", "wrong_quote", "wrong_answer"]),
            (answer("bakery-no", bodies["bakery"], **no), ["helpful"]),
            (answer("bakery-bad-no", bodies["bakery"], **no), ["wrong_answer"]),
            (answer("bakery-bare-no", bodies["bakery"], **no, cited=(), excerpts=0, article_id="bakery"), ["helpful"]),
            (answer("river-unvoted", bodies["river"]), []),
        ],
    )
    documents, questions, err = exported(footnote, tmp_path / "new" / "set")
    assert err == f"6 questions about 2 articles written to {tmp_path}/new/set\n"
    assert documents == {
        "lighthouse": {"doc_id": "lighthouse", "title": "The lighthouse of Cape Varn", "text": bodies["lighthouse"]},
        "bakery": {"doc_id": "bakery", "title": "Bakery wins prize", "text": bodies["bakery"]},
    }
    start = bodies["lighthouse"].index(WORDS["lighthouse"])
    gold = {"start": start, "end": start + len(WORDS["lighthouse"]), "text": WORDS["lighthouse"]}
    assert questions["lighthouse-helpful"] == {
        "id": "lighthouse-helpful",
        "question": "What of the lighthouse-helpful?",
        "doc_id": "lighthouse",
        "dataset": "feedback",
        "answerable": True,
        "answers": [gold],
        "verdicts": {"helpful": 2, "wrong_quote": 1},
    }
    found = {
        name: (line["doc_id"], line["answerable"], line["answers"], line.get("rejected"))
        for name, line in questions.items()
    }
    assert found == {
        "lighthouse-helpful": ("lighthouse", True, [gold], None),
        "lighthouse-not": ("lighthouse", False, [], None),
        "lighthouse-bad": ("lighthouse", True, [], [gold]),
        "bakery-no": ("bakery", False, [], None),
        "bakery-bad-no": ("bakery", True, [], None),
        "bakery-bare-no": ("bakery", False, [], None),
    }


def test_what_makes_no_question_is_counted_with_its_reason(
    footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path
) -> None:
    """Divided people, gone articles, changed words and servers' own articles make no question, and each is told."""
    lighthouse = answer("lighthouse-1", bodies["lighthouse"])
    first, second = lighthouse.cited
    remember(
        settings,
        [
            (answer("river-good", bodies["river"]), ["helpful"]),
            (lighthouse, ["helpful", "wrong_quote"]),
            (replace(lighthouse, id="2", cited=(second,)), ["helpful"]),
            (replace(lighthouse, id="3", cited=(replace(first, article_id="gone"), second)), ["not_stated"]),
            (replace(lighthouse, id="4", cited=(replace(first, start=1),)), ["helpful"]),
            (replace(lighthouse, id="5", cited=(replace(first, end=10**6),)), ["wrong_answer"]),
            (replace(lighthouse, id="6", cited=(replace(first, corpus_id=GUILD),)), ["helpful"]),
            (replace(lighthouse, id="7", reason="empty_corpus", cited=(), excerpts=0), ["helpful"]),
        ],
    )
    documents, questions, err = exported(footnote, tmp_path / "set")
    assert (list(documents), list(questions)) == (["river"], ["river-good"])
    told = err.removeprefix(f"1 question about 1 article written to {tmp_path}/set; ").strip().split("; ")
    assert sorted(told) == [
        "1 left out: as many people say one thing of them as another",
        "1 left out: their article is not there",
        "1 left out: they cite a server's own articles, which stay there",
        "2 left out: the words they cite have changed",
        "2 left out: their article was removed, or there was none",
    ]


def test_no_word_of_a_server_s_own_articles_leaves(
    footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path
) -> None:
    """A reading that may have taken a name over from them, through however many answers, stays; any other goes out as it was read."""
    shared = answer("lighthouse-first", bodies["lighthouse"], read_as="And then?")
    own = replace(shared, id="own", cited=(replace(shared.cited[0], corpus_id=GUILD),))
    follows = [
        answer("lighthouse-after-own", bodies["lighthouse"], parent_id="own", read_as="What of Nora Secret?"),
        answer(
            "lighthouse-twice", bodies["lighthouse"], parent_id="lighthouse-after-own", read_as="Why of Nora Secret?"
        ),
        answer("lighthouse-lost", bodies["lighthouse"], parent_id="gone", read_as="Where of Nora Secret?"),
        answer("lighthouse-alone", bodies["lighthouse"], parent_id="own", read_as="And then?"),
        answer("lighthouse-read", bodies["lighthouse"], parent_id="lighthouse-first", read_as="What of the light?"),
        answer("lighthouse-on", bodies["lighthouse"], parent_id="lighthouse-alone", read_as="And what of the light?"),
    ]
    helpful: list[Verdict] = ["helpful"]
    remember(settings, [(shared, []), (own, []), *((each, helpful) for each in follows)])
    _, questions, err = exported(footnote, tmp_path / "set")
    assert {name: line["question"] for name, line in questions.items()} == {
        "lighthouse-alone": "And then?",
        "lighthouse-read": "What of the light?",
        "lighthouse-on": "And what of the light?",
    }
    assert "3 left out: they follow answers that cite a server's own articles, or are not on record any more" in err
    assert "Secret" not in (tmp_path / "set/questions.jsonl").read_text("utf-8")


def test_set_is_read_by_batch_and_evaluate(
    footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path
) -> None:
    """What is exported goes into `batch answers` and `evaluate answers` as it is, and counts where it can."""
    remember(
        settings,
        [
            (answer("lighthouse-a", bodies["lighthouse"], read_as="When was the lighthouse built?"), ["helpful"]),
            (answer("bakery-b", bodies["bakery"], read_as="Who ate?\u2028🥖"), ["not_stated"]),
            (answer("river-c", bodies["river"], read_as="How dry?"), ["wrong_quote"]),
        ],
    )
    exported(footnote, tmp_path / "set")
    files = ["--docs", tmp_path / "set/docs.jsonl", "--questions", tmp_path / "set/questions.jsonl"]
    documents = read_documents(tmp_path / "set/docs.jsonl")
    assert len(read_questions([tmp_path / "set/questions.jsonl"], documents)) == 3
    code, out, _ = footnote("batch", "answers", *files)
    assert (code, [json.loads(line)["id"] for line in out.splitlines()]) == (
        0,
        ["bakery-b", "lighthouse-a", "river-c"],
    )
    code, out, _ = footnote("evaluate", "answers", *files, "--json")
    figures = {name: figure["n"] for name, figure in json.loads(out).items()}
    assert code == 0
    assert (figures["first_hit"], figures["answered:answerable"], figures["answered:feedback"]) == (1, 2, 1)
    assert json.loads(out)["first_hit"]["value"] == 1.0


def test_no_id_of_discord_leaves(footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path) -> None:
    """No person's, server's or channel's id stands in the files, also where a question mentions or links one."""
    text = f"What did <@{ASKER}> say in <#{CHANNEL}> (https://discord.com/channels/{GUILD}/{CHANNEL}/1) of 1871?"
    remember(settings, [(answer("lighthouse", bodies["lighthouse"], read_as=text), ["helpful"])])
    _, questions, _ = exported(footnote, tmp_path / "set")
    assert questions["lighthouse"]["question"].startswith("What did <@…> say in <#…>")
    assert questions["lighthouse"]["question"].endswith("of 1871?")
    written = (tmp_path / "set/questions.jsonl").read_text("utf-8") + (tmp_path / "set/docs.jsonl").read_text("utf-8")
    assert not any(str(each) in written for each in (GUILD, CHANNEL, ASKER, VOTER))


@pytest.mark.parametrize("there", ["docs.jsonl", "questions.jsonl"])
def test_nothing_is_overwritten(
    footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path, there: str
) -> None:
    """A file that is there already is named and left alone, and no other is made."""
    remember(settings, [(answer("lighthouse", bodies["lighthouse"]), ["helpful"])])
    (tmp_path / there).write_text("labelled by hand", "utf-8")
    before = sorted(tmp_path.iterdir())
    code, out, err = footnote("feedback", "export", tmp_path)
    assert (code, out) == (1, "")
    assert f"{there}' is there already" in err
    assert (tmp_path / there).read_text("utf-8") == "labelled by hand"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("there", ["docs.jsonl", "questions.jsonl"])
def test_file_that_comes_in_between_is_not_overwritten(
    footnote: Any,
    settings: Settings,
    bodies: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: str,
) -> None:
    """Another export that is faster keeps its files, and the slower one leaves none."""
    remember(settings, [(answer("lighthouse", bodies["lighthouse"]), ["helpful"])])
    place = tmp_path / "set"

    def write_late(file: Path, data: bytes) -> None:
        file.write_bytes(data)
        (place / there).write_text("faster", "utf-8")

    monkeypatch.setattr(bot.console.feedback, "write_bytes", write_late)
    code, _, err = footnote("feedback", "export", place)
    assert (code, f"{there}' is there already" in err) == (1, True)
    assert {file.name: file.read_text("utf-8") for file in place.iterdir()} == {there: "faster"}


def test_full_disk_leaves_neither_file(
    footnote: Any, settings: Settings, bodies: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second file can't be written the first does not stay either."""
    remember(settings, [(answer("lighthouse", bodies["lighthouse"]), ["helpful"])])
    real = os.fsync
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = footnote("feedback", "export", tmp_path / "set")
    assert (code, "No space" in err) == (1, True)
    assert list((tmp_path / "set").iterdir()) == []


def test_without_votes_nothing_is_written(
    footnote: Any, settings: Settings, bodies: dict[str, str], data_dir: Path, tmp_path: Path
) -> None:
    """No records, no votes, or none that makes a question: that is said, exit 1, and neither file nor database is made."""
    code, _, err = footnote("feedback", "export", tmp_path / "set")
    assert (code, err) == (1, "nobody has voted on an answer yet: nothing was written\n")
    assert not (data_dir / "records.sqlite3").exists()
    remember(settings, [(answer("lighthouse", bodies["lighthouse"]), [])])
    assert footnote("feedback", "export", tmp_path / "set")[0] == 1
    divided = answer("lighthouse-divided", bodies["lighthouse"])
    remember(settings, [(divided, ["helpful", "not_stated"])])
    code, _, err = footnote("feedback", "export", tmp_path / "set")
    assert (code, "of 1 answer voted on none makes a question" in err, "1 left out" in err) == (1, True, True)
    assert not (tmp_path / "set").exists()


def _cited(settings: Settings, answer_id: str) -> list[str]:
    async def look() -> list[str]:
        records = load_records(settings)
        await records.open()
        try:
            found = await records.answer(GUILD, answer_id)
        finally:
            await records.aclose()
        assert found is not None
        return [cited.article_id for cited in found.cited]

    return asyncio.run(look())


def test_removed_article_is_forgotten_by_the_records(footnote: Any, settings: Settings, bodies: dict[str, str]) -> None:
    """After `corpus remove` no record cites the article, and others stand; where that failed, removing again does it."""
    remember(settings, [(answer(name, bodies[name]), ["helpful"]) for name in WORDS])
    code, out, _ = footnote("corpus", "remove", "bakery")
    assert (code, out.startswith("removed bakery")) == (0, True)
    assert (_cited(settings, "bakery"), _cited(settings, "river")) == ([], ["river"] * 2)
    remember(settings, [(answer("bakery-again", bodies["bakery"]), [])])
    code, _, err = footnote("corpus", "remove", "bakery")
    assert (code, "there is no article 'bakery'" in err) == (1, True)
    assert _cited(settings, "bakery-again") == []


def test_removal_makes_no_database(footnote: Any, bodies: dict[str, str], data_dir: Path) -> None:
    """Where nothing was recorded `corpus remove` leaves it so."""
    assert footnote("corpus", "remove", "bakery")[0] == 0
    assert list(data_dir.glob("records*")) == []


def test_removal_from_another_folder_leaves_the_records_alone(
    footnote: Any, settings: Settings, bodies: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    """What --corpus names is not what the bot answers from, unless the settings name it too."""
    remember(settings, [(answer(name, bodies[name]), []) for name in WORDS])
    other = tmp_path / "other"
    other.mkdir()
    for name in ("bakery.md", "lighthouse.md"):
        (other / name).write_bytes((folder / name).read_bytes())
    assert footnote("corpus", "remove", "bakery", "--corpus", other)[0] == 0
    assert _cited(settings, "bakery") == ["bakery"] * 2
    assert footnote("corpus", "remove", "bakery", "--corpus", folder)[0] == 0
    assert _cited(settings, "bakery") == []


@on_disk
def test_removal_tells_of_records_that_can_not_be_read(
    footnote: Any, settings: Settings, bodies: dict[str, str], data_dir: Path
) -> None:
    """The article goes; that the records could not forget it is one sentence and exit 1."""
    (data_dir / "records.sqlite3").write_bytes(b"no database" * 100)
    code, _, err = footnote("corpus", "remove", "bakery")
    assert (code, "records.sqlite3" in err.splitlines()[-1]) == (1, True)
    assert footnote("article", "bakery")[0] == 1
    with pytest.raises(RecordsError):
        _cited(settings, "bakery")


def _changes(settings: Settings) -> list[tuple[int, int | None, int | None, str, bool, str]]:
    """What stands in the records of changes, oldest first."""

    async def look() -> list[Change]:
        records = load_records(settings)
        await records.open()
        try:
            return list(await records.changes(SHARED, 50))
        finally:
            await records.aclose()

    found = sorted(asyncio.run(look()), key=lambda each: each.at)
    return [(each.corpus_id, each.actor_id, each.guild_id, each.action, each.done, each.outcome) for each in found]


def _change_everything(footnote: Any, folder: Path, tmp_path: Path, *options: object) -> list[str]:
    """Reload, add, roll back and remove; returns the outcome that each should be recorded with."""
    source = tmp_path / "Harbour News.txt"
    source.write_text("The harbour of Varn was dredged in June.\n", "utf-8")
    (folder / "mill.md").write_text("# The old mill\n\nThe mill at Sandhavn burned down in 1902.\n", "utf-8")
    outcomes = []
    for words in (("reload",), ("add", source), ("rollback",), ("remove", "mill")):
        code, out, err = footnote("corpus", *words, *options)
        assert code == 0, err
        status = json.loads(footnote("corpus", "status", "--json", *options)[1])
        outcomes.append(
            {
                "reload": f"generation {status['generation']} serves",
                "add": "harbour-news added",
                "rollback": out.strip(),
                "remove": "mill removed",
            }[str(words[0])]
        )
    return outcomes


def test_changes_from_the_console_stand_in_the_records(
    footnote: Any, settings: Settings, bodies: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    """Each stands there once, as nobody's and of no server, with one sentence; what changed nothing does not."""
    remember(settings, [])
    assert footnote("corpus", "reload")[0] == 0
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    assert footnote("corpus", "reload", "--dry-run")[0] == 0
    assert footnote("corpus", "add", tmp_path / "missing.txt")[0] == 1
    assert footnote("corpus", "remove", "no-such")[0] == 1
    (folder / "new.txt").unlink()
    assert _changes(settings) == []
    outcomes = _change_everything(footnote, folder, tmp_path)
    assert _changes(settings) == [
        (SHARED, None, None, action, True, outcome)
        for action, outcome in zip(("reload", "add", "rollback", "remove"), outcomes, strict=True)
    ]


def test_changes_from_the_console_make_no_database(
    footnote: Any, bodies: dict[str, str], folder: Path, tmp_path: Path, data_dir: Path
) -> None:
    """Where no bot has run there are no records, and a console makes none."""
    _change_everything(footnote, folder, tmp_path)
    assert list(data_dir.glob("records*")) == []


def test_changes_of_another_folder_are_not_recorded(
    footnote: Any, settings: Settings, bodies: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    """What --corpus names is not what the bot answers from, unless the settings name it too."""
    remember(settings, [])
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    footnote("articles", "--corpus", other)
    _change_everything(footnote, other, tmp_path, "--corpus", other)
    assert _changes(settings) == []
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    assert footnote("corpus", "reload", "--corpus", folder)[0] == 0
    assert [each[3] for each in _changes(settings)] == ["reload"]


@on_disk
@pytest.mark.parametrize("words", [("reload",), ("add", "source.txt"), ("rollback",)])
def test_a_change_is_done_though_it_can_not_be_recorded(
    footnote: Any, bodies: dict[str, str], folder: Path, data_dir: Path, words: tuple[str, ...]
) -> None:
    """Records that can't be written are one sentence, and take nothing back: the change is done, exit 0."""
    Path("source.txt").write_text("The harbour of Varn was dredged in June.\n", "utf-8")
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    if words == ("rollback",):
        assert footnote("corpus", "reload")[0] == 0
    (data_dir / "records.sqlite3").write_bytes(b"no database" * 100)
    before = json.loads(footnote("corpus", "status", "--json")[1])["generation"]
    code, _, err = footnote("corpus", *words)
    assert code == 0
    assert err.splitlines()[-1].startswith("the change is done, but could not be recorded: ")
    assert json.loads(footnote("corpus", "status", "--json")[1])["generation"] != before


@on_disk
def test_a_removal_that_the_records_missed_is_finished_later(
    footnote: Any, settings: Settings, bodies: dict[str, str], folder: Path, data_dir: Path
) -> None:
    """With records that can't be read the article goes, and what is left to do is told; doing it again does that."""
    remember(settings, [(answer("bakery", bodies["bakery"]), [])])
    file = data_dir / "records.sqlite3"
    sound = {each: each.read_bytes() for each in data_dir.glob("records*")}
    for each in sound:
        each.unlink()
    file.write_bytes(b"no database" * 100)
    code, out, err = footnote("corpus", "remove", "bakery")
    assert (code, out) == (1, "")
    told = err.splitlines()[-1]
    assert told.startswith("bakery is gone from the corpus and from every generation, but the records still name it (")
    assert told.endswith("): repeat this command when they can be read")
    assert not (folder / "bakery.md").exists()
    assert footnote("article", "bakery")[0] == 1
    assert footnote("corpus", "remove", "bakery")[0] == 1
    for each, data in sound.items():
        each.write_bytes(data)
    assert _cited(settings, "bakery") == ["bakery"] * 2
    footnote("corpus", "remove", "bakery")
    assert _cited(settings, "bakery") == []


@on_disk
def test_doctor_looks_at_the_records(footnote: Any, settings: Settings, data_dir: Path) -> None:
    """None are no fault and are not made; sound ones can be read and written; others are to be mended, exit 1."""
    _, out, _ = footnote("doctor")
    assert "ok   records: there are none yet: the bot makes them when it starts" in out.splitlines()
    assert list(data_dir.glob("records*")) == []
    remember(settings, [])
    _, out, _ = footnote("doctor")
    assert re.search(
        r"^ok   records: SQLite [\d.]+ in '.*records\.sqlite3': intact, can be read and written$", out, re.MULTILINE
    )
    for file in data_dir.glob("records*"):
        file.unlink()
    (data_dir / "records.sqlite3").write_bytes(b"no database" * 100)
    code, out, _ = footnote("doctor")
    lines = out.splitlines()
    (found,) = [number for number, line in enumerate(lines) if line.startswith("MEND records: ")]
    assert lines[found + 1] == "     → put a backup in its place, or move it away: the bot then begins anew"
    assert code == 1


def test_doctor_looks_whether_the_disk_takes_anything(
    footnote: Any, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be written that is found, with what to set; where it can nothing is left behind."""
    data_dir.mkdir(exist_ok=True)
    before = sorted(data_dir.rglob("*"))
    _, out, _ = footnote("doctor")
    assert f" GiB free at {data_dir}" in out
    assert sorted(data_dir.rglob("*")) == before
    file = tmp_path / "file"
    file.write_text("no folder", "utf-8")
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(file))
    code, out, _ = footnote("doctor")
    lines = out.splitlines()
    found = lines.index(f"MEND disk: nothing can be written at {file}: Not a directory")
    assert lines[found + 1] == "     → set FOOTNOTE_DATA_DIR to a folder that can be written to"
    assert code == 1
