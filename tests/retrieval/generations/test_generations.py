from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import retrieval.generations.generations
from retrieval.errors import BuildLocked, DamagedError, GenerationError, StillOnDisk
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.generations import Generations
from retrieval.generations.manifest import Recipe
from tests.retrieval.samples import ARTICLES, activate, recipe, write

HOLD = """
import sys
from pathlib import Path
from retrieval.generations.generations import Generations
with Generations(Path(sys.argv[1])).lock():
    print("held", flush=True)
    sys.stdin.read()
"""


def _damage(generations: Generations, generation_id: str) -> None:
    file = generations.folder / generation_id / "sentences.npy"
    file.write_bytes(file.read_bytes()[:-1])


def _two(generations: Generations) -> tuple[str, str]:
    first = activate(generations, ARTICLES[:2])
    return first, activate(generations, ARTICLES, last_good=first)


def test_activated_generation_serves(generations: Generations) -> None:
    """What was activated is current, opens without a word, and is all there is."""
    made = activate(generations)
    opened = generations.open(recipe())
    assert generations.current() == made
    assert generations.ids() == [made]
    assert opened.generation is not None
    assert opened.generation.manifest.id == made
    assert opened.notices == ()


def test_nothing_built_yet_opens_nothing_and_complains_of_nothing(generations: Generations) -> None:
    """A first start is no failure, and looking makes no folder."""
    assert generations.open(recipe()) == retrieval.generations.generations.Opened(None, ())
    assert generations.current() is None
    assert generations.ids() == []
    assert generations.next_number() == 1
    assert generations.last_build() is None
    assert not generations.folder.exists()


def test_activate_keeps_exactly_the_last_good_one(generations: Generations) -> None:
    """Beside the new generation only the one named stays, however many there were."""
    first, second = _two(generations)
    third = activate(generations, ARTICLES[1:], last_good=second)
    assert generations.ids() == [third, second]
    assert not (generations.folder / first).exists()
    fourth = activate(generations, ARTICLES[:1], last_good=None)
    assert generations.ids() == [fourth]


def test_activation_that_fails_leaves_what_served(generations: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full at the last step takes back the new folder and keeps CURRENT and both old ones."""
    first, second = _two(generations)

    def full(_file: Path, _text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(retrieval.generations.generations, "replace_text", full)
    with pytest.raises(OSError, match="No space"):
        activate(generations, ARTICLES[1:], last_good=second)
    assert generations.current() == second
    assert generations.ids() == [second, first]


def test_damaged_current_generation_yields_to_the_last_good_one(generations: Generations) -> None:
    """The last good generation serves, and the notices name the damage, the file and what serves."""
    first, second = _two(generations)
    _damage(generations, second)
    opened = generations.open(recipe())
    assert opened.generation is not None
    assert opened.generation.manifest.id == first
    assert len(opened.notices) == 2
    assert second in opened.notices[0]
    assert "sentences.npy" in opened.notices[0]
    assert first in opened.notices[1]
    assert "corpus reload" in opened.notices[1]


def test_only_damaged_generations_open_none_and_name_each(generations: Generations) -> None:
    """With nothing intact nothing serves, and each of the broken is named."""
    both = _two(generations)
    for each in both:
        _damage(generations, each)
    opened = generations.open(recipe())
    assert opened.generation is None
    assert len(opened.notices) == 2
    assert all(any(each in notice for notice in opened.notices) for each in both)


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe\x00", b"nonsense", b"../../etc", b"000001", None], ids=repr)
def test_current_that_names_no_generation_is_told_and_the_newest_serves(
    generations: Generations, garbage: bytes | None
) -> None:
    """A garbled or missing pointer costs a notice that names it, not the service."""
    _, second = _two(generations)
    pointer = generations.folder / "CURRENT"
    pointer.unlink() if garbage is None else pointer.write_bytes(garbage)
    opened = generations.open(recipe())
    assert generations.current() is None
    assert opened.generation is not None
    assert opened.generation.manifest.id == second
    assert str(pointer) in opened.notices[0]
    assert second in opened.notices[1]


def test_current_that_names_a_missing_generation_yields_to_the_newest(generations: Generations) -> None:
    """A pointer to a folder that is gone is damage, told like any other."""
    made = activate(generations)
    (generations.folder / "CURRENT").write_text("000009-00000000\n", "ascii")
    opened = generations.open(recipe())
    assert opened.generation is not None
    assert opened.generation.manifest.id == made
    assert "000009-00000000" in opened.notices[0]
    assert generations.next_number() == 10


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(recipe(), model="another"),
        dataclasses.replace(recipe(), model_digest="0" * 64),
        dataclasses.replace(recipe(), passage_tokens=99),
        dataclasses.replace(recipe(), format=0),
        dataclasses.replace(recipe(), terms=0),
        dataclasses.replace(recipe(), segments=0),
        dataclasses.replace(recipe(), reader=0),
    ],
    ids=repr,
)
def test_generation_of_another_recipe_is_not_opened(generations: Generations, other: Recipe) -> None:
    """Vectors, words or divisions that don't compare are not served, and the notice says why."""
    made = activate(generations)
    opened = generations.open(other)
    assert opened.generation is None
    assert len(opened.notices) == 1
    assert made in opened.notices[0]
    assert "another model or version (hashing)" in opened.notices[0]


def test_older_generation_of_the_right_recipe_serves_with_a_word_on_the_newer(generations: Generations) -> None:
    """Serving an older generation is never silent: the notice names the one of another model."""
    first = activate(generations)
    second = activate(generations, last_good=first, made=dataclasses.replace(recipe(), model="another"))
    opened = generations.open(recipe())
    assert opened.generation is not None
    assert opened.generation.manifest.id == first
    assert second in opened.notices[0]
    assert "(another)" in opened.notices[0]
    assert first in opened.notices[-1]


def test_generation_cleared_away_while_it_is_opened_yields_to_its_successor(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that ends in the middle of opening is not mistaken for damage."""
    first = activate(generations)
    calls: list[str] = []

    def slow(folder: Path) -> Generation:
        calls.append(folder.name)
        if len(calls) == 1:
            activate(generations, ARTICLES[:1])
        return open_generation(folder)

    monkeypatch.setattr(retrieval.generations.generations, "open_generation", slow)
    opened = generations.open(recipe())
    assert opened.generation is not None
    assert opened.generation.manifest.id == generations.current() == calls[1]
    assert calls[0] == first
    assert opened.notices == ()


def test_rollback_lets_the_one_before_serve(generations: Generations) -> None:
    """The last good generation becomes current, the other stays, and the next build has a number of its own."""
    first, second = _two(generations)
    assert generations.rollback(recipe()) == (second, first)
    opened = generations.open(recipe())
    assert opened.generation is not None
    assert opened.generation.manifest.id == generations.current() == first
    assert opened.notices == ()
    assert generations.ids() == [second, first]
    assert generations.next_number() == 3


def test_rollback_passes_over_a_damaged_generation(generations: Generations) -> None:
    """Only an intact generation is gone back to."""
    first, second = _two(generations)
    _damage(generations, first)
    with pytest.raises(GenerationError, match=f"before {second}"):
        generations.rollback(recipe())
    assert generations.current() == second


def test_rollback_never_goes_to_a_generation_of_another_recipe(generations: Generations) -> None:
    """What another model made can't serve, so it is not gone back to."""
    _, second = _two(generations)
    with pytest.raises(GenerationError, match=f"before {second}"):
        generations.rollback(replace(recipe(), passage_tokens=7))
    assert generations.current() == second


def test_rollback_with_nothing_to_go_back_to_is_an_error(generations: Generations) -> None:
    """Before the first build, and with one generation only, rollback says so and changes nothing."""
    with pytest.raises(GenerationError, match="no generation yet"):
        generations.rollback(recipe())
    made = activate(generations)
    with pytest.raises(GenerationError, match=f"before {made}"):
        generations.rollback(recipe())
    assert generations.current() == made


def test_purge_leaves_the_current_generation_only(generations: Generations) -> None:
    """What was removed from the corpus is in no older generation any more."""
    _, second = _two(generations)
    generations.purge_others()
    assert generations.ids() == [second]
    assert generations.current() == second


def test_purge_tells_what_it_could_not_remove(generations: Generations, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk does not let go is named, and nobody is told that it is gone."""
    first, second = _two(generations)
    kept = generations.folder / first
    removing = shutil.rmtree

    def refuse(path: Path, ignore_errors: bool = False) -> None:  # noqa: FBT001, FBT002 - as rmtree has it
        if Path(path) != kept:
            removing(path, ignore_errors=ignore_errors)

    monkeypatch.setattr("retrieval.generations.generations.shutil.rmtree", refuse)
    with pytest.raises(StillOnDisk, match=first):
        generations.purge_others()
    assert generations.current() == second
    monkeypatch.undo()
    generations.purge_others()
    assert generations.ids() == [second]


def test_build_lock_names_its_holder_and_is_free_after_a_kill(generations: Generations) -> None:
    """A second build is told who builds; a builder killed outright holds nothing any more."""
    command = [sys.executable, "-c", HOLD, str(generations.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(BuildLocked, match=rf"process {child.pid}, since \d{{4}}-\d\d-\d\d"), generations.lock():
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
        with generations.lock():
            assert str(os.getpid()) in (generations.folder / "build.lock").read_text("utf-8")


def test_build_lock_is_held_once_and_let_go_of(generations: Generations) -> None:
    """Within one process too only one build holds the lock, and a failed one lets go of it."""
    with generations.lock(), pytest.raises(BuildLocked, match=f"process {os.getpid()}"), generations.lock():
        pass
    with pytest.raises(RuntimeError, match="failed"), generations.lock():
        raise RuntimeError("failed")
    with generations.lock():
        holder = (generations.folder / "build.lock").read_text("utf-8")
    assert holder.count("process") == 1


def test_leftovers_of_dead_builders_are_cleared(generations: Generations) -> None:
    """A builder finds gone what dead ones had half built or half written, and its own is gone when it fails."""
    made = activate(generations)
    left = generations.folder / ".building-1"
    (left / "deep").mkdir(parents=True)
    (left / "deep" / "half").write_bytes(b"x")
    own = generations.folder / f".building-{os.getpid()}"
    own.mkdir()
    (own / "half").write_bytes(b"x")
    for name in (".CURRENT.1", ".last_build.json.4711"):
        (generations.folder / name).write_bytes(b"x")

    def fail() -> None:
        with generations.lock(), generations.building() as folder:
            assert folder == own
            assert list(folder.iterdir()) == []
            assert not left.exists()
            write(folder, ARTICLES)
            raise RuntimeError("failed")

    with pytest.raises(RuntimeError, match="failed"):
        fail()
    assert [each.name for each in generations.folder.iterdir() if each.name.startswith(".")] == []
    assert generations.ids() == [made]


def test_who_builds_nothing_clears_what_dead_builders_left(generations: Generations) -> None:
    """Law: nothing half written outlives the next who holds the lock, even where there is nothing to build."""
    made = activate(generations)
    generations.note_build(None)
    for name in (".CURRENT.1", ".last_build.json.4711"):
        (generations.folder / name).write_bytes(b"x")
    with generations.lock():
        pass
    assert sorted(each.name for each in generations.folder.iterdir()) == [
        made,
        "CURRENT",
        "build.lock",
        "last_build.json",
    ]


def test_half_built_folder_is_no_generation(generations: Generations) -> None:
    """What stands in the folder under other names is never taken for a generation."""
    made = activate(generations)
    for name in (".building-7", "000002-xyz", "000002-abcdef12.bak", "notes"):
        (generations.folder / name).mkdir()
    (generations.folder / "000003-abcdef12").write_text("a file", "utf-8")
    assert generations.ids() == [made]


def test_next_number_is_above_every_number_there_is(generations: Generations) -> None:
    """Numbers sort as numbers, and one that is on disk is never given again."""
    for name in ("000009-00000000", "1000000-00000000", "000010-00000000"):
        (generations.folder / name).mkdir(parents=True)
    assert generations.ids() == ["1000000-00000000", "000010-00000000", "000009-00000000"]
    assert generations.next_number() == 1000001


@pytest.mark.parametrize("error", [None, "the disk did not take it: “full”"])
def test_end_of_a_build_is_remembered(generations: Generations, error: str | None) -> None:
    """How the last build ended can be read afterwards."""
    with generations.lock():
        generations.note_build("an earlier one")
        generations.note_build(error)
    noted = generations.last_build()
    assert noted is not None
    assert noted.error == error
    assert noted.finished.tzinfo is not None


def test_end_of_a_build_that_cannot_be_written_is_no_further_error(generations: Generations) -> None:
    """Where even the note does not fit, the build's own error is the one that counts."""
    generations.note_build("failed")
    assert generations.last_build() is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"finished": "yesterday", "error": null}', "null"])
def test_garbled_note_of_a_build_is_none(generations: Generations, text: str) -> None:
    """A note that can't be read is as good as none."""
    generations.folder.mkdir()
    (generations.folder / "last_build.json").write_text(text, "utf-8")
    assert generations.last_build() is None


def test_manifest_of_a_generation_is_read_by_its_id(generations: Generations) -> None:
    """What is known of a generation is told without opening it; of none it is a DamagedError."""
    made = activate(generations)
    assert generations.manifest(made).id == made
    with pytest.raises(DamagedError):
        generations.manifest("000099-00000000")
