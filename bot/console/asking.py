"""`footnote ask` and `footnote chat`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator

from bot.console.machine import outcome_form
from bot.console.session import EVERYONE, opened_service
from bot.console.terminal import out, show_articles, show_outcome, tell
from config.settings import Settings
from corpus.errors import FootnoteError
from retrieval.service import AnswerService
from retrieval.values import Question

_HELP = "Ask a question in a line; `articles` lists what is loaded, `quit` ends."


async def ask(settings: Settings, options: argparse.Namespace) -> int:
    """Answer one question."""
    question = Question(options.question)
    async with opened_service(settings, warm=True) as service:
        began = time.perf_counter()
        outcome = await service.ask(EVERYONE, question, article_id=options.article, citations=options.top)
        elapsed = (time.perf_counter() - began) * 1000
    if options.json:
        print(json.dumps(outcome_form(outcome, elapsed), ensure_ascii=False))
    else:
        show_outcome(out(), outcome)
    return 0


async def chat(settings: Settings, options: argparse.Namespace) -> int:
    """Answer lines of standard input until it ends."""
    interactive = sys.stdin.isatty()
    async with opened_service(settings, warm=True) as service:
        if interactive:
            tell(f"{len(service.articles(EVERYONE)):,} articles are loaded. {_HELP}")
        async for line in _lines("? " if interactive else ""):
            if line in {"quit", "exit"}:
                break
            await _reply(service, line, echo=not interactive)
    return 0


async def _reply(service: AnswerService, line: str, *, echo: bool) -> None:
    console = out()
    if line == "articles":
        show_articles(console, service.articles(EVERYONE))
        return
    if line == "help":
        tell(_HELP)
        return
    try:
        question = Question(line)
        outcome = await service.ask(EVERYONE, question)
    except FootnoteError as error:
        tell(str(error))
        return
    if echo:
        console.print(f"? {question.text}", markup=False)
    show_outcome(console, outcome)
    console.print()


async def _lines(prompt: str) -> AsyncIterator[str]:
    """The lines of standard input that are not blank; whatever bytes come, none end the chat."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    while True:
        print(prompt, end="", flush=True)
        line = await _typed() if prompt else await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        if line.strip():
            yield line.strip()


async def _typed() -> str:
    """A line from the terminal. No thread waits for it: one that did would hold up the end after Ctrl-C."""
    loop, ready = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(sys.stdin.fileno())
    return sys.stdin.readline()
