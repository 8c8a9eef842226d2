"""The words of the command line."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

_LAST_DAY = dt.date.max.toordinal()


class _Parser(argparse.ArgumentParser):
    """A parser that refuses words that it does not know with its own usage; argparse would show that of all commands."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """What was read; words that are left end the process as wrong usage."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left


def make_parser() -> argparse.ArgumentParser:
    """The parser of `footnote`; what it returns has `command` and, where there is one, `action`."""
    parser: argparse.ArgumentParser = _Parser(
        prog="footnote",
        description="Answers questions about articles in the articles' own words, each cited to its place.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--corpus", type=_folder, metavar="DIR", help="a folder of articles; default: the shared corpus"
    )
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print JSON")

    ask = commands.add_parser("ask", parents=[common, as_json], help="answer one question")
    ask.add_argument("question", metavar="QUESTION")
    ask.add_argument("--article", metavar="ID", help="only from this article")
    ask.add_argument("--top", type=_up_to(20), metavar="N", help="citations at most (1 to 20)")
    check = commands.add_parser(
        "check", parents=[common, as_json], help="hold each sentence of a text against the articles"
    )
    check.add_argument("text", metavar="TEXT")
    check.add_argument("--article", metavar="ID", help="only against this article")
    check.add_argument("--day", type=_day, metavar="D", help="the day the text was written, YYYY-MM-DD; default: today")
    commands.add_parser(
        "chat", parents=[common], help="answer questions one after the other, from a terminal or a pipe"
    )
    commands.add_parser("articles", parents=[common, as_json], help="list the articles")
    article = commands.add_parser("article", parents=[common, as_json], help="show one article")
    article.add_argument("id", metavar="ID")

    _add_facts(commands, common, as_json)
    _add_corpus(commands, common, as_json)
    doctor = commands.add_parser(
        "doctor", parents=[common], help="check settings, model, index, disk and records, and say how to mend each"
    )
    doctor.add_argument(
        "--discord", action="store_true", help="check the token and what Discord knows of the bot instead"
    )
    _add_batch(commands.add_parser("batch", help="many documents and questions at once, JSONL in and out"), common)
    _add_evaluate(commands.add_parser("evaluate", help="figures over a question set or annotated documents"), common)
    feedback = commands.add_parser("feedback", help="what people voted on the bot's answers")
    wishes = feedback.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = wishes.add_parser("export", parents=[common], help="votes as a question set, for batch and evaluate")
    export.add_argument("folder", type=_folder, metavar="DIR", help="where docs.jsonl and questions.jsonl go")
    backup = commands.add_parser("backup", parents=[common], help="articles, what serves and records in one file")
    backup.add_argument("file", type=Path, metavar="FILE.tar.gz", help="where it goes; nothing is overwritten")
    restore = commands.add_parser(
        "restore", parents=[common], help="put a backup into an empty data folder (FOOTNOTE_DATA_DIR)"
    )
    restore.add_argument("file", type=Path, metavar="FILE.tar.gz", help="a backup")
    commands.add_parser("migrate", parents=[common], help="bring the tables of the database to the present form")
    preview = commands.add_parser("preview", parents=[common], help="the bot in a local browser page")
    preview.add_argument("--port", type=_port, default=0, metavar="N", help="where it listens; default: any free one")
    preview.add_argument("--no-open", action="store_true", help="only print the address")
    return parser


def _add_facts(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("--article", metavar="ID", help="only this article")
    timeline = commands.add_parser("timeline", parents=[common, as_json, one], help="what happened when")
    days = "a day, month or year: 2015-11-30, 2015-11 or 2015"
    timeline.add_argument("--from", dest="first", type=_days, metavar="D", help=f"no event before it; {days}")
    timeline.add_argument("--to", dest="last", type=_days, metavar="D", help="no event after it; the same")
    timeline.add_argument("--person", type=_words, metavar="P", help="only events that name this person or body")
    timeline.add_argument("--png", type=Path, metavar="FILE", help="draw a picture of it too")
    quotes = commands.add_parser("quotes", parents=[common, as_json, one], help="who said what")
    quotes.add_argument("--speaker", type=_words, metavar="S", help="only what this person or body said")
    commands.add_parser("card", parents=[common, as_json, one], help="who, what, when, where, why and how")


def _add_corpus(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
    as_json: argparse.ArgumentParser,
) -> None:
    corpus = commands.add_parser("corpus", help="the articles: reload, add, remove, list, status, rollback, push")
    actions = corpus.add_subparsers(dest="action", required=True, metavar="ACTION")
    reload = actions.add_parser("reload", parents=[common], help="build what has changed and let it serve")
    reload.add_argument("--dry-run", action="store_true", help="only say what would change")
    add = actions.add_parser("add", parents=[common], help="add an article from a file or a web page")
    add.add_argument("source", metavar="FILE-OR-URL", help="a .md, .txt, .html, .pdf or .jsonl file, or http(s)://…")
    remove = actions.add_parser("remove", parents=[common], help="remove an article everywhere")
    remove.add_argument("id", metavar="ID")
    actions.add_parser("list", parents=[common, as_json], help="list the articles")
    actions.add_parser(
        "status", parents=[common, as_json], help="what serves, since when, and how the last build ended"
    )
    actions.add_parser("rollback", parents=[common], help="let the last good generation serve again")
    actions.add_parser("push", parents=[common], help="copy the articles of this machine into PostgreSQL")


def _add_batch(batch: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    kinds = batch.add_subparsers(dest="action", required=True, metavar="WHAT")
    answers = kinds.add_parser("answers", parents=[common], help="one answer line a question line")
    _add_sets(answers)
    answers.add_argument(
        "--top", type=_up_to(1000), default=5, metavar="N", help="citations a line (1 to 1,000; default 5)"
    )
    for name, what in (("dates", "date mentions"), ("timeline", "events"), ("quotes", "quotations")):
        _add_documents(kinds.add_parser(name, parents=[common], help=f"the {what} of each document"))


def _add_evaluate(evaluate: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    kinds = evaluate.add_subparsers(dest="action", required=True, metavar="WHAT")
    answers = kinds.add_parser("answers", parents=[common], help="hit rates and how far the confidence can be believed")
    _add_sets(answers)
    answers.add_argument("--json", action="store_true", help="print JSON")
    answers.add_argument("--plot", type=Path, metavar="FILE.png", help="draw a reliability diagram of the confidence")
    dates = kinds.add_parser("dates", parents=[common], help="F1 of spans, values and calendar intervals")
    quotes = kinds.add_parser("quotes", parents=[common], help="F1 of direct and indirect speech with its speaker")
    quotes.add_argument(
        "--gold", type=Path, required=True, metavar="FILE", help="JSONL: doc_id, source and content (start, end), cue"
    )
    for parser in (dates, quotes):
        _add_documents(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")


def _add_sets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--docs", type=Path, required=True, metavar="FILE", help="JSONL: doc_id, title, text, optional paragraphs"
    )
    parser.add_argument(
        "--questions",
        type=Path,
        required=True,
        nargs="+",
        metavar="FILE",
        help="JSONL: id, question, doc_id, optional para_id; to evaluate also answers (start, end, text), or answerable: false",
    )
    parser.add_argument(
        "--scope", choices=("article", "corpus", "paragraph"), default="article", help="what may answer"
    )


def _add_documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--docs",
        type=Path,
        required=True,
        metavar="FILE",
        help="JSONL: doc_id, title, text, dct (YYYY-MM-DD); to evaluate dates also timexes (start, end, type, value)",
    )


def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a day, month or year."""
    for form, days in (("%Y-%m-%d", 1), ("%Y-%m", 31), ("%Y", 366)):
        with suppress(ValueError):
            first = dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            following = [first + dt.timedelta(days=n) for n in range(days) if first.toordinal() + n <= _LAST_DAY]
            return first, max(day for day in following if day.strftime(form) == first.strftime(form))
    raise argparse.ArgumentTypeError(f"{text!r} is no day, month or year like 2015-11-30, 2015-11 or 2015")


def _day(text: str) -> dt.date:
    with suppress(ValueError):
        return dt.date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no day like 2015-11-30")


def _words(text: str) -> str:
    if not any(char.isalnum() for char in text):
        raise argparse.ArgumentTypeError("a name has letters")
    return text


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("a folder has a name")
    return Path(text)


def _port(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, a whole number from 0 to 65535")
    return number


def _up_to(most: int) -> Callable[[str], int]:
    """What reads a whole number from 1 to `most`."""

    def count(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = 0
        if not 1 <= number <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {most:,}")
        return number

    return count
