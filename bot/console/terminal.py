"""What the console shows people. Article text is untrusted: no control character of it reaches the terminal."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from bot.wording import (
    COMPOSED,
    DIFFER,
    NEAREST,
    OFFERED,
    SURE,
    answering_words,
    confidence_in_words,
    differing_in_words,
    founded,
    no_in_words,
    part_in_words,
    whose_words,
)
from corpus.printable import counted, printable
from corpus.values import Article
from retrieval.values import Answer, Citation, NoAnswer, Outcome, Part

ADD_ONE = "add one with `footnote corpus add FILE`, with the same --corpus where you named a folder"
_EMPTY = f"There are no articles yet: {ADD_ONE}."


class _Out(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to whoever runs the command; rich would exit with 1."""
        raise BrokenPipeError


def out() -> Console:
    """Standard output; off a terminal, lines are not broken."""
    return _Out(highlight=False, soft_wrap=not sys.stdout.isatty())


def show_outcome(console: Console, outcome: Outcome, asked: str = "", *, further: bool = False) -> None:
    """An answer with its numbered excerpts, or why there is none and what comes nearest.

    `asked` is what was typed, where that was read otherwise, `further` whether it was asked without what was shown before.
    """
    if isinstance(outcome, Answer):
        _show_answer(console, outcome)
    else:
        why = no_in_words(outcome.reason, outcome.missing, _cut, asked=asked or outcome.question.text, further=further)
        console.print(Text(_EMPTY if outcome.reason == "empty_corpus" else why, "bold"))
        _show_nearest(console, outcome)
    if not isinstance(outcome, NoAnswer) or outcome.reason != "empty_corpus":
        console.print(
            Text(f"Confidence that the articles answer this: {confidence_in_words(outcome.confidence)}.", "dim")
        )


def _show_answer(console: Console, answer: Answer) -> None:
    if answer.confidence < SURE:
        console.print(Text(OFFERED, "italic"))
    there = {citation.number for citation in answer.citations}
    if composed := founded(answer.composed, there):
        _show_composed(console, composed)
    first = answer.citations[0]
    console.print(Text(flowing(answer.text), "bold") if answering_words(first) is None else excerpt_on_one_line(first))
    if answer.parts:
        console.print(_parts(answer.parts, there))
    for each in answer.differing:
        if values := differing_in_words(each, answer.citations, _cut):
            console.print(Text(f"{DIFFER}{', '.join(values)}", "italic"))
    console.print()
    for citation in answer.citations:
        show_citation(console, citation)


def _show_composed(console: Console, composed: Sequence[tuple[str, str]]) -> None:
    """What a language model wrote, labelled, each sentence with the marks of what it rests on."""
    console.print(Text(COMPOSED, "italic"))
    for sentence, marks in composed:
        console.print(Text.assemble(f"  {_one_line(sentence)} ", (marks, "cyan")))
    console.print()


def _parts(parts: Sequence[Part], there: Collection[int]) -> Text:
    """`who: [1] · when: [2] · why: not stated`."""
    told = (Text.assemble((f"{_cut(part.asks, 60)}: ", "bold"), part_in_words(part, there)) for part in parts)
    return Text(" · ").join(told)


def show_article(console: Console, article: Article) -> None:
    """An article's facts and its body."""
    console.print(Text(printable(article.title), "bold"))
    console.print(Text(", ".join(printable(fact) for fact in _facts(article)), "dim"))
    console.print()
    console.print(Text(printable(article.body)))


def show_articles(console: Console, articles: tuple[Article, ...]) -> None:
    """One line an article."""
    for article in articles:
        facts = ", ".join([*_facts(article)[1:], counted(article.words, "word")])
        console.print(Text.assemble((article.id, "bold"), f"  {printable(article.title)}  ", (printable(facts), "dim")))
    if not articles:
        console.print(_EMPTY, markup=False)


def _show_nearest(console: Console, outcome: NoAnswer) -> None:
    if outcome.nearest:
        console.print()
        console.print(Text(NEAREST))
        for citation in outcome.nearest:
            show_citation(console, replace(citation, answer=None))  # nothing of it answers


def show_citation(console: Console, citation: Citation) -> None:
    """An excerpt and where it stands."""
    console.print(Text.assemble((f"[{citation.number}] ", "cyan"), excerpt_on_one_line(citation)))
    show_place(console, citation)


def show_place(console: Console, citation: Citation) -> None:
    """Whose words an excerpt is where they are somebody's, and where it stands."""
    if citation.said_by is not None and not citation.said_by.evident:
        console.print(Text(f"    {printable(whose_words(citation.said_by))}", "italic"))
    where = [f"paragraph {citation.paragraph}", f"“{printable(citation.title)}”"]
    if citation.publisher:
        where.append(printable(citation.publisher))
    if citation.published:
        where.append(citation.published.isoformat() + (" (inferred)" if citation.published_basis == "inferred" else ""))
    console.print(Text("    " + ", ".join(where), "dim"))
    if citation.link:
        console.print(Text("    " + printable(citation.link), "dim"))
    console.print()


def flowing(text: str) -> str:
    """Article text on one line, safe to print."""
    return printable(" ".join(text.split("\n")))


def excerpt_on_one_line(citation: Citation) -> Text:
    """An excerpt on one line, the words that answer in bold."""
    # One character of the excerpt is one here too.
    text, words = Text(flowing(citation.excerpt.text)), answering_words(citation)
    if words is not None:
        text.stylize("bold", words.start, words.end)
    return text


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def _cut(text: str, most: int) -> str:
    """Text that is not ours on one line, of at most so many characters."""
    line = _one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _facts(article: Article) -> list[str]:
    facts = [article.id, article.publisher, article.author]
    if article.published:
        facts.append(article.published.isoformat() + (" (inferred)" if article.published_basis == "inferred" else ""))
    facts.append(article.url)
    return [fact for fact in facts if fact]
