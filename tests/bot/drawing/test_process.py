from __future__ import annotations

import asyncio
import io
import json
import logging
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PIL import Image

from bot.drawing import DrawingError, cache, draw_timeline, process
from bot.drawing.cache import PictureCache
from tests.bot.drawing.pages import SHIPPED, Told, page_of
from tests.processes import Started, run_instead


@pytest.mark.parametrize("dark", [True, False])
async def test_a_picture_is_a_png_on_the_right_background(*, dark: bool, started: Started) -> None:
    """The PNG is 1,080 wide and whole, its ground is the background asked for, and drawing it again starts no process."""
    kept = PictureCache()
    picture = await draw_timeline(page_of(SHIPPED), dark=dark, cache=kept)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, 1000 < height < 1600) == (1080, True)
    image = Image.open(io.BytesIO(picture))
    assert image.info == {}
    pixels = image.convert("RGB")
    ground = (0x31, 0x33, 0x38) if dark else (255, 255, 255)
    assert {pixels.getpixel(at) for at in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1))} == {
        ground
    }
    assert len(picture) < 200_000
    assert await draw_timeline(page_of(SHIPPED), dark=dark, cache=kept) == picture
    assert len(started.processes) == 1


async def test_hostile_texts_are_drawn_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    """TeX, scripts the font lacks, emoji, marks piled up and control characters are only text: no error, no warning."""
    caplog.set_level(logging.DEBUG, logger="bot.drawing.process")
    texts = [
        "$\\frac{1}{0}$ x^2_3 \\alpha $ {",
        "日本語 👩‍👩‍👧 \u202eעברית العربية हिन्दी ไทย",
        "e" + "\u0301" * 300 + "\x00\x1b[31m\ud800\n\t\u2028",
        "x" * 100_000,
        "",
    ]
    page = page_of(
        [Told(text, "2014-05-01", None, "day", "unknown") for text in texts], title="$\\title$ 標題", articles=2
    )
    picture = await draw_timeline(page, dark=True)
    assert Image.open(io.BytesIO(picture)).width == 1080
    assert [each.getMessage() for each in caplog.records if "font cache" not in each.getMessage()] == []


def test_the_process_that_draws_loads_only_what_it_needs() -> None:
    """It starts in a fraction of a second because none of the rooms behind the bot is imported, and no pyplot."""
    code = "import sys, json, bot.drawing.__main__; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-P", "-c", code], check=True, capture_output=True, timeout=60)
    loaded = set(json.loads(done.stdout))
    unwanted = {"torch", "spacy", "discord", "pydantic", "retrieval", "corpus.timeline", "matplotlib.pyplot", "asyncio"}
    assert loaded & unwanted == set()


def test_the_parent_loads_no_matplotlib() -> None:
    """Neither matplotlib nor discord is imported where pictures are asked for."""
    code = "import sys, json, bot.drawing.describing, bot.drawing.process; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-P", "-c", code], check=True, capture_output=True, timeout=60)
    assert set(json.loads(done.stdout)) & {"matplotlib", "discord", "torch", "spacy", "PIL"} == set()


async def test_cancelling_ends_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started) -> None:
    """Whoever stops waiting takes the process with them, and the next one gets a turn."""
    run_instead(monkeypatch, tmp_path, "exec sleep 60")
    kept = PictureCache()
    drawing = asyncio.create_task(draw_timeline(page_of(SHIPPED), dark=True, cache=kept))
    await asyncio.wait_for(started.first.wait(), 10)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert started.processes[0].returncode == -9
    monkeypatch.undo()
    assert await draw_timeline(page_of(SHIPPED), dark=True, cache=kept)


async def test_a_process_that_takes_too_long_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started
) -> None:
    """Time is bounded, and the sentence says so."""
    run_instead(monkeypatch, tmp_path, "exec sleep 60")
    monkeypatch.setattr(process, "SECONDS", 0.1)
    with pytest.raises(DrawingError, match=r"more than 0\.1 seconds"):
        await draw_timeline(page_of(SHIPPED), dark=True)
    assert started.processes[0].returncode == -9


@pytest.mark.parametrize("program", ["echo 'ValueError: Ida Holm' >&2; exit 1", "exit 0", "kill -9 $$"])
async def test_a_process_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, caplog: pytest.LogCaptureFixture
) -> None:
    """People hear that it failed, the log hears where, and nothing is kept."""
    run_instead(monkeypatch, tmp_path, program)
    kept = PictureCache()
    with pytest.raises(DrawingError, match="can't be drawn"):
        await draw_timeline(page_of(SHIPPED), dark=True, cache=kept)
    assert "ended with code" in caplog.text
    assert ("ValueError" in caplog.text) == ("ValueError" in program)
    assert "Ida Holm" not in caplog.text
    assert len(kept) == 0


async def test_a_process_that_can_not_be_started_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A missing interpreter, and a machine without a folder for temporary files, are told alike."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with pytest.raises(DrawingError, match="can't be drawn"):
        await draw_timeline(page_of(SHIPPED), dark=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    with pytest.raises(DrawingError, match="can't be drawn"):
        await draw_timeline(page_of(SHIPPED), dark=True)


async def test_a_picture_that_is_too_big_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What Discord would not take is not handed on."""
    run_instead(monkeypatch, tmp_path, "head -c 2000 /dev/zero")
    monkeypatch.setattr(process, "MOST_BYTES", 1000)
    with pytest.raises(DrawingError, match="more than 1,000 bytes, which is the limit"):
        await draw_timeline(page_of(SHIPPED), dark=True)


@pytest.mark.parametrize("stream", ["", " >&2"])
async def test_one_that_writes_without_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started, stream: str
) -> None:
    """What it writes is not kept past the limit, nor can what nobody read keep it from being over."""
    run_instead(monkeypatch, tmp_path, f"exec yes{stream}")
    monkeypatch.setattr(process, "SECONDS", 2.0)
    with pytest.raises(DrawingError, match="which is the limit" if not stream else "more than 2 seconds"):
        await asyncio.wait_for(draw_timeline(page_of(SHIPPED), dark=True), 20)
    assert started.processes[0].returncode == -9


async def test_cancelling_ends_one_whose_words_nobody_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started
) -> None:
    """A process that has written more than was read yet ends with the caller all the same."""
    run_instead(monkeypatch, tmp_path, "exec yes")
    unread = asyncio.Event()

    async def take_nothing(writing: asyncio.subprocess.Process) -> bytes:
        assert writing.stdout is not None
        await writing.stdout.read(1)
        # The next part comes in at once, and so much is waiting then that the pipe is left alone.
        await asyncio.sleep(0.2)
        unread.set()
        await asyncio.sleep(60)
        return b""

    monkeypatch.setattr(process, "_picture", take_nothing)
    drawing = asyncio.create_task(draw_timeline(page_of(SHIPPED), dark=True))
    await asyncio.wait_for(unread.wait(), 10)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(drawing, 10)
    assert started.processes[0].returncode == -9


async def test_few_draw_at_a_time_and_the_same_is_drawn_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started
) -> None:
    """Those who ask for the same picture at once share it, and no more processes run together than are allowed."""
    run_instead(
        monkeypatch,
        tmp_path,
        f"ls {tmp_path} >> {tmp_path}/seen; touch {tmp_path}/run-$$; cat; sleep 0.05; rm {tmp_path}/run-$$",
    )
    pages = [page_of(SHIPPED, title=f"Number {at % 3}") for at in range(9)]
    kept = PictureCache()
    pictures = await asyncio.gather(*(draw_timeline(page, dark=True, cache=kept) for page in pages))
    assert len(started.processes) == 3
    assert len(set(pictures)) == 3
    assert "run-" not in (tmp_path / "seen").read_text()


async def test_only_the_last_pictures_are_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started
) -> None:
    """Memory is bounded: the one not asked for longest makes room."""
    run_instead(monkeypatch, tmp_path, "cat")
    monkeypatch.setattr(cache, "MOST_KEPT", 2)
    kept = PictureCache()
    for at in (0, 1, 0, 2, 0, 1):
        await draw_timeline(page_of(SHIPPED, title=f"Number {at}"), dark=True, cache=kept)
    assert len(started.processes) == 4
    assert len(kept) == 2


def test_the_process_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the token nor a setting is in its environment, and it may write where it was started."""
    run_instead(monkeypatch, tmp_path, "env; pwd; touch written")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("DISCORD_TOKEN", "FOOTNOTE_DISCORD__TOKEN", "footnote_database__url", "MPLBACKEND", "MATPLOTLIBRC"):
        monkeypatch.setenv(name, "module://given away")
    said = asyncio.run(draw_timeline(page_of(SHIPPED), dark=True)).decode()
    assert "given away" not in said
    folder = next(tmp_path.glob("footnote-drawing-*"))
    assert f"MPLCONFIGDIR={folder}" in said
    assert (folder / "written").exists()


def test_a_folder_that_others_may_write_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What somebody else put where the list of fonts lies is never read; nor is a link followed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ours = process._working_folder()
    assert ours.stat().st_mode & 0o777 == 0o700
    assert process._working_folder() == ours
    process._folder_of_this_process.cache_clear()
    ours.chmod(0o777)
    other = process._working_folder()
    assert other != ours
    assert process._working_folder() == other
    ours.rmdir()
    ours.symlink_to(other)
    assert process._working_folder() == other
    process._folder_of_this_process.cache_clear()
