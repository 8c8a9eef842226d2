"""`make evaluate`: the figures of `footnote evaluate` on the public sets that PUBLIC_SETS names, and on our own questions.

Questions about articles that the selector has learned from, in whichever set they stand, are left out.
Writes benchmarks/reliability.png too: how far the confidence can be believed, a line for each kind of questions without answer.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from bot.console import main as footnote
from bot.console.evaluate import ask_all, show_answers
from bot.console.telling import tell
from config.settings import Settings, load_settings
from corpus.errors import CorpusError
from retrieval.answering.answering import Answering, load_answering
from retrieval.evaluation.picture import draw
from retrieval.evaluation.reliability import Line, lines_of
from retrieval.fitting.files import read_jsonl
from retrieval.fitting.sets import is_learned

ANSWERS = {
    "squad2": ("questions.jsonl",),
    "xquad_en": ("questions.jsonl",),
    "expmrc_squad": ("questions.jsonl",),
    "quail_voa": ("questions.jsonl", "questions_offtopic.jsonl"),
}
# Our own questions are about these news articles.
NEWS = "news_articles.jsonl"
OWN = Path(__file__).parents[1] / "tests" / "data" / "questions_seen.jsonl"
DATES = ("meantime", "gum_news", "wikiwars")
QUOTES = {"gum_news": "attributions.jsonl"}
# Of each MEANTIME article only the first sentences are annotated, headline and dateline included.
ANNOTATED = {"meantime": 6}


def main() -> int:
    """Print the figures of every set that is there; 1 where none is."""
    sets = Path(os.environ.get("PUBLIC_SETS", ""))
    answers = _answer_sets(sets) if os.environ.get("PUBLIC_SETS") else {}
    facts = _fact_sets(sets) if os.environ.get("PUBLIC_SETS") else []
    if not answers and not facts:
        sys.stderr.write("there are no public sets to evaluate on: name their folder with PUBLIC_SETS=…\n")
        return 1
    settings = load_settings()
    answering = load_answering(settings)
    learned = learned_titles(sets / "squad2" / "docs.jsonl")
    with tempfile.TemporaryDirectory() as aside:
        lines: list[Line] = []
        for name, (docs, files) in answers.items():
            kept = [_without(learned, docs, each, Path(aside) / f"{name}_{each.name}") for each in files]
            lines += _evaluate_answers(settings, answering, name, docs, kept)
        if lines:
            file = Path(__file__).with_name("reliability.png")
            draw(lines, file, answering.threshold)
            sys.stdout.write(f"\n{file}: how far the confidence can be believed\n")
        for what, name, options in facts:
            _announce(name, what)
            docs = sets / name / "docs.jsonl"
            if what == "dates" and name in ANNOTATED:
                docs = _cut(docs, ANNOTATED[name], Path(aside) / f"{name}.jsonl")
            footnote(["evaluate", what, "--docs", str(docs), *options])
    return 0


def _answer_sets(sets: Path) -> dict[str, tuple[Path, list[Path]]]:
    """The documents and the questions of each set that is there."""
    found = {
        name: (sets / name / "docs.jsonl", [sets / name / each for each in files]) for name, files in ANSWERS.items()
    }
    found["own"] = (sets / NEWS, [OWN])
    return {name: files for name, files in found.items() if files[0].is_file() and all(map(Path.is_file, files[1]))}


def _fact_sets(sets: Path) -> list[tuple[str, str, list[str]]]:
    commands: list[tuple[str, str, list[str]]] = [
        *(("dates", name, []) for name in DATES),
        *(("quotes", name, ["--gold", str(sets / name / file)]) for name, file in QUOTES.items()),
    ]
    return [each for each in commands if (sets / each[1] / "docs.jsonl").is_file()]


def _evaluate_answers(
    settings: Settings, answering: Answering, name: str, docs: Path, questions: list[Path]
) -> tuple[Line, ...]:
    """Print the figures of a set, or why it has none; the lines that it adds to the picture."""
    _announce(name, "answers")
    try:
        documents, results = ask_all(settings, answering, docs, questions)
        show_answers(documents, results)
        return lines_of(results, name)
    except CorpusError as error:
        tell(str(error))
        return ()


def learned_titles(docs: Path) -> frozenset[str]:
    """The titles of squad2's articles that the selector learns from; xquad_en has some of them too."""
    articles = read_jsonl(docs) if docs.is_file() else ()
    return frozenset(article["title"] for number, article in enumerate(articles) if is_learned(number))


def _without(titles: frozenset[str], docs: Path, questions: Path, file: Path) -> Path:
    """`questions` that are not about `docs` of these titles, as `file`."""
    known = {article["doc_id"] for article in read_jsonl(docs) if article.get("title") in titles}
    kept = [each for each in read_jsonl(questions) if each["doc_id"] not in known]
    file.write_text("\n".join(map(json.dumps, kept)), "utf-8")
    return file


def _announce(name: str, what: str) -> None:
    sys.stdout.write(f"\n{name}: {what}\n")
    sys.stdout.flush()


def _cut(docs: Path, sentences: int, file: Path) -> Path:
    """`docs`, each with no more than its first `sentences`, as `file`."""
    records = [json.loads(line) for line in docs.read_text("utf-8").splitlines()]
    for record in records:
        record["text"] = record["text"][: record["sentences"][:sentences][-1]["end"]]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
