"""`footnote preview`: the bot in a browser page, driven by a browser; and how the process begins and ends."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.console import main as console
from bot.preview.__main__ import main
from bot.preview.page import show
from bot.preview.screen import has_screen, timezone
from bot.preview.world import first_questions
from config.settings import Settings, load_settings
from corpus.folder import SHIPPED, read_folder

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

QUESTION = "Why did BlackBerry leave Pakistan?"
ANSWER = "to avoid allowing authorities in the nation to monitor"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None or importlib.util.find_spec("playwright") is None,
    reason="there is no Chromium or no playwright to look at the page with",
)


@pytest.fixture(autouse=True)
def every_question_is_answered(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hashing encoder finds words, not meaning; its confidence says nothing."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")


@contextmanager
def previewing(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`footnote preview` and the address that it prints."""
    command = [sys.executable, "-m", "bot.console", "preview", "--no-open", *words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().strip()
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


@contextmanager
def looking_at(address: str) -> Iterator[Page]:
    """The page at `address` in Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # As root, which containers are, Chromium has no sandbox.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 1400})
        page.set_default_timeout(20_000)
        page.goto(address)
        yield page
        browser.close()


def run_command(page: Page, name: str, *values: str) -> None:
    """Type a slash command into the composer, choose it and fill in its required options."""
    page.locator("#channel-composer-input").press_sequentially(f"/{name}")
    page.locator(".command-entry").first.click()
    for at, value in enumerate(values):
        page.locator(".command-option-input").nth(at).fill(value)
    page.locator("#send-message").click()


def press(message: Locator, label: str) -> None:
    """Press the first button of that label once the page takes presses."""
    message.locator("button.component-button:not([aria-disabled=true])").filter(has_text=label).first.click()


@needs_browser
def test_people_ask_and_press_in_the_page() -> None:
    """The channel opens on an answered question; `/ask`, context, paging, a vote and the follow-up modal are live."""
    with previewing() as (process, address), looking_at(address) as page:
        messages = page.locator("article.channel-message")
        messages.filter(has_text=f"@Footnote {QUESTION}").first.wait_for()
        messages.last.filter(has_text=ANSWER).wait_for()
        before = messages.count()
        assert page.locator("#viewer-picker option").all_inner_texts() == ["Mia", "Olga (operator)"]

        run_command(page, "ask", QUESTION)
        answer = messages.nth(before)
        answer.filter(has_text=ANSWER).wait_for()

        press(answer, "More context")
        answer.filter(has_text="Less").wait_for()
        neighbour = "Back in July, the Pakistan Telecommunications Authority"
        first = answer.locator(".component-section").first
        first.filter(has_text=ANSWER).filter(has_text=neighbour).wait_for()

        press(answer, "Next excerpts")
        answer.filter(has_text="First excerpts").wait_for()
        assert first.filter(has_text=ANSWER).count() == 0

        press(answer, "Helpful")
        messages.filter(has_text="Noted: Helpful, thank you.").wait_for()

        press(answer, "Follow up")
        modal = page.locator(".modal-dialog")
        modal.locator("input, textarea").first.fill("Who is the Chief Operating Officer?")
        modal.get_by_role("button", name="Submit").click()
        messages.filter(has_text="Marty Beard, Chief Operating Officer").last.wait_for()

        page.locator(".session-menu > summary").click()
        page.locator("#close").click()
        assert process.wait(20) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_0(number: signal.Signals, folder: Path, data_dir: Path) -> None:
    """The address is all of standard output, `--corpus` is read, and no record stays behind."""
    with previewing("--corpus", str(folder)) as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#[\w-]+", address)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert [each.name for each in data_dir.rglob("*.sqlite3")] == []
    assert len(list((data_dir / "corpora").iterdir())) == 1


async def test_it_leaves_the_process_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A browser is opened where there is a screen, and what simcord puts in place of clocks and loops is gone after the end."""
    opened: list[str] = []
    there, loop = asyncio.Event(), asyncio.get_running_loop()

    def open_browser(address: str) -> None:
        opened.append(address)
        loop.call_soon_threadsafe(there.set)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "open", open_browser)
    before = (time.monotonic, loop.create_task)
    showing = asyncio.create_task(show(load_settings(), 0, open_browser=True))
    await asyncio.wait_for(there.wait(), 30)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(showing, 30)
    assert capsys.readouterr().out == f"{opened[0]}\n"
    assert (time.monotonic, loop.create_task) == before


def test_what_is_asked_first_is_of_the_articles(folder: Path) -> None:
    """What ships is asked about; other articles by their titles, the newest first; where there are none, what ships."""
    assert first_questions(read_folder(SHIPPED, 2**20).articles) == [QUESTION]
    titles = first_questions(read_folder(folder, 2**20).articles)
    assert titles[0] == "The lighthouse of Cape Varn"
    assert sorted(titles[1:]) == ["Bakery wins prize", "River runs dry"]
    assert first_questions(()) == [QUESTION]


def test_a_browser_is_opened_only_where_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in the terminal would take it over."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not has_screen()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert has_screen()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert has_screen()


@pytest.mark.parametrize(
    ("zone", "name"), [("UTC0", "UTC"), ("XST-5", "Etc/GMT-5"), ("XST3", "Etc/GMT+3"), ("XST-5:30", "UTC")]
)
def test_the_page_shows_the_time_of_this_machine(zone: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whole hours; where the machine's are not whole, the page keeps to UTC."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert timezone() == name
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_taken_port_is_named_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is loaded for a page that has nowhere to be."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--no-open", "--port", str(port)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert (
        err
        == f"port {port} can't be used (Address already in use): name another by --port, or 0 for any that is free\n"
    )


def test_without_simcord_the_install_command_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The preview is an extra: whoever lacks it hears how to get it."""
    monkeypatch.setitem(sys.modules, "simcord", None)
    assert main(["--no-open"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "make preview" in err
    assert err.count("\n") == 1


def test_the_console_becomes_the_preview(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The token stays behind; all other settings, and the folder that is named, go along."""
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("FOOTNOTE_LIMITS__PER_PERSON", "7")
    seen: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda _, words, environment: seen.append((words, environment)))
    console(["preview", "--port", "8765", "--no-open", "--corpus", str(folder)])
    ((words, environment),) = seen
    assert words[2:] == ["-m", "bot.preview", "--port", "8765", "--no-open"]
    assert environment["FOOTNOTE_CORPUS__PATH"] == str(folder)
    assert environment["FOOTNOTE_LIMITS__PER_PERSON"] == "7"
    assert "secret" not in environment.values()
