"""Which words of a question stand for something said before it.

"There", "that", "so" and "one" do so in some questions only: "are there any plans to close the office?" and "who said that the
plant would close?" stand on their own. A pronoun whose noun goes before it in the very same question does not either. Where a
question says much itself, what is left counts for little: a word too few is asked about better than a word too many.
"""

from __future__ import annotations

from functools import lru_cache

from retrieval.needs.antecedents import FEMALE, MALE, PERSONAL, TELLING, has_antecedent
from retrieval.needs.rephrasing import LEANING
from retrieval.needs.sentence import Sentence
from retrieval.needs.words import BE, COMMANDS, DEGREES, DETERMINERS, PREPOSITIONS, question_word

# A question that says as many things as this, a name among them, is asked without what a vague word may mean; of a pronoun, one more.
_ENOUGH = 3
# Say too little to find anything by.
_WEAK = frozenset(
    """say says said saying tell told do happen happens happened happening get gets got go goes went going make makes made think thinks
    want wants mean means meant know take takes took come comes came else exactly still ever again really already more most first last
    next place thing things someone anyone anything something everything people way ask asked source sources detail details info proof
    continue elaborate explain please pls plz thanks give show other others another""".split()
)
# "This week" is told by the calendar.
_TIMES = frozenset(
    "week month year morning afternoon evening weekend spring summer autumn fall winter season time century decade".split()
)
# "That" after one of these opens a clause: "the fact that …".
_BEARING = frozenset(
    """true false sure clear certain likely possible aware afraid right fair surprising fact news idea claim claims report reports rumour rumor
    rumours rumors evidence proof reason hope fear concern concerns belief chance day way so such now""".split()
)
# Open a clause after "that".
_CLAUSE_AFTER = frozenset(
    "he she they it we you i there its their his her our your my the a an no any some all most many".split()
)
# May be told more of: "anything that helps".
_ANYTHING = frozenset("all anything something everything nothing someone anyone".split())
# "It is true that …", "it takes a year to …": what is meant comes after.
_JUDGING = frozenset(
    """true false possible likely legal illegal safe hard easy difficult important necessary worth normal common allowed okay cheaper better
    dangerous expensive fair clear certain like take takes took cost costs seem seems appear appears turn turned matter mean means""".split()
)
_WEATHER = frozenset("rain rained raining snow snowed snowing".split())
# As many words after "was it" may tell who did what follows.
_CLEFT = 8
# "Who was there when …?" asks of a place.
_BE_NOW = frozenset("now then today still yet and or in at on since before after when".split())
_BEFORE_SO = frozenset("do did does doing done say says said think thinks thought believe hope why how if".split())
# "Which one", and "a bigger one" where no noun follows.
_SURELY_ONE = frozenset("which that this other another same".split())
_BEFORE_ONE = frozenset(
    """there the a an next first second third last previous new old better bigger smaller
    larger older newer right wrong only""".split()
)
# "No one", "phase one".
_NUMBERED = frozenset(
    "no every any phase level day number part season round stage formula war world air capital".split()
)
_RELATIVE = frozenset("who whose whom which that of in from with".split())
_FEW = 3
# "Any injuries?", "no pension plans?": whether there are.
_NOT_ANY = frozenset("no any".split())
_OF_WHY = DETERMINERS | {"so", "not", "only", "such", "no"}


@lru_cache(maxsize=1024)
def leaning_of(text: str) -> frozenset[str]:
    """The words of the question `text` that stand for something said before it; none where it can be asked on its own."""
    sentence = Sentence(text)
    content, named = _content(sentence)
    found = set()
    for at in range(len(sentence.words)):
        key = sentence.key(at)
        if key not in LEANING or sentence.named(at) or sentence.words[at].piece:
            continue
        if not _stands_for(sentence, at, content, named=named):
            continue
        enough = _ENOUGH + (key in PERSONAL) + (not named)
        # Nothing but a name can tell who "he" is.
        if key in MALE | FEMALE or content < enough:
            found.add(key)
    return frozenset(found)


def says_nothing(text: str) -> bool:
    """Whether no word of the question `text` tells what it is about: "says who?", "what happened next?", "more details"."""
    content, named = _content(Sentence(text))
    return not (content or named)


def lacks_verb(text: str) -> bool:
    """Whether the question `text` asks of something and says nothing of it: "how many people?", "which hospital?", "why so late?"."""
    sentence = Sentence(text)
    at = int(sentence.key(0) in PREPOSITIONS)
    asking, first, rest = question_word(sentence.key(at)), sentence.key(at + 1), range(at + 1, len(sentence.words))
    if not rest or any(sentence.helps(each) or sentence.verbal(each) for each in rest):
        return False
    if any(sentence.named(each) for each in rest) and sentence.key(at + 2) not in PREPOSITIONS:
        return False
    if asking in ("what", "which", "whose"):
        return len(rest) == 1
    short = len(rest) <= _FEW
    return short and (
        (asking == "how" and (first in DEGREES or len(rest) == 1)) or (asking == "why" and first in _OF_WHY)
    )


def is_fragment(text: str) -> bool:
    """Whether the question `text` only names a thing, and no name: "the outcome?", "home or away?", "per year?"."""
    sentence = Sentence(text)
    every = range(len(sentence.words))
    if not text.rstrip().endswith("?") or len(every) > _FEW or sentence.key(0) in COMMANDS | _NOT_ANY:
        return False
    asks = any(question_word(sentence.key(at)) or sentence.helps(at) or sentence.verbal(at) for at in every)
    return not asks and not any(map(sentence.named, every)) and not any(map(sentence.numeral, every))


def _content(sentence: Sentence) -> tuple[int, bool]:
    """How many things the question says itself, and whether a name is among them; "that plant" says nothing."""
    said = {
        sentence.key(at)
        for at in range(len(sentence.words))
        if sentence.says(at) and sentence.key(at) not in _WEAK | LEANING and not _pointed_at(sentence, at)
    }
    return len(said), any(word.named for word in sentence.words)


def _pointed_at(sentence: Sentence, at: int) -> bool:
    before = sentence.key(at - 1)
    return before in ("this", "these", "those", "same", "such") or (before == "that" and _points(sentence, at - 1))


def _stands_for(sentence: Sentence, at: int, content: int, *, named: bool) -> bool:
    """Whether the word at `at` stands for something that is not in its question."""
    key = sentence.key(at)
    if key in PERSONAL:
        return not (key == "it" and _expletive_it(sentence, at, content)) and not has_antecedent(sentence, at, content)
    if key in ("this", "that", "these", "those"):
        return _demonstrates(sentence, at)
    if key == "there":
        return not _expletive_there(sentence, at, named=named)
    if key in ("one", "ones"):
        return _stands_for_one(sentence, at)
    return _compares(sentence, at)


def _demonstrates(sentence: Sentence, at: int) -> bool:
    """Whether "this", "that", "these" or "those" at `at` points back: not "this week" nor "those who left"."""
    key, following = sentence.key(at), sentence.key(at + 1)
    if key == "that":
        return _points(sentence, at)
    if key == "those":
        # "Those hurt", "those responsible for it": no noun follows.
        bound = sentence.key(at + 2) in PREPOSITIONS and not sentence.several(at + 1)
        return sentence.ended(at) or not (following in _RELATIVE or sentence.verbal(at + 1) or bound)
    return not (following in _TIMES or (key == "these" and following == "days"))


def _compares(sentence: Sentence, at: int) -> bool:
    """Whether "so", "then", "such", "same", "both", "former" or "latter" at `at` takes up what was said."""
    before, following, ended = sentence.key(at - 1), sentence.key(at + 1), sentence.ended(at)
    later = [sentence.key(each) for each in range(at + 1, len(sentence.words))]
    part = bool(later) and sentence.words[at + 1].piece  # "then-president", "same-sex"
    verdicts = {
        # "So many", "so high".
        "so": (ended or following in PREPOSITIONS) and (before in _BEFORE_SO or not later),
        "then": before != "the" and not part,
        "such": following not in ("a", "an", "that") and "as" not in later,
        "same": "as" not in later and not part,
        "both": "and" not in later and following != "of",
    }
    # "The former mayor" has been mayor.
    verdicts["former"] = verdicts["latter"] = before == "the" and (
        ended or not sentence.says(at + 1) or sentence.verbal(at + 1)
    )
    return verdicts.get(sentence.key(at), True)


def _points(sentence: Sentence, at: int) -> bool:
    """Whether "that" at `at` points at something, and opens no clause: "why did that happen?", "who bought that plant?"."""
    before, following = sentence.key(at - 1), sentence.key(at + 1)
    if at == 0 or sentence.ended(at) or sentence.ended(at - 1) or sentence.helps(at - 1) or before in PREPOSITIONS:
        return before != "now" or sentence.ended(at)
    if before == "those" or (before == "it" and sentence.key(at - 2) in BE):  # "who was it that resigned?"
        return False
    if sentence.key(0) == "what" and sentence.verbal(at + 1):
        return False  # "what did they find that surprised her?"
    clause = sentence.named(at + 1) or following in _CLAUSE_AFTER or (following == "one" and not sentence.ended(at + 1))
    if before in TELLING or before in _BEARING:
        verb = any(sentence.helps(each) or sentence.verbal(each) for each in range(at + 2, len(sentence.words)))
        return not (clause or sentence.opens_phrase(at + 1) or sentence.several(at + 1) or verb)
    present = following.endswith("s") and not following.endswith("ss")
    verb = sentence.helps(at + 1) or sentence.verbal(at + 1) or present
    noun = sentence.noun(at - 1) or before in _ANYTHING
    return not (noun and (clause or verb or sentence.several(at - 1)))


def _expletive_it(sentence: Sentence, at: int, content: int) -> bool:
    """Whether "it" at `at` only holds a place: "is it true that …", "is it Holm who …", "how long does it take to …"."""
    if {sentence.key(at + 1), sentence.key(at + 2)} & _WEATHER or _cleft(sentence, at):
        return True
    for ahead in range(at + 1, at + 5):
        key, between = sentence.key(ahead), {sentence.key(each) for each in range(at + 1, ahead)}
        if key == "that" and (not between or between & _JUDGING):
            return not sentence.ended(ahead)
        if key in ("when", "if") and between & {"mean", "means", "matter"}:
            return True
        if key in ("to", "for") and (between & _JUDGING or (not between and sentence.key(at - 3) == "how")):
            # "Is it safe to eat?" asks of the bread.
            return content > len(between & _JUDGING - _WEAK) + 1
    return False


def _cleft(sentence: Sentence, at: int) -> bool:
    """Whether "it" at `at` is whoever is named next and did what comes after: "was it Holm or Roe who resigned?".

    What is no person may be what "it" means: "is it the bridge that collapsed?".
    """
    first = at + 1
    opens = sentence.opens_phrase(first) or sentence.key(first + 1) in ("who", "or")
    if sentence.key(at - 1) not in BE or not opens or sentence.ended(at):
        return False
    for ahead in range(first, first + _CLEFT):
        key = sentence.key(ahead)
        if ahead > first and (key == "who" or (key == "that" and _names_somebody(sentence, ahead - 1))):
            return not sentence.ended(ahead)
        if sentence.helps(ahead) or (sentence.verbal(ahead) and not sentence.named(ahead)):
            return False
    return False


def _names_somebody(sentence: Sentence, at: int) -> bool:
    return sentence.person(at) or sentence.named(at)


def _expletive_there(sentence: Sentence, at: int, *, named: bool) -> bool:
    """Whether "there" at `at` only says that something is: "are there any plans?", "how many are there in Tampa?"."""
    # "Did people there have a vote?"
    after_noun = sentence.says(at - 1) and sentence.key(at - 1) not in TELLING and not sentence.ended(at + 1)
    if (sentence.helps(at + 1) and not after_noun) or sentence.key(at + 1) in ("exist", "exists", "seem", "seems"):
        return True
    if not sentence.helps(at - 1):
        return False
    if sentence.ended(at):
        return sentence.key(0) == "how" and named
    return sentence.key(at - 2) != "who" or sentence.key(at + 1) not in _BE_NOW


def _stands_for_one(sentence: Sentence, at: int) -> bool:
    """Whether "one" at `at` is a thing spoken of before, and no number, nobody's and none "of the towers"."""
    before, ended = sentence.key(at - 1), sentence.ended(at)
    if before in _NUMBERED:
        return False
    if ended:
        return True
    if sentence.key(at + 1) in ("of", "who", "another", "million", "billion", "thousand", "hundred"):
        return False
    if sentence.key(at + 1) in ("in", "out") and sentence.numeral(at + 2 + (sentence.key(at + 2) == "of")):
        return False
    counts = sentence.says(at + 1) and not sentence.verbal(at + 1)
    surely = before in _SURELY_ONE or sentence.key(at) == "ones"
    return surely or (before in _BEFORE_ONE and not counts)
