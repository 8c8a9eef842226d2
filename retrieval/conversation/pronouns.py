"""What a pronoun of a follow-up means: "how old is he?" after an answer that named Marty Beard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.names.mentions import Mention, find_mentions
from corpus.names.people import gender_of
from retrieval.needs import Needs, leaning_of
from retrieval.needs.antecedents import FEMALE, MALE, MANY, THING
from retrieval.needs.words import AUX, BE, DETERMINERS, PREPOSITIONS, key_of
from retrieval.terms import fold, words
from retrieval.values import Citation

PERSONS = {
    **dict.fromkeys(MALE, "m"),
    **dict.fromkeys(FEMALE, "f"),
}
_OF_THINGS = MANY | THING
SAYING = frozenset(
    """say said saying says tell told mean meant claim claimed think believe announce announced call called warn deny argue
    explain promise reveal admit suggest insist ask propose predict confirm complain demand""".split()
)
_HAPPENING = frozenset(
    "begin began begins start started starts end ended ends happen happened last lasted stop stopped".split()
)
# An answer of more words names nothing in particular.
_LONGEST_NAMED = 8
_MARKS = " \"'“”‘’()[],;:.!?—–-"
_OWNED = re.compile(r"(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s+(?P<owned>.+)")
# What somebody else says of "him" tells nothing of who is quoted.
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer named: the `words` of its first citation that answer, and who is quoted in it; None where not known.

    `excerpt` is all that the citation quotes.
    """

    words: str | None = None
    speaker: str | None = None
    excerpt: str = field(default="", compare=False)

    @classmethod
    def by(cls, citation: Citation | None) -> Answered:
        """What the first citation of an answer names; nothing where there is none."""
        if citation is None:
            return cls()
        speaker = citation.said_by.speaker if citation.said_by else None
        text, start = citation.excerpt.text, citation.excerpt.span.start
        if citation.answer is None:
            return cls(None, speaker, text)
        return cls(text[max(0, citation.answer.start - start) : citation.answer.end - start] or None, speaker, text)


def named_in(bare: str, needs: Needs, answered: Answered) -> tuple[str, bool]:
    """What the answer to `needs` named that a pronoun of `bare` can mean, and whether no other pronoun is left that means another."""
    asked, leaning = frozenset(words(bare)), leaning_of(bare)
    said = answered.words or ""
    said = said.strip(_MARKS) if len(said.split()) <= _LONGEST_NAMED else ""
    kind, thing = needs.kind, needs.kind is None and needs.form in ("one", "list")
    if genders := {PERSONS[word] for word in leaning if word in PERSONS}:
        if len(genders) > 1 or any(" " in name for name in names_in(bare[:1].lower() + bare[1:])):
            return "", False  # "did Tom Reed say he would?": that is he
        wanted = genders.pop()
        person = _person(said, wanted, answered.excerpt, sure=kind == "person")
        speaker = _person(answered.speaker or "", wanted, answered.excerpt, sure=True)
        return (speaker or person if asked & SAYING else person), leaning <= PERSONS.keys()
    if (kind == "time" and "then" in leaning) or (kind == "place" and "there" in leaning):
        return said, False
    names = names_in(said)
    name = names[0] if len(names) == 1 else said
    if not names and _done(said, answered.excerpt):
        return "", False  # "lift the ban" of what a bill would do is nothing that "it" means
    # Who bought the mine may be a firm: "where is it based?". What begins is no firm, but what it did.
    of_person = MANY if gender_told(name) or asked & _HAPPENING else _OF_THINGS
    if (thing and leaning & _OF_THINGS) or (kind == "person" and leaning & of_person):
        return name, False
    return "", False


def _done(said: str, excerpt: str) -> bool:
    """Whether `said` tells what somebody does or would do, by the word that stands before it in `excerpt`."""
    before = excerpt.partition(said)[0].split() if said else []
    return bool(before) and key_of(before[-1]) in AUX - BE | {"to", "not", "never"}


def _person(text: str, wanted: str, excerpt: str, *, sure: bool) -> str:
    """The name in `text` of a person whom "he" or "she" (`wanted`) can mean; `sure` is whether it must be a person's."""
    names = names_in(text) or ([text] if sure and text else [])
    if sure and any(key_of(name.partition(" ")[0]) in DETERMINERS for name in names):
        names = [text]  # "the Salvadoran woman"
    name = max(names, key=len, default="")
    told = gender_told(name) or _called(name, excerpt)
    return name if told == wanted or (sure and not told) else ""


def _called(name: str, excerpt: str) -> str:
    """Whether `excerpt` takes up `name` by "he" ("m") or "she" ("f"), before it names anybody else; "" where it does neither."""
    after = _QUOTED.sub("", excerpt.partition(name)[2]).split() if name else []
    at = next((at for at, word in enumerate(after) if key_of(word) in PERSONS), None)
    if at is None or any(word[:1].isupper() for word in after[:at]):
        return ""
    return PERSONS[key_of(after[at])]


def only_person(bare: str, excerpt: str, told: str, *, asks_who: bool) -> str:
    """The name of the one person in `excerpt` whom "he" or "she" in `bare` means; "" where there is none, or are several.

    Where the question `told` `asks_who`, it may be a name that is no man's or woman's, if that of nobody else in `excerpt` fits.
    """
    wanted = _wanted(bare)
    mentions = list(find_mentions(excerpt, None)) if wanted else []
    named = [each.span.of(excerpt) for each in mentions]
    people = {name for name in named if gender_told(name) == wanted}
    if not people and asks_who:
        known = frozenset(words(told))
        people = {
            name
            for name, each in zip(named, mentions, strict=True)
            if _may_be_person(each, excerpt)
            and not known.issuperset(words(name))
            and _called(name, excerpt) in ("", wanted)
        }
    return people.pop() if len(people) == 1 else ""


def _may_be_person(mention: Mention, excerpt: str) -> bool:
    """Whether a name of several words may be somebody's, as "Port Callan" in "the mayor of Port Callan" is not."""
    before = excerpt[: mention.span.start].split()
    placed = bool(before) and key_of(before[-1]) in PREPOSITIONS
    sexless = not gender_told(mention.span.of(excerpt))
    return mention.kind in ("person", "other") and len(mention.words) > 1 and sexless and not placed


def without_others(topic: str, bare: str, answered: Answered) -> str:
    """`topic` without the names of those whom "he", "she" or "it" in `bare` can't mean.

    Of "Ida Holm's husband" she stays alone where he can't be meant, and all of it otherwise: whose husband it is tells who he is.
    """
    wanted, leaning = _wanted(bare), leaning_of(bare)
    thing = not leaning.isdisjoint(THING) and leaning.isdisjoint(PERSONS)
    if owned := owned_in(topic):
        owner, another = owned[0], (sex_of(topic) or _sex_named(answered)) not in (wanted, "")
        fits = gender_told(owner) in (wanted, "") and key_of(owner.partition(" ")[0]) not in DETERMINERS
        return owner if wanted and another and fits else topic
    for name in names_in(topic) if wanted or thing else ():
        if gender_told(name) not in (wanted, ""):
            topic = topic.replace(name, "")
    return " ".join(topic.split()).strip(_MARKS)


def owned_in(noun: str) -> tuple[str, str] | None:
    """Who owns what in `noun`: "Ida Holm" and "second husband" of "Ida Holm's second husband"; None where nobody does."""
    found = _OWNED.fullmatch(noun)
    return (found["owner"], found["owned"]) if found else None


def sex_of(noun: str) -> str:
    """Whether `noun` names a man ("m") or a woman ("f"), by its name or by who is owned in it; "" where that is open."""
    owned = owned_in(noun)
    return gender_of(key_of(owned[1].rpartition(" ")[2]), "") if owned else gender_told(noun)


def _sex_named(answered: Answered) -> str:
    """Whether an answer named a man ("m") or a woman ("f"); "" where it named nobody, or that is open."""
    named = (names_in(each or "") for each in (answered.speaker, answered.words))
    sexes = (gender_told(each[0]) or _called(each[0], answered.excerpt) for each in named if each)
    return next(filter(None, sexes), "")


def _wanted(bare: str) -> str:
    """Whether a pronoun of `bare` means a man ("m") or a woman ("f"); "" where none does, or both."""
    genders = {PERSONS[word] for word in leaning_of(bare) if word in PERSONS}
    return genders.pop() if len(genders) == 1 else ""


def gender_told(name: str) -> str:
    """Whether the first word of `name` is a man's name ("m") or a woman's ("f"); "" where it is neither, or may be both."""
    first = (fold(name).split() or [""])[0]
    return gender_of(first.rstrip("."), first)


def names_in(text: str) -> list[str]:
    """Runs of capitalised words of `text`."""
    runs: list[list[str]] = [[]]
    for word in text.split():
        bare = word.strip(_MARKS)
        if bare[:1].isupper():
            runs[-1].append(bare)
        if not bare[:1].isupper() or word[-1] in ",;:":
            runs.append([])
    return [" ".join(run) for run in runs if run]
