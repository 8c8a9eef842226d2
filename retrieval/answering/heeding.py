"""What the words of a sentence, or of its article, tell beside what a selector says: that it can't answer, or that it surely does.

"How much do the glasses cost?" is not answered by what they weigh, though that sentence may be the nearest, nor how much power they
need by how wide they are. What is of money is taken
widely: a sentence that has a word of it anywhere is judged by the selector alone. "Eta Raboka, 52," tells how old she is. Who the
CEO is can't be told by a sentence on the chief operating officer in an article that means no CEO by anything it says, what happened
in 1736 by none on 1756, how wide the A380 is by no article that has not named it, where others have, when Ida Holm was born by none
that has no Holm, the fourth quarter by none on the third, what Pell did by none that opens with another, and what somebody said by
nobody else's words. "Mayor Anna Holm" surely tells who the mayor is, in an article on that town, and where words are said that a
question repeats it is told who said them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat

import numpy as np

from corpus.bylines import written
from corpus.values import Article, Span
from retrieval.asked.ages import age_told, asks_age, may_tell_age
from retrieval.asked.alternative import tells_the_other, told_of_before
from retrieval.asked.another_person import opener, persons_of, subjects_of, tells_of_another
from retrieval.asked.figures import Figures, figures_named, named_by, tells_another_year
from retrieval.asked.holder import AskedOffice, holder_told, of_others, office_whose
from retrieval.asked.measure import measure_of
from retrieval.asked.office import may_mean, names_another, office_asked
from retrieval.asked.person import persons_named, strangers_to
from retrieval.asked.quotation import who_said, words_asked
from retrieval.asked.speaker import asked_speaker, said_by
from retrieval.needs import needs_of
from retrieval.pointing.asked_value import measures_another, only_dates, without_dates
from retrieval.ranking.ranking import Ranked
from retrieval.ranking.selecting import in_order
from retrieval.selectors import Reading, Selector, Words
from retrieval.selectors.windows import Window

# Signs, codes, coins, scales, and words of paying and giving, most by how they begin.
_MONEY = re.compile(
    r"[$€£¥₹¢%]|\d[kmb]\b|\b(?:(?-i:[A-Z]{2,3})|kr|rs|r)\.?\s?\d"
    r"|\b(?:cents?|dear|fees?|fine[ds]?|free|half|marks?|rand|rates?|rents?|sums?|won)\b"
    r"|\b(?:baht|birr|cedis?|dinars?|dong|drams?|kwacha|kyats?|laris?|lei|leu|leva?|manats?|naira|reais|rials?|ringgit|taka|tenge)\b"
    r"|\b(?:afford|bail|bargain|bid|billion|bitcoin|bolivar|bonus|bought|budget|buy|cash|cheap|coin|compensat|cost|credit|crore|crown|debt|deposit|dirham|discount"
    r"|dollar|donat|earn|euro|expens|fare|financ|forint|fortune|franc|fund|gave|give|grant|gratis|guilder|hryvnia|hundred|income|invest|kron|lakh|lend|lent|lira"
    r"|loan|million|money|nothing|owe|paid|pay|penn|pence|peso|pound|pric|priz|profit|purchas|quarter|quid|rais|revenue|renminbi|reward|riyal|rouble|ruble|rupee|rupiah"
    r"|salar|sale|sell|shekel|shilling|sold|spen|sponsor|stak|subsid|tax|third|thousand|trillion|tuition|valu|wage|worth|yen|yuan|zlot)",
    re.IGNORECASE,
)
# The lines on who wrote or published an article tell nothing but that, and the line that dates it tells when nothing but that was written.
_LONGEST_BYLINE = 200  # characters
_BAR = re.compile(r"\s{1,3}[|·•–—]\s{1,3}")
_STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|date|dated)(?: on| at)?)?[\s,:]{0,4}(?:\d{1,2}[.:]\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?",
    re.IGNORECASE,
)
_WHO_WROTE = re.compile(
    r"\b(?:articles?|stor(?:y|ies)|report\w*|written|wr[io]te\w*|authors?|bylines?|journalists?|correspondents?|editors?|publi[sc]\w*"
    r"|news\w*|papers?|sources?|photo\w*|pictures?|images?|took|taken|credit\w*|agency)\b",
    re.IGNORECASE,
)
_WHEN_WRITTEN = re.compile(
    r"\b(?:article|story|report|news|posted|publish\w*|publication|written|wrote|updated?|dated?)\b", re.IGNORECASE
)
# "An earlier version of this article said that they were sold in five countries", and no more: what is right stands elsewhere.
_BEFORE_CORRECTION = re.compile(
    r"\b(?:earlier|previous|original|first|prior|print|online)\s(?:version|edition)s?\sof\s(?:this|the|our|today['’]s)\s"
    r"(?:article|story|report|post|column|piece|page|review|text)\b(?!.*(?:;|[-–—]\s|\b(?:not|but|rather|instead|correct\w*|actual\w*|fact)\b))",
    re.IGNORECASE | re.DOTALL,
)
_OF_CORRECTION = re.compile(
    r"\b(?:article|story|report|versions?|editions?|correct\w*|wrong\w*|mistakes?|errors?|mis\w+|earlier|original\w*)\b",
    re.IGNORECASE,
)
# The log odds of a sentence that tells just what is asked for, and of one that can't: few that a selector is sure of have more or less,
# so that the confidence, which is fitted to a selector's, knows what they mean.
_TOLD, _CANNOT = 5.0, -8.0


class Heeding:
    """A selector whose readings heed what can't answer and what surely does."""

    def __init__(self, selector: Selector) -> None:
        self.model, self.digest, self._selector = selector.model, selector.digest, selector

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """What the selector says, but of a question for money where there is none, and for the age of one whose age is told."""
        readings = self._selector.read(question, windows)
        said = [[_said(question, sentence) for sentence in window.sentences] for window in windows]
        told = any(isinstance(each, Span) for each in chain.from_iterable(said))
        return [_heeded(reading, each, told=told) for reading, each in zip(readings, said, strict=True)]


def _said(question: str, sentence: str) -> bool | Span | None:
    """False where `sentence` can't answer, the words that do where it surely does, None where its words do not tell."""
    measure = measure_of(question)
    if measure is not None and measure.kind == "money" and needs_of(question).form == "one":
        return None if _MONEY.search(sentence) else False
    if needs_of(question).form == "one" and measures_another(question, sentence):
        return False
    if asks_age(question) and not may_tell_age(sentence):
        return False
    return age_told(question, sentence)


def _heeded(reading: Reading, said: Sequence[bool | Span | None], *, told: bool) -> Reading:
    """`reading` of sentences of which that is known; where one tells it (`told`), no other is likelier than even odds to answer."""
    if not told and all(each is None for each in said):
        return reading
    answers, words = list(reading.answers), list(reading.words)
    for at, each in enumerate(said):
        if isinstance(each, Span):
            answers[at], words[at] = max(_TOLD, answers[at]), Words(each.start, each.end, 1.0)
        elif each is False:
            answers[at], words[at] = min(_CANNOT, answers[at]), None
        elif told:
            answers[at] = min(0.0, answers[at])
    return Reading(tuple(answers), -max(answers), tuple(words))


def heeded_order(ranked: Ranked, question: str) -> tuple[Ranked, bool]:
    """`ranked`, as a selector has read it, with what surely answers before all else, and what can't after it.

    Besides, whether the first of that order and its article leave it open that it answers.
    """
    said = list(_said_of(ranked, question))
    if all(each is None for each in said):
        return ranked, True
    cannot = np.array([each is False for each in said])
    told = np.array([each is not None for each in said]) & ~cannot
    left = ranked.score[~cannot]
    score = np.where(told, ranked.score.max(), ranked.score)
    score = np.where(cannot, np.minimum(score, left.min(initial=np.inf)), score)
    words = tuple(_words(read, said=each) for each, read in zip(said, ranked.words, strict=True))
    assert ranked.answers is not None
    answers = np.where(told, np.maximum(ranked.answers, _TOLD), ranked.answers)
    nothing = min(ranked.nothing, -_TOLD) if told.any() else ranked.nothing
    heeded = replace(ranked, score=score, words=words, answers=answers, nothing=nothing)
    return in_order(heeded, np.lexsort((-ranked.score, cannot, ~told))), not cannot.all()


def _words(read: Words | None, *, said: bool | Span | None) -> Words | None:
    """Which words of a sentence answer, by what they tell (`said`) or, where they don't, by what a selector read."""
    if isinstance(said, Span):
        return Words(said.start, said.end, 1.0)
    return read if said is None else None


def _said_of(ranked: Ranked, question: str) -> Iterator[bool | Span | None]:
    """What each candidate tells, best first, as part of its article, which is read no more than once.

    The words that answer, True where it surely does by none that can be pointed at, False where it can't, None where that is open.
    """
    office, figures = office_asked(question), figures_named(question)
    apart = _apart(ranked, figures) if figures is not None else frozenset()
    if persons := persons_named(question):
        apart |= _of_articles(ranked, lambda articles: strangers_to(persons, articles))
    held: dict[int, Span] = {}
    if (asked := office_whose(question)) is not None:
        held = _held(ranked, asked)
        apart |= _of_articles(ranked, lambda articles: of_others(asked, articles))
    of_somebody = bool(subjects_of(question))
    meant: dict[tuple[int, str], bool] = {}
    known: dict[tuple[int, str], Mapping[str, str]] = {}
    for at, (scope, row, theirs) in enumerate(
        zip(ranked.scope.tolist(), ranked.row.tolist(), _heard_of(ranked, question), strict=True)
    ):
        generation = ranked.scopes[scope].generation
        sentence, article = generation.sentence_text(row), generation.article_of(row)
        key = (scope, article.id)
        about_another = False
        if of_somebody and opener(sentence) is not None:
            if key not in known:
                known[key] = persons_of(article)
            about_another = tells_of_another(question, sentence, known[key])
        if theirs is not None:
            yield theirs
        elif at in held:
            yield held[at]
        elif at in apart or about_another or _of_something_else(question, sentence, ranked.words[at]):
            yield False
        elif office is not None and names_another(office, sentence):
            if key not in meant:
                meant[key] = may_mean(office, article)
            yield None if meant[key] else False
        else:
            yield _said(question, sentence)


def _heard_of(ranked: Ranked, question: str) -> Iterator[bool | Span | None]:
    """What each candidate tells of whose words are asked for, or of who says those that are repeated."""
    if (speaker := asked_speaker(question)) is not None:
        return said_by(ranked, speaker, question)
    repeated = words_asked(question)
    return who_said(ranked, repeated) if repeated else repeat(None, len(ranked))


def _of_something_else(question: str, sentence: str, read: Words | None) -> bool:
    """Whether a sentence is surely of something else.

    It only says who wrote its article or when, or tells what that said wrongly before, is of the other of a few, or a selector reads in it what it
    only compares with.
    """
    if only_dates(sentence) and not _WHEN_WRITTEN.search(question):
        return True
    if only_bylines(sentence) and not _WHO_WROTE.search(question):
        return True
    if _BEFORE_CORRECTION.search(sentence) and not _OF_CORRECTION.search(question):
        return True
    compared = read is not None and told_of_before(question, sentence, read.start, read.end)
    return compared or tells_the_other(question, sentence)


def only_bylines(sentence: str) -> bool:
    """Whether a sentence is a line that says nothing but who wrote or published its article, and when."""
    if len(sentence) > _LONGEST_BYLINE:
        return False
    parts = [part.strip(" ,.:|·•–—-") for part in _BAR.split(without_dates(sentence))]
    return any(parts) and all(not part or _STAMP.fullmatch(part) or written(part) is not None for part in parts)


def _held(ranked: Ranked, asked: AskedOffice) -> dict[int, Span]:
    """By its candidate, the name of who holds an office; none where they name several people."""
    told = {}
    for at, (scope, row) in enumerate(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)):
        generation = ranked.scopes[scope].generation
        found = holder_told(asked, generation.sentence_text(row), generation.article_of(row))
        if found is not None:
            told[at] = found
    return {at: name for at, (name, _) in told.items()} if len({surname for _, surname in told.values()}) == 1 else {}


def _of_articles(ranked: Ranked, which: Callable[[Sequence[Article]], Sequence[bool]]) -> frozenset[int]:
    """The candidates of those articles that `which` says, of which each is looked at once."""
    found = [
        ranked.scopes[scope].generation.article_of(row)
        for scope, row in zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
    ]
    articles = list({id(article): article for article in found}.values())
    meant = {id(article) for article, said in zip(articles, which(articles), strict=True) if said}
    return frozenset(at for at, article in enumerate(found) if id(article) in meant)


def _apart(ranked: Ranked, figures: Figures) -> frozenset[int]:
    """The candidates that tell of another year than is asked for, and those of texts without the codes that others have."""
    named: dict[tuple[int, str], int | None] = {}
    another, uncoded = set(), set()
    for at, (scope, row) in enumerate(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)):
        generation = ranked.scopes[scope].generation
        article, span = generation.article_of(row), generation.sentence_span(row)
        key = (scope, article.id)
        if key not in named:
            named[key] = named_by(figures, article)
        since = named[key]
        if tells_another_year(figures, article, span.start, span.end):
            another.add(at)
        if since is None or since > span.end:
            uncoded.add(at)
    return frozenset(another if len(uncoded) == len(ranked) else another | uncoded)
