"""Whether a pronoun has what it stands for before it in its own question: "How many jobs did Intel say it would cut?".

Within one clause a subject is not meant by "it" ("when did Holm build it?"), but may own what follows ("did Intel lose its
lead?"). So a pronoun that owns nothing needs the seam of two clauses between it and its noun.
"""

from __future__ import annotations

from corpus.names.lexicon import BODY_WORDS
from corpus.names.people import gender_of
from retrieval.needs.sentence import Sentence
from retrieval.needs.words import DETERMINERS, PREPOSITIONS, SAYING

MALE = frozenset("he him his himself".split())
FEMALE = frozenset("she her hers herself".split())
MANY = frozenset("they them their theirs themselves".split())
THING = frozenset("it its itself".split())
PERSONAL = MALE | FEMALE | MANY | THING
_OWNING = frozenset("its their his himself herself itself themselves".split())
_SUBJECTS = frozenset("he she it they".split())
_SEAMS = frozenset(
    "if when after before because while since until till once as where why how what whether than though although but or unless".split()
)
# A clause may follow one of these without "that".
TELLING = SAYING | frozenset(
    """believe believes believed think thinks thought claim claims claimed announce announces announced warn warns warned deny denies denied admit
    admits admitted argue argues argued insist insists insisted hope hopes hoped expect expects expected fear fears feared agree agrees
    agreed promise promises promised suggest suggests suggested report reports reported confirm confirms confirmed predict predicted
    estimate estimated show shows showed shown prove proves proved proven mean means meant find finds found rule rules ruled vow vowed know
    knew estimate estimates add added write wrote feel felt see saw decide decides propose proposed demand demanded note noted""".split()
)
# "Now that he is famous".
_CLAUSES = _SEAMS | {"now"}
# "So much that it broke".
_DEGREES = frozenset(("much", "many", "so", "far", "true", "fact"))
# Of one, and spoken of as several.
_GROUPS = BODY_WORDS | frozenset(
    "firm family couple crew band pair public media crowd staff people police cast".split()
)
_ANYBODY = frozenset("anyone anybody someone somebody everyone everybody nobody people those".split())
_WHERE = frozenset("in at near around".split())
# "Who lost their homes in the flood?" says enough; "who lost their homes?" does not.
_WHO = 3
# In words.
_LONGEST_NAME = 6


def has_antecedent(sentence: Sentence, at: int, content: int) -> bool:
    """Whether the pronoun at `at` can stand for what goes before it; `content` is how much the question says itself."""
    key = sentence.key(at)
    owns = key in _OWNING or (key == "her" and not sentence.ended(at) and sentence.says(at + 1))
    end = at if owns else _clause_before(sentence, at)
    before = any(_fits(sentence, each, key, content) for each in range(_after_lead(sentence), end))
    return before or _named_later(sentence, at, key, content)


def _named_later(sentence: Sentence, at: int, key: str, content: int) -> bool:
    """Whether the clause of "he" or "she" opens the question and the subject after it is named: "After he resigned, what did Holm do?"."""
    if key not in MALE | FEMALE or sentence.key(0) not in _SEAMS or sentence.helps(1):
        return False
    seam = next(each for each in range(at, len(sentence.words)) if sentence.ended(each))
    later = range(seam + 1, len(sentence.words))
    return any(
        sentence.helps(each - 1) and sentence.named(each) and _fits(sentence, each, key, content) for each in later
    )


def _after_lead(sentence: Sentence) -> int:
    """Where the question begins after "In Tampa, …", which says only where or when."""
    if sentence.key(0) not in PREPOSITIONS or sentence.key(0) in _SEAMS:
        return 0
    return next((at + 1 for at in range(len(sentence.words) - 1) if sentence.ended(at)), 0)


def _fits(sentence: Sentence, at: int, key: str, content: int) -> bool:
    """Whether what stands at `at` is of the number and the sex that `key` has."""
    if key in MANY:
        return _fits_many(sentence, at, content)
    if key in THING:
        thing = sentence.noun(at) and not sentence.person(at) and not sentence.several(at)
        return not _sex(sentence, at) if sentence.named(at) else thing
    sexes = ("", "m" if key in MALE else "f")
    if sentence.named(at):
        return not _placed(sentence, at) and _sex(sentence, at) in sexes
    if (sentence.person(at) and not sentence.several(at)) or sentence.subject(at):
        return gender_of(sentence.key(at), sentence.key(at)) in sexes
    one_of_many = sentence.key(at) in ("one", "which") and sentence.key(at + 1) == "of"
    return one_of_many or (sentence.key(at) == "who" and content >= _WHO)


def _fits_many(sentence: Sentence, at: int, content: int) -> bool:
    if sentence.named(at):
        return not _placed(sentence, at) and not _sex(sentence, at)
    anybody = sentence.key(at) in _ANYBODY or (sentence.key(at) == "who" and content >= _WHO)
    return anybody or (sentence.noun(at) and (sentence.several(at) or sentence.key(at) in _GROUPS))


def _placed(sentence: Sentence, at: int) -> bool:
    """Whether the name at `at` says where: "in New Tampa"."""
    return sentence.key(_name_start(sentence, at) - 1) in _WHERE


def _name_start(sentence: Sentence, at: int) -> int:
    first = max(0, at - _LONGEST_NAME)
    while at > first and sentence.named(at - 1) and not sentence.ended(at - 1):
        at -= 1
    return at


def _sex(sentence: Sentence, at: int) -> str:
    """The sex of the person whose name has the word at `at`, where a title or a given name tells it."""
    first = sentence.key(_name_start(sentence, at))
    return gender_of(first, first)


def _clause_before(sentence: Sentence, at: int) -> int:
    """Where the clause ends that goes before the one of the pronoun at `at`; 0 where there is none."""
    follows = sentence.helps(at + 1) or sentence.verbal(at + 1)
    if sentence.key(at) in _SUBJECTS and not sentence.ended(at):
        if sentence.key(at - 1) in TELLING and (follows or sentence.says(at + 1)):
            return at
        if follows and sentence.noun(at - 1):
            return at - 1  # "what did police find in the house they searched?"
    seam = next((middle for middle in range(at - 1, -1, -1) if _seam(sentence, middle)), -1)
    return seam + 1 if sentence.ended(seam) else max(0, seam)


def _seam(sentence: Sentence, at: int) -> bool:
    key, following = sentence.key(at), sentence.key(at + 1)
    if sentence.ended(at):
        return True
    if key == "and":
        return not (sentence.named(at + 1) or following in DETERMINERS - PERSONAL)
    if key in ("which", "whom"):
        return sentence.key(at - 1) in PREPOSITIONS
    if key in PREPOSITIONS and following in PERSONAL - _SUBJECTS and sentence.ended(at + 1):
        return False  # "who was mayor before him?"
    return key in _CLAUSES or (key == "that" and sentence.key(at - 1) in TELLING | _DEGREES)
