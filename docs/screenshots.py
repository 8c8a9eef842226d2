"""Pictures of the bot for README, taken from its preview with the real model: `make screenshots`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, sync_playwright

WIDE, PHONE = 760, 390
# Milliseconds in which nothing moved.
_REST = 400
QUESTION = "Why did BlackBerry leave Pakistan?"
ANSWER = "to avoid allowing authorities in the nation to monitor"
# The page without simcord's own tools around it.
_BARE = """
[data-workbench], .message-context-actions { display: none !important; }
.preview-workspace { grid-template-columns: 1fr !important; }
:focus-visible { outline: none !important; }
"""
# simcord draws Discord's dark theme only; these are the light one's colours.
_LIGHT = """
:root { color-scheme: light; background: #fff; color: #2f3035;
  --discord-bg: #fff; --discord-surface: #f3f3f4; --discord-elevated: #e6e6e9; --discord-control: #e9e9ec;
  --discord-hover: #dcdce0; --discord-text: #2f3035; --discord-muted: #6f7078; --discord-subtle: #5c5d66;
  --discord-border: #dfdfe2; --component-surface: #fbfbfb; --component-border: #dfdfe2; --subtle-surface: #e3e3e7;
  --button-alt: #e3e3e7; --link-text: #0068d6; --link-accent: #0068d6; }
.component-button:is(.button-style-2, .button-style-5) { color: #2f3035 !important; background: #e3e3e7 !important; }
.message-content { color: #2f3035 !important; }
.mention { color: #4752c4 !important; background: #e6e8fd !important; }
"""
_SECOND = """Fiber reaches the island

The island of Varn has been connected to the mainland by a fiber cable since Monday. It is 41 kilometers long.
"""
# Before the page lays anything out; past its security policy, which is not for sheets that scripts make.
_STYLED = "const sheet = new CSSStyleSheet(); sheet.replaceSync(`{}`); document.adoptedStyleSheets = [sheet];"


@contextmanager
def previewing() -> Iterator[tuple[str, Path]]:
    """The address of a preview with nothing but the article that ships, and the folder that it lies in."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FOOTNOTE_DATA_DIR": folder}
        command = [sys.executable, "-m", "bot.preview", "--no-open"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield process.stdout.readline().strip(), Path(folder) / "corpora" / "0" / "articles"
            finally:
                process.terminate()


class Scene:
    """One page of the preview, as wide as a window or a phone."""

    def __init__(self, browser: Browser, address: str, width: int, *, light: bool = False, viewer: str = "Mia") -> None:
        self.page = page = browser.new_page(viewport={"width": width, "height": 2600}, device_scale_factor=1.5)
        page.add_init_script(_STYLED.format(_BARE + (_LIGHT if light else "")))
        page.goto(address)
        self.messages: Locator = page.locator("article.channel-message")
        self.asked = self.messages.filter(has_text=f"@Footnote {QUESTION}").first
        self.answer = self.messages.filter(has_text=ANSWER).first
        self.answer.wait_for()
        if viewer != "Mia":
            page.locator("#viewer-picker").select_option(label=viewer, force=True)
        self.settle()
        self._count = self.messages.count()

    def run(self, command: str, *values: str) -> Locator:
        """The message that answers a slash command."""
        self._count = self.messages.count()
        self.page.locator("#channel-composer-input").press_sequentially(f"/{command}")
        self.page.locator(".command-entry").first.click()
        for at, value in enumerate(values):
            self.page.locator(".command-option-input").nth(at).fill(value)
        self.page.locator("#send-message").click()
        return self.next_message()

    def next_message(self) -> Locator:
        """The message that comes next."""
        message = self.messages.nth(self._count)
        message.wait_for()
        self.settle()
        return message

    def press(self, message: Locator, label: str) -> None:
        """Press a button and wait for what it does."""
        message.locator("button.component-button").filter(has_text=label).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.page.wait_for_function("() => window.simcordPreview && window.simcordPreview.ready")

    def take(self, file: Path, *shown: Locator) -> None:
        """A picture of messages that stand below each other, in few colours, which text needs no more of."""
        self.page.mouse.move(0, 0)
        boxes = self._at_rest(shown)
        top = min(box["y"] for box in boxes) - 8
        bottom = max(box["y"] + box["height"] for box in boxes)
        width = self.page.viewport_size["width"] if self.page.viewport_size else WIDE
        self.page.screenshot(path=file, clip={"x": 0, "y": max(0, top), "width": width, "height": bottom - top})
        Image.open(file).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            file, optimize=True
        )
        print(f"{file}  {file.stat().st_size / 1000:.0f} kB")

    def _at_rest(self, shown: tuple[Locator, ...]) -> list[FloatRect]:
        """Where messages stand in the window once pictures are there and nothing is scrolled or grows any more."""
        before: list[FloatRect] = []
        while True:
            shown[-1].scroll_into_view_if_needed()
            self.page.wait_for_function("() => [...document.images].every(image => image.complete)")
            boxes = [box for each in shown if (box := each.bounding_box())]
            if boxes == before:
                return boxes
            before = boxes
            self.page.wait_for_timeout(_REST)


def main(folder: Path) -> None:
    """Take them all."""
    folder.mkdir(parents=True, exist_ok=True)
    with previewing() as (address, articles), sync_playwright() as playwright:
        # As root, which containers are, Chromium has no sandbox.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, width, light in (
            ("answer-dark", WIDE, False),
            ("answer-light", WIDE, True),
            ("phone-dark", PHONE, False),
            ("phone-light", PHONE, True),
        ):
            scene = Scene(browser, address, width, light=light)
            scene.take(folder / f"{name}.png", scene.asked, scene.answer)
            scene.page.close()
        for name, width, light in (("dark", WIDE, False), ("phone-light", PHONE, True)):
            scene = Scene(browser, address, width, light=light)
            for command in ("timeline", "quotes", "article"):
                scene.take(folder / f"{command}-{name}.png", scene.run(command))
            scene.page.close()
        _ask_and_press(Scene(browser, address, WIDE), folder)
        _operate(Scene(browser, address, WIDE, viewer="Olga (operator)"), folder, articles)
        browser.close()


def _ask_and_press(scene: Scene, folder: Path) -> None:
    scene.press(scene.answer, "More context")
    scene.take(folder / "context.png", scene.answer)
    scene.press(scene.answer, "Follow up")
    dialog = scene.page.locator(".modal-dialog")
    dialog.locator("input, textarea").first.fill("and when?")
    scene.take(folder / "follow-up.png", dialog)
    dialog.get_by_role("button", name="Submit").click()
    scene.take(folder / "followed-up.png", scene.next_message())
    scene.take(folder / "no.png", scene.run("ask", "What is the capital of France?"))


def _operate(scene: Scene, folder: Path, articles: Path) -> None:
    scene.take(folder / "articles.png", scene.run("articles"))
    (articles / "fiber.txt").write_text(_SECOND, "utf-8")
    scene.take(folder / "reload.png", scene.run("corpus reload"))
    scene.press(scene.messages.last, "Build it")
    scene.take(folder / "status.png", scene.run("corpus status"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
