"""`footnote ask` and `footnote chat`."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from bot.console.machine import outcome_form
from bot.console.session import EVERYONE, opened_service
from bot.console.telling import tell
from bot.console.terminal import out, show_articles, show_outcome
from config.settings import Settings
from corpus.errors import FootnoteError
from corpus.printable import counted, printable
from retrieval.conversation.conversation import ask_after, is_courtesy, means_article, subject_articles
from retrieval.conversation.further import asks_further
from retrieval.conversation.pronouns import Answered
from retrieval.service import AnswerService
from retrieval.values import Answer, Citation, Outcome, Question, Quoted, cited_in

_HELP = "Ask a question in a line; `articles` lists what is loaded, `quit` ends."


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of a line, and what was cited up to there for the same question."""

    outcome: Outcome
    quoted: tuple[Quoted, ...]


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
            tell(f"{counted(len(service.articles(EVERYONE)), 'article')} loaded. {_HELP}")
        before: _Said | None = None
        async for line in _lines("? " if interactive else ""):
            if line.lower() in {"quit", "exit"}:
                break
            before = await _reply(service, line, before, echo=not interactive) or before
    return 0


async def _reply(service: AnswerService, line: str, before: _Said | None, *, echo: bool) -> _Said | None:
    """Answer a line, read after what came of the one before it; returns what came of it, None where it was no question."""
    console = out()
    if line == "articles":
        show_articles(console, service.articles(EVERYONE))
        return None
    if line == "help" or is_courtesy(line):
        tell(_HELP)
        return None
    try:
        asked = Question(line)
        quoted = before.quoted if before and asks_further(line) else ()
        ask = partial(service.ask, EVERYONE, quoted=quoted, composing=False)
        sure = partial(service.sure, EVERYONE)
        last = before.outcome if before else None
        answered = Answered.by(last.citations[0]) if isinstance(last, Answer) else None
        outcome = await ask_after(ask, sure, asked, last.question if last else None, service.threshold, answered)
        alone = await _meant_alone(service, asked, outcome, last)
        if alone is not None:
            outcome = await ask(asked, article_id=alone.excerpt.article_id)
        outcome = await service.composed(outcome)
    except FootnoteError as error:
        tell(str(error))
        return None
    if echo:
        console.print(f"? {asked.text}", markup=False)
    if outcome.question != asked:
        console.print(Text(f"read as: {outcome.question.text}{' (without what was shown)' * bool(quoted)}", "dim"))
    if alone is not None:
        console.print(Text(f"asked of “{printable(alone.title)}” alone, like the answer before", "dim"))
    show_outcome(console, outcome, asked.text, further=bool(quoted))
    console.print()
    return _Said(outcome, (*quoted, *map(Quoted.by, cited_in(outcome))))


async def _meant_alone(
    service: AnswerService, asked: Question, outcome: Outcome, last: Outcome | None
) -> Citation | None:
    """What the answer before cited first, where its article alone is meant."""
    if not isinstance(last, Answer) or len(service.articles(EVERYONE)) < 2:
        return None
    first = last.citations[0]
    sure = partial(service.sure, EVERYONE, article_id=first.excerpt.article_id)
    articles = subject_articles((each.excerpt.article_id, each.score) for each in last.citations)
    scopes_of = service.snapshot(EVERYONE).scopes
    meant = await means_article(sure, asked, outcome, articles, service.threshold, scopes_of)
    return first if meant else None


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
