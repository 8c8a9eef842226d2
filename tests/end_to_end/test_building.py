"""The builder as a process: whatever happens to it, the last good generation serves."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config.settings import Settings, load_settings
from corpus.facts import FAILED, read_facts
from corpus.parser import parse_all
from retrieval import build
from retrieval.corpora.aside import set_aside, settle
from retrieval.corpora.places import Place, place_of
from retrieval.encoders import load_encoder
from retrieval.generations.generation import Generation
from retrieval.generations.manifest import Recipe

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "retrieval.build"]


@pytest.fixture
def settings(hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The three articles, read in place."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    # A test process that grew nicer with every build would end up behind everything else.
    monkeypatch.setattr(os, "nice", lambda by: by)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return load_settings()


def place(settings: Settings) -> Place:
    return place_of(settings, 0)


def serving(settings: Settings) -> Generation | None:
    encoder = load_encoder(settings)
    recipe = Recipe(encoder.model, encoder.digest, settings.encoder.passage_tokens)
    return place(settings).generations.open(recipe).generation


def run(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """Run the builder in this process; its exit code and events."""
    code = build.main(arguments)
    return code, [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def of_kind(events: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(event for event in events if event["event"] == kind)


def test_a_build_serves_and_a_second_has_nothing_to_do(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """A build lets a generation serve; one over the same files makes none."""
    code, events = run(capsys=capsys)
    assert code == 0
    assert of_kind(events, "diff")["added"] == ["bakery", "lighthouse", "river"]
    assert of_kind(events, "done")["counts"]["articles"] == 3
    first = place(settings).generations.current()
    code, events = run(capsys=capsys)
    assert (code, events[-1]["event"]) == (0, "unchanged")
    assert place(settings).generations.current() == first


def test_only_what_changed_is_encoded(settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After one article changed, only its sentences and passages are encoded again."""
    run(capsys=capsys)
    text = (folder / "river.txt").read_text("utf-8")
    (folder / "river.txt").write_text(text + "\nRain came in October.\n", "utf-8")
    code, events = run(capsys=capsys)
    assert code == 0
    assert of_kind(events, "diff")["changed"] == ["river"]
    assert _totals(events) == {"reading": 1, "encoding": 4}  # three sentences and the passage they make
    generation = serving(settings)
    assert generation is not None
    assert "Rain came in October." in generation.articles[generation.rows["river"]].body


def _totals(events: list[dict[str, Any]]) -> dict[str, int]:
    """How much there was to do of each kind."""
    return {event["doing"]: event["total"] for event in events if event["event"] == "progress"}


def test_what_is_built_while_an_article_is_taken_out_has_none_to_go_back_to(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law: once it serves no generation holds the article, whatever becomes of who takes it out; after others one is kept."""
    run(capsys=capsys)
    set_aside(folder / "river.txt", b"")
    run(capsys=capsys)
    assert not place(settings).generations.hold("river")
    assert len(place(settings).generations.ids()) == 1
    settle(folder, serves=False)
    (folder / "bakery.md").write_text("The bakery has closed.")
    run(capsys=capsys)
    assert len(place(settings).generations.ids()) == 2


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --dry-run the diff is told and no generation is made."""
    code, events = run("--dry-run", capsys=capsys)
    assert code == 0
    assert len(of_kind(events, "diff")["added"]) == 3
    assert place(settings).generations.ids() == []


def test_metadata_alone_is_a_change_that_encodes_nothing(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A corrected title makes a new generation out of the old vectors."""
    run(capsys=capsys)
    text = (folder / "bakery.md").read_text("utf-8").replace("wins prize", "wins gold")
    (folder / "bakery.md").write_text(text, "utf-8")
    code, events = run(capsys=capsys)
    assert (code, of_kind(events, "diff")["changed"]) == (0, ["bakery"])
    assert _totals(events) == {"reading": 1}


def test_facts_are_built_with_the_parse(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What a generation holds of an article is what the rules read of it with its grammar; what is unchanged is kept."""
    run(capsys=capsys)
    generation = serving(settings)
    assert generation is not None
    for article, parse in zip(generation.articles, parse_all(each.body for each in generation.articles), strict=True):
        assert generation.facts.of(generation.rows[article.id]) == read_facts(article, parse)
    assert len(generation.facts.events) > 0
    assert "Tom Reed" in [speaker.label for speaker in generation.facts.speakers]


def test_an_article_that_the_rules_fail_on_is_served_without_facts(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever goes wrong with one, it is told, the others have theirs, and the next build reads it again."""
    troubled(monkeypatch, tmp_path, "raise ZeroDivisionError('no water')")
    code, events = run(capsys=capsys)
    assert code == 0
    assert of_kind(events, "notice")["text"] == (
        "the dates and quotations of 'river' can't be read (ZeroDivisionError: no water)"
    )
    generation = serving(settings)
    assert generation is not None
    assert generation.facts.of(generation.rows["river"]) == FAILED
    assert not generation.facts.of(generation.rows["lighthouse"]).failed
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    code, events = run(capsys=capsys)
    assert (code, events[-1]["event"]) == (0, "done")  # no file has changed, and yet there is something to do
    mended = serving(settings)
    assert mended is not None
    assert not mended.facts.failed
    assert run(capsys=capsys)[1][-1]["event"] == "unchanged"


def test_an_article_that_kills_what_reads_it_is_served_without_facts(
    settings: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A process that is killed over one article costs the build that article's facts and nothing else."""
    troubled(monkeypatch, tmp_path, "os.kill(os.getpid(), 9)")
    code, events = run(capsys=capsys)
    assert (code, events[-1]["event"]) == (0, "done")
    assert of_kind(events, "notice")["text"] == (
        "the dates and quotations of 'river' can't be read (the process that reads them was ended by signal 9)"
    )
    generation = serving(settings)
    assert generation is not None
    assert generation.facts.failed == {generation.rows["river"]}
    assert _totals(events)["reading"] == 3


def test_what_reads_facts_has_ended_before_anything_is_encoded(settings: Settings) -> None:
    """While facts are read one child runs, nicer than most; from then on there is none, and the model is loaded after it."""
    seen: dict[str, list[tuple[int, int]]] = {}
    stages: list[str] = []
    with subprocess.Popen(COMMAND, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            event = json.loads(line)
            stages += [event["stage"]] if event["event"] == "stage" else []
            if event["event"] == "progress":
                process.send_signal(signal.SIGSTOP)
                seen.setdefault(event["doing"], []).extend(_children(process.pid))
                process.send_signal(signal.SIGCONT)
    assert len({child for child, _ in seen["reading"]}) == 1
    assert {nice for _, nice in seen["reading"]} == {min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)}
    assert seen["encoding"] == []
    assert stages.index("facts") < stages.index("load_weights") < stages.index("embed")


def _children(process: int) -> list[tuple[int, int]]:
    """The children of a process, and how nice each is."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    found = []
    for child in map(int, children):
        with contextlib.suppress(ProcessLookupError):  # it ended meanwhile
            found.append((child, os.getpriority(os.PRIO_PROCESS, child)))
    return found


def test_a_build_that_changes_no_article_starts_no_process(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an article only went, nothing is read and nothing is loaded for it."""
    run(capsys=capsys)
    (folder / "river.txt").unlink()

    def started(*_command: Any, **_options: Any) -> Any:
        raise AssertionError("a process was started")

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "Popen", started)
        code, events = run(capsys=capsys)
    assert (code, of_kind(events, "done")["counts"]["articles"]) == (0, 2)


def test_every_rejection_and_notice_is_told(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that can't be read is named with its reason, and the rest loads."""
    (folder / "broken.md").write_text("---\ntitle: x\npublished: 2015-13-45\n---\n\nText.\n", "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    code, events = run(capsys=capsys)
    told = [event["text"] for event in events if event["event"] == "rejected"]
    assert code == 0
    assert of_kind(events, "done")["counts"]["articles"] == 3
    assert [text.split(" ", 1)[0] for text in told] == ["broken.md", "empty.txt"]
    assert "2015-13-45" in told[0]


def test_a_folder_without_articles_still_serves_and_says_so(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder becomes an empty generation, with a notice."""
    for file in folder.iterdir():
        file.unlink()
    code, events = run(capsys=capsys)
    assert (code, of_kind(events, "done")["counts"]["articles"]) == (0, 0)
    assert "holds no article" in of_kind(events, "notice")["text"]


def test_a_missing_folder_is_one_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A corpus folder that is not there fails the build with its name."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", "/nowhere/at/all")
    code, events = run(capsys=capsys)
    assert code == 1
    assert of_kind(events, "failed")["error"] == "the corpus folder '/nowhere/at/all' does not exist"


def test_a_wrong_setting_is_one_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The builder refuses a misspelt setting as everything else does."""
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODLE", "x")
    code, events = run(capsys=capsys)
    assert code == 1
    assert "did you mean FOOTNOTE_ENCODER__MODEL" in of_kind(events, "failed")["error"]


def test_another_recipe_is_built_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A generation made with other settings of the encoder is never reused."""
    run(capsys=capsys)
    monkeypatch.setenv("FOOTNOTE_ENCODER__PASSAGE_TOKENS", "32")
    code, events = run(capsys=capsys)
    assert code == 0
    assert "another model or version" in of_kind(events, "notice")["text"]
    assert len(of_kind(events, "diff")["added"]) == 3


def test_a_failed_gate_leaves_the_old_generation_and_is_remembered(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Golden questions that are not answered as they must be keep a build from serving."""
    run(capsys=capsys)
    before = place(settings).generations.current()
    (folder / "golden.jsonl").write_text('{"question": "Who built it?", "must_contain": "nobody"}\n', "utf-8")
    (folder / "new.txt").write_text("A new text about nothing much at all.\n", "utf-8")
    code, events = run(capsys=capsys)
    assert code == 1
    assert "golden.jsonl: line 1" in of_kind(events, "failed")["error"]
    generations = place(settings).generations
    assert generations.current() == before
    assert generations.ids() == [before]
    last = generations.last_build()
    assert last is not None
    assert "golden.jsonl" in (last.error or "")


def troubled(monkeypatch: pytest.MonkeyPatch, folder: Path, trouble: str) -> None:
    """Let `trouble` befall every process to come that reads the facts of the article 'river'."""
    (folder / "sitecustomize.py").write_text(
        "import os\nimport corpus.facts\nread = corpus.facts.read_facts\n"
        "def read_facts(article, parse):\n"
        f"    if article.id == 'river':\n        {trouble}\n"
        "    return read(article, parse)\n"
        "corpus.facts.read_facts = read_facts\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(folder), str(ROOT))))


KILLED_AT = ["reading", "diff", "progress", "facts", "embed", "write", "verify", "gate"]


@pytest.mark.parametrize("moment", KILLED_AT)
def test_a_builder_killed_at_any_moment_leaves_the_old_generation(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str], moment: str
) -> None:
    """After kill -9 the old or the whole new generation serves, and the next build works."""
    run(capsys=capsys)
    before = place(settings).generations.current()
    (folder / "new.txt").write_text("A new article about the harbour of Varn.\n", "utf-8")
    with subprocess.Popen(COMMAND, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:
            event = json.loads(line)
            if moment in {event["event"], event.get("stage")}:
                process.send_signal(signal.SIGKILL)
                break
        # Whatever it started would hold this open.
        process.stderr.read()
        assert process.wait() in {-signal.SIGKILL, 0}
    generation = serving(settings)
    assert generation is not None
    served_new = "new" in generation.rows
    assert served_new == (generation.manifest.id != before)
    code, events = run(capsys=capsys)
    assert (code, events[-1]["event"]) == (0, "unchanged" if served_new else "done")
    left = [entry.name for entry in place(settings).generations.folder.iterdir() if entry.name.startswith(".")]
    assert left == []


@pytest.mark.parametrize("most", [100, 2_000, 20_000])
def test_a_full_disk_is_one_sentence_and_loses_nothing(
    settings: Settings, folder: Path, capsys: pytest.CaptureFixture[str], most: int
) -> None:
    """Where files can't grow, the build fails, says why, and what served before serves."""
    run(capsys=capsys)
    before = place(settings).generations.current()
    sentences = " ".join(f"Sentence number {n} says something of its own." for n in range(400))
    (folder / "long.txt").write_text(sentences, "utf-8")
    done = subprocess.run(
        COMMAND,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert done.returncode == 1
    assert "the disk did not take it: File too large" in done.stderr
    generations = place(settings).generations
    assert (generations.current(), generations.ids()) == (before, [before])
    assert serving(settings) is not None


def test_a_second_builder_says_who_holds_the_lock(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """While one builds, another ends at once and names the process that does."""
    with place(settings).generations.lock():
        done = subprocess.run(COMMAND, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert run(capsys=capsys)[0] == 0
