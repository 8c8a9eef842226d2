from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.values import Span
from retrieval.conversation.conversation import ask_after, held_to_topic, is_courtesy
from retrieval.conversation.follow_ups import read_follow_up
from retrieval.conversation.pronouns import Answered
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.values import MAX_QUESTION, Answer, Attribution, NoAnswer, Question
from tests.retrieval.samples import ask

LEAVE = "Why did BlackBerry leave Pakistan?"
LOAVES = "How many loaves does he sell?"
BUILT = "Who built the lighthouse of Cape Varn?"

WORDS = st.sampled_from(
    "and but so ok then what how about why when where who which many much did does is was it they he that one "
    "the a of in for since exactly not really again BlackBerry Pakistan tower 1902 Café — ? ! . , : é 東京 tell me thanks".split()
)


def _question(text: str) -> Question | None:
    try:
        return Question(text)
    except Exception:  # noqa: BLE001 - what is no question is none of these tests' business
        return None


QUESTIONS = (
    st.one_of(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.text(max_size=60), st.just("why " * 249))
    .filter(lambda text: any(char.isalnum() for char in text))
    .map(_question)
    .filter(lambda question: question is not None and len(question.text) < MAX_QUESTION - 10)
)


def reading(asked: str, before: str) -> str:
    return read_follow_up(Question(asked), Question(before)).text


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        (LEAVE, "and when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "When?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "And where exactly?", "Where did BlackBerry leave Pakistan?"),
        (LEAVE, "since when?", "Since when did BlackBerry leave Pakistan?"),
        (LEAVE, "And by whom?", "By whom did BlackBerry leave Pakistan?"),
        (LEAVE, "in which year?", "In which year did BlackBerry leave Pakistan?"),
        (LEAVE, "ok, and why?", LEAVE),
        (LEAVE, "why not?", LEAVE),
        (LOAVES, "and when?", "When does he sell loaves?"),
        (BUILT, "and when?", "When — built the lighthouse of Cape Varn?"),
        ("What year was the tower finished?", "where?", "Where was the tower finished?"),
        ("Tell me about the bakery", "when?", "When: the bakery"),
        ("When's the bridge closing?", "and why?", "Why is the bridge closing?"),
        ("whats the tower made of", "since when?", "Since when is the tower made of?"),
        ("Why’d BlackBerry leave Pakistan?", "and when?", "When did BlackBerry leave Pakistan?"),
        ("who's the boss of BlackBerry?", "did they leave?", "did the boss of BlackBerry leave?"),
        ("What's Wrong's author?", "when?", "When is Wrong's author?"),
        (BUILT, "wen?", "When — built the lighthouse of Cape Varn?"),
        ("When did BlackBerry leave Pakistan?", "y tho", LEAVE),
        ("When did BlackBerry leave Pakistan?", "but y?", LEAVE),
        ("When did BlackBerry leave Pakistan?", "how come?", LEAVE),
        ("When did BlackBerry leave Pakistan?", "Y Combinator", "Y Combinator"),
        ("and who wanted the mine", "did they get it?", "did they get it? — wanted the mine"),
        (LEAVE, "hmm, when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "yeah but when", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "no, when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "roughly when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "wait what about AMD?", "Why did BlackBerry leave Pakistan — AMD?"),
        (LEAVE, "what about Will?", "Why did BlackBerry leave Pakistan — Will?"),
        (LEAVE, "can you tell me when?", "When did BlackBerry leave Pakistan?"),
        (LEAVE, "does the article say where?", "Where did BlackBerry leave Pakistan?"),
        (LEAVE, "who else?", "Who else? — BlackBerry leave Pakistan"),
        (LEAVE, "any others?", "any others? — BlackBerry leave Pakistan"),
        (LEAVE, "same question for India", "Why did BlackBerry leave Pakistan — India?"),
        (LEAVE, "sorry, I meant India", "Why did BlackBerry leave Pakistan — India?"),
        (LEAVE, "in 2014?", "Why did BlackBerry leave Pakistan — 2014?"),
        ("How many jobs did Intel cut in Oregon in 2014?", "why?", "Why did Intel cut jobs in Oregon in 2014?"),
        ("How many jobs did people in Oregon lose?", "why?", "Why did people in Oregon lose jobs?"),
        (LEAVE, "and now?", "Why did BlackBerry leave Pakistan — now?"),
        (LEAVE, "what about him?", "what about him? — BlackBerry leave Pakistan"),
        (BUILT, "when and where?", "when and where? — built the lighthouse of Cape Varn"),
        (BUILT, "why/when", "why and when? — built the lighthouse of Cape Varn"),
        ("hey, why did the mine close?", "when?", "When did the mine close?"),
        ("Can you tell me who owns the mill?", "since when?", "Since when — owns the mill?"),
        ("do you know if the plant closed", "when?", "When: the plant closed"),
        ("Is it true that the plant closed?", "when?", "When: the plant closed"),
        ("Who will pay for the bridge?", "and why?", "Why — will pay for the bridge?"),
        ("What will Intel pay?", "and why?", "Why will Intel pay?"),
        ("Who thinks the mine will close?", "why?", "Why — thinks the mine will close?"),
        ("How many people said they will leave?", "when?", "When — people said they will leave?"),
        ("Who's been arrested?", "when?", "When — has been arrested?"),
        ("Who beat Will Smith?", "when?", "When — beat Will Smith?"),
        ("What happened in Tampa in May?", "when?", "When — happened in Tampa in May?"),
        ("When will the bridge open and who will pay?", "why?", "Why will the bridge open?"),
        ("Has the bridge opened?", "why not?", "Why hasn't the bridge opened?"),
        ("Has the bridge opened?", "why?", "Why has the bridge opened?"),
        ("Why did Theresa May resign?", "who replaced her?", "who replaced Theresa May?"),
        ("Who is the former mayor of Tampa?", "how old is he?", "how old is the former mayor of Tampa?"),
    ],
)
def test_a_bare_question_word_takes_the_place_of_the_one_before(before: str, asked: str, meant: str) -> None:
    """What only asks which way asks that of the question before it."""
    assert reading(asked, before) == meant


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("what about India?", "India"),
        ("how about 1902?", "1902"),
        ("and in August?", "August"),
        ("and for the staff?", "the staff"),
        ("and the tower?", "the tower"),
    ],
)
def test_another_topic_is_put_to_the_question_before(asked: str, topic: str) -> None:
    """A few words of another topic keep what was asked of the last one."""
    assert reading(asked, LEAVE) == f"Why did BlackBerry leave Pakistan — {topic}?"


@pytest.mark.parametrize("asked", ["and what about India?", "ok, what about India?", "thanks, and how about India?"])
def test_another_topic_may_be_led_in(asked: str) -> None:
    """ "and what about India?" means what "what about India?" means."""
    assert reading(asked, LEAVE) == "Why did BlackBerry leave Pakistan — India?"


def test_the_next_topic_takes_the_place_of_the_last() -> None:
    """Nothing piles up: after India, "and China?" asks of China."""
    assert reading("and China?", reading("what about India?", LEAVE)) == reading("and China?", LEAVE)


@pytest.mark.parametrize("asked", ["did they say so?", "What happened then?", "Is it true?", "how much did it cost?"])
def test_what_leans_on_what_was_said_gets_its_words(asked: str) -> None:
    """A pronoun brings the words of the question before, and keeps its own."""
    assert reading(asked, LEAVE) == f"{asked.rstrip('?')}? — BlackBerry leave Pakistan"


def test_words_that_are_there_already_are_not_brought_again() -> None:
    """What both questions say is said once."""
    assert reading("Did they leave India then?", LEAVE) == "Did they leave India then? — BlackBerry Pakistan"


@pytest.mark.parametrize("asked", ["and", "ok thanks", "So –", "well,"])
def test_an_opening_alone_asks_the_same_again(asked: str) -> None:
    """With nothing of its own it means the question before."""
    assert reading(asked, LEAVE) == LEAVE


@pytest.mark.parametrize("asked", ["more?", "go on", "source?", "more details please", "explain", "really?"])
def test_who_wants_more_asks_the_same_again(asked: str) -> None:
    """What names nothing and asks nothing of its own wants more of what was said."""
    assert reading(asked, LEAVE) == LEAVE


@pytest.mark.parametrize("asked", ["so?", "So …", "And?", "ok thanks ❤"])
def test_an_opening_with_other_marks_asks_the_same_again(asked: str) -> None:
    """What has no word of its own is no question of its own, whatever mark ends it."""
    assert reading(asked, LEAVE) == LEAVE


@pytest.mark.parametrize(
    "asked",
    [
        "Who is Ida Holm?",
        "and who is Ida Holm?",
        "When was the lighthouse of Cape Varn built?",
        "What did Tom Reed sell in Olde Street?",
        "Farmers lost how much of the harvest?",
        "What about the price of bread in the small towns around the old harbour of Varn?",
    ],
)
@pytest.mark.parametrize("before", [LEAVE, LOAVES, BUILT])
def test_a_question_that_stands_alone_is_left_alone(asked: str, before: str) -> None:
    """Nothing of an earlier question gets into one that needs none of it."""
    assert reading(asked, before) == asked


@settings(max_examples=400, deadline=None)
@given(QUESTIONS, QUESTIONS)
def test_every_reading_is_a_question(asked: Question, before: Question) -> None:
    """Whatever follows whatever, the reading can be asked: within the limit, with something to read in it."""
    read = read_follow_up(asked, before)
    assert Question(read.text) == read
    assert len(read.text) <= MAX_QUESTION


@settings(max_examples=200, deadline=None)
@given(QUESTIONS, st.sampled_from([LEAVE, LOAVES, BUILT]))
def test_a_reading_loses_no_word_of_a_name(asked: Question, before: str) -> None:
    """A name that was asked for stands in how it was read."""
    named = Question(f"{asked.text} Ida Holm")
    assert "Ida Holm" in read_follow_up(named, Question(before)).text


@pytest.mark.parametrize(
    "before",
    [
        LEAVE,
        LOAVES,
        BUILT,
    ],
)
def test_a_conversation_goes_on_from_how_it_was_read(before: str) -> None:
    """The next bare question word takes the place of the last one: nothing piles up."""
    when = reading("and when?", before)
    where = reading("and where?", when)
    assert where == reading("where?", before)
    assert reading("and when?", where) == when


def test_a_reading_too_long_to_ask_is_the_question_itself() -> None:
    """Two questions of the greatest length don't become one that can't be asked."""
    before = "Why did " + "x" * (MAX_QUESTION - 20) + " leave?"
    assert reading("and the old tower of Varn?", before) == "and the old tower of Varn?"


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("who?", "Who? — BlackBerry leave Pakistan"),
        ("and who exactly?", "Who? — BlackBerry leave Pakistan"),
        ("how many?", "How many? — BlackBerry leave Pakistan"),
        ("and how much?", "How much? — BlackBerry leave Pakistan"),
        ("whose?", "Whose? — BlackBerry leave Pakistan"),
        ("which?", "Which? — BlackBerry leave Pakistan"),
        ("which country?", "Which country? — BlackBerry leave Pakistan"),
    ],
)
def test_what_asks_for_another_part_is_not_forced_into_the_sentence(asked: str, meant: str) -> None:
    """There is no room for a "who" in "… did BlackBerry leave Pakistan?": it is asked with the words of that beside it."""
    assert reading(asked, LEAVE) == meant


def test_a_long_conversation_stays_readable() -> None:
    """What each question is about goes on to the next, and the seams between them do not."""
    meant, read = LEAVE, []
    for asked in ("who said it?", "how old is he?", "what about India?", "when and where?", "and why?"):
        meant = reading(asked, meant)
        read.append(meant)
    assert read == [
        "who said it? — BlackBerry leave Pakistan",
        "how old is he? — BlackBerry leave Pakistan",
        "how old is he — India?",
        "when and where? — India",
        "Why — India",
    ]


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        ("how much does it cost to run? — Diane Prowse", "who disagrees with her?", "who disagrees with Diane Prowse?"),
        ("what did she say? — Priya Raman", "and when?", "When did she say? — Priya Raman"),
        ("Over how long? — Keller steal", "how often?", "How often — Keller steal"),
        ("What did Diane Prowse say?", "how old is she?", "how old is Diane Prowse?"),
        ("did Tom Reed meet him? — Marty Beard", "why did he?", "why did he? — Tom Reed meet Marty Beard"),
        ("how old's she?", "why did she leave?", "why did she leave?"),
        ("Who is Mary Holm?", "when was he arrested?", "when was he arrested?"),
        ("Who is Mary Holm?", "when was she arrested?", "when was Mary Holm arrested?"),
        ("what did he find? — Mark Holm, the report", "how long is it?", "how long is the report?"),
    ],
)  # fmt: skip
def test_what_was_asked_of_somebody_says_nothing_of_who_that_is(before: str, asked: str, meant: str) -> None:
    """Of a question that was itself read after another what it was about goes on, and of any the names, but not the wrong sex's."""
    assert reading(asked, before) == meant


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("elsewhere?", "elsewhere? — BlackBerry leave Pakistan"),
        ("the outcome?", "the outcome? — BlackBerry leave Pakistan"),
        ("per year?", "per year? — BlackBerry leave Pakistan"),
        ("out of how many?", "Out of how many? — BlackBerry leave Pakistan"),
        ("omg why", LEAVE),
        ("why lol", LEAVE),
        ("haha when", "When did BlackBerry leave Pakistan?"),
        ("no pension plans?", "no pension plans?"),
        ("the Pakistan office?", "the Pakistan office?"),
    ],
)
def test_a_thing_alone_is_asked_of_what_was_said(asked: str, meant: str) -> None:
    """What only names a thing has the question before as its matter; a name can be asked by itself."""
    assert reading(asked, LEAVE) == meant


@pytest.mark.parametrize(
    ("excerpt", "asked", "meant"),
    [
        ("Mary Holm won the vote in Varn.", "how old is she?", "how old is Mary Holm?"),
        ("Mary Holm won the vote in Varn.", "how old is he?", "how old is he? — won the vote"),
        ("Mary Holm beat Anna Reed.", "how old is she?", "how old is she? — won the vote"),
        ("The party won the vote.", "how old is she?", "how old is she? — won the vote"),
    ],
)
def test_the_one_person_of_the_excerpt_is_meant(excerpt: str, asked: str, meant: str) -> None:
    """Where neither question nor answer names anybody, "she" is the only woman of whom the cited words speak."""
    answered = Answered(None, None, excerpt)
    assert read_follow_up(Question(asked), Question("Who won the vote?"), answered).text == meant


QUILL = "Ondrel Quill will be the next mayor of Port Callan. The engineer beat Roy Maddox by 412 votes."


@pytest.mark.parametrize(
    ("before", "excerpt", "asked", "meant"),
    [
        ("who won the race?", QUILL, "how old is she?", "how old is Ondrel Quill?"),
        ("who won the race?", QUILL, "how old is he?", "how old is Roy Maddox?"),
        # Not asked who, nothing says that the name is somebody's.
        ("how many took part?", QUILL, "how old is she?", "how old is she? — took part"),
        # What the question names itself is not who is asked for.
        ("who won the silver heron?", "They say Silver Heron is won.", "how old is she?", "how old is she? — won the silver heron"),
        ("who won the race?", "Ondrel Quill beat Imre Szalay.", "how old is she?", "how old is she? — won the race"),
        ("who won the race?", "Imre Szalay said that he was glad.", "how old is she?", "how old is she? — won the race"),
    ],
)  # fmt: skip
def test_who_was_asked_for_may_have_a_name_of_either_sex(before: str, excerpt: str, asked: str, meant: str) -> None:
    """After "who?" the one name that fits is meant, also where it is no man's or woman's: not a place's, nor one called "he"."""
    answered = Answered(None, None, excerpt)
    assert read_follow_up(Question(asked), Question(before), answered).text == meant


KATH = 'Manager Kath Brennan said that she had feared for him. "He had cramp."'


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("how old is she?", "how old is Kath Brennan?"),
        ("what did his mother say?", "what did Adeyemi's mother say?"),
    ],
)
def test_whom_the_cited_words_call_she_is_no_he(asked: str, meant: str) -> None:
    """The sentence tells the sex that a name does not; what is quoted in it tells nothing of who says it."""
    answered = Answered("Kath Brennan", "Kath Brennan", KATH)
    assert read_follow_up(Question(asked), Question("who is Adeyemi's manager?"), answered).text == meant


@pytest.mark.parametrize(
    ("before", "asked", "meant"),
    [
        ("who was Wanda Kreel's second husband?", "when did he die?", "when did Wanda Kreel's second husband die?"),
        ("who was wanda kreel's second husband?", "when did he die?", "when did wanda kreel's second husband die?"),
        ("who was Wanda Kreel's second husband?", "when did she die?", "when did Wanda Kreel die?"),
        ("who is Tom Reed’s sister?", "how old is he?", "how old is Tom Reed?"),
        ("who is Tom Reed's lawyer?", "how old is she?", "how old is Tom Reed's lawyer?"),
        ("where is Ida Holm's house?", "how big is it?", "how big is Ida Holm's house?"),
        ("where is the union's chairman?", "how old is she?", "how old is she? — the union's chairman"),
    ],
)
def test_of_an_owner_and_whom_she_owns_the_one_of_the_sex_is_meant(before: str, asked: str, meant: str) -> None:
    """ "He" is her husband and "she" is herself; whose husband he is stays with him."""
    assert reading(asked, before) == meant


@pytest.mark.parametrize("asked", ["who?", "how many?", "which country?"])
def test_a_question_after_one_of_another_part_is_still_of_the_first(asked: str) -> None:
    """After "who?" a bare "when?" asks when it was that the first question spoke of."""
    when = reading("and when?", reading(asked, LEAVE))
    assert "BlackBerry" in when
    assert "Pakistan" in when
    assert asked.rstrip("?") not in when.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "Thank you!",
        "ok",
        "OK, got it.",
        "thanks a lot ❤",
        "Perfect, thank you so much!!",
        "cool 👍",
        "I see …",
        "ty",
        "lol",
        "hmm",
        "oh wow, interesting",
        "yes",
        "no",
        "No, thanks.",
        "nope",
        "hello",
        "Hi there 👋",
        "hey!",
        "Good morning",
        "goodbye",
        "never mind",
        "thank u",
        "cheers mate",
        "good bot",
        "no worries",
    ],
)
def test_thanks_are_no_question(text: str) -> None:
    """What only greets, thanks, agrees or declines asks nothing."""
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    ["", "?", "❤", "123", "why?", "thanks, and when?", "ok so why", "what is good?", "good bread", "thanks for what?",
     "Is it cool?", "nicely", "okra", "tying", "many loaves", "greatest", "hmm, why?", "yes but when",
     "ohio", "interesting why", "no, when?", "hey, who was it?", "is there more?", "hinges", "nothing"],
)  # fmt: skip
def test_whatever_asks_anything_is_no_courtesy(text: str) -> None:
    """One word more than thanks, or none at all, is left to be asked or refused."""
    assert not is_courtesy(text)


@settings(max_examples=300, deadline=1000)
@given(st.text(max_size=300) | st.lists(WORDS | st.sampled_from(["ok", "thanks", "a lot"]), max_size=80).map(" ".join))
def test_courtesy_is_told_for_any_text(text: str) -> None:
    """Whatever comes, it is told in time; and what holds a question word is none."""
    if is_courtesy(text):
        assert not {"why", "when", "who", "where"} & set(text.casefold().split())


@pytest.mark.parametrize(
    "text",
    [
        "thank" * 200,
        "goodgood" * 125,
        "a lot" * 200,
        "goodbye" * 140,
        "nope" * 200,
        "hithere" * 140,
        " _" * 500,
        "ok " * 333,
        "ha" * 500,
    ],
)
def test_courtesy_of_any_length_is_told(text: str) -> None:
    """A message of the greatest length is looked at once, also where its last letter makes it no courtesy."""
    assert is_courtesy(text) == any(map(str.isalpha, text))
    assert not is_courtesy(f"{text}x")


@pytest.fixture
def burned(generation: Generation) -> Answer:
    """What the articles answer about the lighthouse."""
    outcome = ask("Why did the lighthouse of Cape Varn burn down?", [whole(generation)], citations=2)
    assert isinstance(outcome, Answer)
    return outcome


@pytest.mark.parametrize(
    "asked",
    [
        "what about India?",
        "how about India",
        "and in India?",
        "ok, and what about India?",
        "and India?",
        "what about the US?",
        "and the WHO?",
        "what about the U.K.?",
    ],
)
@pytest.mark.parametrize("threshold", [0.0, 0.4, 1.0])
def test_a_topic_that_no_citation_speaks_of_is_an_honest_no(burned: Answer, asked: str, threshold: float) -> None:
    """The answer before is not given again as one about India: its excerpts are what comes nearest, below the threshold."""
    held = held_to_topic(Question(asked), burned, threshold)
    assert isinstance(held, NoAnswer)
    assert (held.reason, held.nearest) == ("not_stated", burned.citations[:2])
    assert (held.question, held.generations) == (burned.question, burned.generations)
    assert held.confidence <= threshold / 2
    assert held.confidence <= burned.confidence


@pytest.mark.parametrize(
    "asked",
    [
        "what about the engineer?",
        "and the Lighthouse?",
        "what about the lighthouses of India?",
        "Why did it burn in India?",
        "and when?",
        "what about it?",
        "and who was it?",
        "What about the price of bread in the small towns around the old harbour of India?",
        "India?",
        "what about him?",
        "and now?",
    ],
)
def test_only_a_topic_of_its_own_is_held_to(burned: Answer, asked: str) -> None:
    """One word of it in a citation or a title is enough; and what leads in no topic is answered as it was."""
    assert held_to_topic(Question(asked), burned, 0.5) is burned


def test_an_honest_no_stays_what_it_was() -> None:
    """Its own reason is not replaced."""
    no = NoAnswer(Question("Why?"), "off_topic", (), 0.1, ("0:1",))
    assert held_to_topic(Question("what about India?"), no, 0.5) is no


async def not_asked(question: Question) -> float:
    raise AssertionError(f"nobody need know how sure {question.text!r} is")


@pytest.mark.parametrize(
    ("opened", "topic", "instead"),
    [
        ("When was the bakery opened?", "what about India?", "When was India opened?"),
        ("when did holm resign?", "what about reed?", "when did reed resign?"),
        ("When did Ida Holm resign?", "and Tom Reed?", "When did Tom Reed resign?"),
        ("what did holm say about the fire?", "how about reed?", "what did reed say about the fire?"),
        ("who leads the council?", "and the mill?", "who leads the mill?"),
        ("How old is Holm?", "and Reed?", "How old is Reed?"),
        ("how long is the bridge?", "and the tunnel?", "how long is the tunnel?"),
        ("where does he work? — Holm", "what about reed?", "where does reed work?"),
        ("what's the toll?", "and the fee?", "what is the fee?"),
        ("Did Holm resign?", "what about Reed?", "Did Reed resign?"),
        ("is the mine open?", "and the mill?", "is the mill open?"),
        # Which of two gives way is open, and so is where a name ends; a place is none of what is asked about.
        ("When was the bakery opened?", "and in India?", "When — India?"),
        ("When did Holm leave Varn?", "what about India?", "When — India?"),
        ("when did ida holm resign?", "what about reed?", "When — reed?"),
        ("What is the price of bread?", "and milk?", "What — milk?"),
        ("When did it close?", "and the mill?", "When — the mill?"),
        ("When — the bakery", "and the mill?", "When — the mill?"),
        ("How many jobs were cut?", "and the mill?", "How many — the mill?"),
    ],
)
async def test_a_topic_out_of_sight_of_the_question_before_takes_the_place_of_its_own(
    burned: Answer, opened: str, topic: str, instead: str
) -> None:
    """Where the old words drown the new topic, those that it is surely asked in place of go, else all but the question word."""
    asked: list[str] = []

    async def ask_it(question: Question) -> NoAnswer:
        asked.append(question.text)
        return NoAnswer(question, "not_stated", burned.citations[:1], 0.1, burned.generations)

    outcome = await ask_after(ask_it, not_asked, Question(topic), Question(opened), 0.2)
    assert asked[1:] == [instead]
    # What has no answer is told of the question that says most.
    assert outcome.question.text == asked[" — " not in instead]


async def test_a_topic_is_asked_of_anew_only_where_nothing_speaks_of_it(burned: Answer) -> None:
    """What speaks of it answers; what does not is asked for in other words, and the reading says so."""
    asked: list[str] = []

    async def ask_it(question: Question) -> Answer:
        asked.append(question.text)
        return dataclasses.replace(burned, question=question)

    before = Question("When was the bakery opened?")
    outcome = await ask_after(ask_it, not_asked, Question("what about the lighthouse?"), before, 0.2)
    assert isinstance(outcome, Answer)
    assert len(asked) == 1
    asked.clear()
    outcome = await ask_after(ask_it, not_asked, Question("what about India?"), before, 0.2)
    assert isinstance(outcome, NoAnswer)
    assert asked == ["When was the bakery opened — India?", "When was India opened?"]


@pytest.mark.parametrize("topic", ["the rest", "the second", "last year", "her own words"])
async def test_a_topic_that_is_none_alone_is_not_asked_about_by_itself(burned: Answer, topic: str) -> None:
    """ "The rest" means nothing without what it is of, "the first round" does."""
    asked: list[str] = []

    async def ask_it(question: Question) -> Answer:
        asked.append(question.text)
        return dataclasses.replace(burned, question=question)

    await ask_after(ask_it, not_asked, Question(f"and {topic}?"), Question("How many jobs were cut?"), 0.2)
    assert asked == [f"How many jobs were cut — {topic}?"]
    asked.clear()
    await ask_after(ask_it, not_asked, Question("and the first round?"), Question("How many jobs were cut?"), 0.2)
    assert asked == ["How many jobs were cut — the first round?", "How many — the first round?"]


@pytest.mark.parametrize(
    ("asked", "answered", "reason"),
    [
        ("who disagrees with her?", Answered(), "not_stated"),
        ("who disagrees with her?", None, "off_topic"),
        ("Who won the cup in 1902?", Answered(), "off_topic"),
    ],
)
async def test_a_follow_up_is_about_what_was_answered(
    burned: Answer, asked: str, answered: Answered | None, reason: str
) -> None:
    """After an answer what leans on it is not about something else, though nothing answers it; what stands alone may be."""

    async def ask_it(question: Question) -> NoAnswer:
        return NoAnswer(question, "off_topic", burned.citations[:1], 0.01, burned.generations)

    outcome = await ask_after(ask_it, not_asked, Question(asked), Question(BUILT), 0.4, answered)
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason == reason


def test_a_title_that_speaks_of_a_topic_is_no_answer(burned: Answer) -> None:
    """The words of a headline do not make an excerpt speak of what was asked, but the names in it do."""
    first = dataclasses.replace(burned.citations[0], title="Plant at Dunmore to close")
    answer = dataclasses.replace(burned, citations=(first, *burned.citations[1:]))
    assert isinstance(held_to_topic(Question("and close?"), answer, 0.4), NoAnswer)
    assert held_to_topic(Question("and Dunmore?"), answer, 0.4) is answer


RUNS = "Who runs BlackBerry?"
MODELS = "Which was cheaper, the 8GB or the 16GB model?"
BEARD = Answered("Marty Beard")
HOLM = Answered("the engineer Ida Holm")


@pytest.mark.parametrize(
    ("before", "answered", "asked", "meant"),
    [
        (RUNS, BEARD, "how old is he?", "how old is Marty Beard?"),
        (RUNS, BEARD, "who is he?", "who is Marty Beard?"),
        (RUNS, Answered("Mr Beard"), "and when did he resign?", "when did Mr Beard resign?"),
        (RUNS, BEARD, "and when did he leave it?", "when did he leave it? — Marty Beard, runs BlackBerry"),
        (BUILT, HOLM, "when was she born?", "when was Ida Holm born?"),
        (BUILT, Answered("the engineer"), "what is his name?", "what is the engineer's name?"),
        ("Which manager left?", BEARD, "why did he leave?", "why did Marty Beard leave?"),
        ("Who was hurt?", Answered("Ida Holm and Tom Reed"), "who are they?", "who are they? — Ida Holm and Tom Reed, hurt"),
        ("Who bought the mine?", Answered("Glencore"), "where is it based?", "where is it based? — Glencore, bought the mine"),
        ("Who bought the mine?", Answered("Glencore"), "when did it start?", "when did it start? — bought the mine"),
        ("What bought the mine?", Answered("Glencore"), "who is its boss?", "who is its boss? — Glencore, bought the mine"),
        ("When was it opened by Holm?", Answered("in July"), "what else happened then?", "what else happened then? — in July, opened by Holm"),
        ("Where is the bakery?", Answered("Olde Street"), "who works there?", "who works there? — Olde Street, the bakery"),
        (LEAVE, Answered("monitoring", "Marty Beard"), "when did he say that?", "when did he say that? — Marty Beard, BlackBerry leave Pakistan"),
        ("Who is asking?", Answered("The Salvadoran woman"), "why was she let in?", "why was the Salvadoran woman let in?"),
        ("When did Page resign? — Tom Reed", Answered("Donald Trump"), "who removed him?", "who removed Tom Reed?"),
        ("When did page resign — reed?", Answered("Donald Trump"), "who removed him?", "who removed him? — reed"),
        ("Who did it? — reed", Answered("Donald Trump"), "who asked him?", "who asked Donald Trump?"),
        (RUNS, Answered("John Chen", "Marty Beard"), "why did he say that?", "why did he say that? — Marty Beard, runs BlackBerry"),
    ],
)  # fmt: skip
def test_a_pronoun_means_what_the_last_answer_named(before: str, answered: Answered, asked: str, meant: str) -> None:
    """A person's name goes with "he", a thing's with "it", a day with "then", a place with "there", who speaks with "say"."""
    assert read_follow_up(Question(asked), Question(before), answered).text == meant


@pytest.mark.parametrize(
    ("before", "answered", "asked"),
    [
        (RUNS, BEARD, "how old is she?"),
        (BUILT, HOLM, "when did it open?"),
        (LEAVE, Answered("monitoring", "Marty Beard"), "how old is he?"),
        (LEAVE, Answered("July"), "why did he leave?"),
        ("When did the CEO resign?", Answered("July"), "why did she resign?"),
        ("Where is the bakery?", Answered("Olde Street"), "how old is it?"),
        ("How many left?", Answered("400"), "why did they leave?"),
        (RUNS, BEARD, "did Tom Reed say he would leave?"),
        (RUNS, BEARD, "did he tell her?"),
        (RUNS, BEARD, "and when?"),
        (RUNS, BEARD, "what about India?"),
        (RUNS, BEARD, "Who is Ida Holm?"),
        (RUNS, Answered("a man of whom nobody knew for years what he did"), "how old is he?"),
        (RUNS, Answered(""), "how old is he?"),
        ("Where was it built and when?", Answered("July"), "who did it?"),
        ("Did Holm build it?", Answered("Holm"), "when did it open?"),
        (RUNS, Answered("™"), "how old is he?"),
        ("What would the bill do?", Answered("lift the ban", None, "It would not lift the ban."), "who wrote it?"),
        (MODELS, Answered("neither"), "what about the other one?"),
        (MODELS, Answered("the 8GB and the 16GB"), "what about the other one?"),
        (RUNS, BEARD, "what about the other one?"),
    ],
)
def test_what_the_last_answer_named_is_no_guess(before: str, answered: Answered, asked: str) -> None:
    """Where the pronoun is of another kind, or could be anybody's, the words of the question before are all that is brought."""
    plain = read_follow_up(Question(asked), Question(before))
    read = read_follow_up(Question(asked), Question(before), answered)
    assert read == plain


@pytest.mark.parametrize(
    ("answer", "asked", "meant"),
    [
        ("The 8GB model", "what about the other one?", "How much did the 16GB model cost?"),
        ("16GB", "and the other?", "How much did the 8GB model cost?"),
    ],
)
def test_the_other_one_is_the_side_that_the_answer_did_not_name(answer: str, asked: str, meant: str) -> None:
    """Of two that were compared, one is left."""
    assert read_follow_up(Question(asked), Question(MODELS), Answered(answer)).text == meant


@settings(max_examples=300, deadline=None)
@given(QUESTIONS, QUESTIONS, st.text(max_size=80) | st.none(), st.text(max_size=80) | st.none())
def test_whatever_was_answered_the_reading_is_a_question(
    asked: Question, before: Question, named: str | None, speaker: str | None
) -> None:
    """An article's words can't make a follow-up that can't be asked, and with none known nothing changes."""
    read = read_follow_up(asked, before, Answered(named, speaker))
    assert Question(read.text) == read
    assert read_follow_up(asked, before, Answered()) == read_follow_up(asked, before)


def test_an_answer_names_the_words_and_the_speaker_of_its_citation(burned: Answer) -> None:
    """They are cut out of the excerpt, whose place in the article is known."""
    first = burned.citations[0]
    start = first.excerpt.span.start
    pointing = dataclasses.replace(first, answer=Span(start + 4, start + 14), said_by=Attribution("Tom Reed", None, "direct", inferred=False))  # fmt: skip
    assert Answered.by(pointing) == Answered(first.excerpt.text[4:14], "Tom Reed")
    assert Answered.by(first) == Answered.by(None) == Answered()


async def test_the_other_one_is_answered_only_where_it_is_spoken_of(burned: Answer) -> None:
    """The side that is left is asked about, and an excerpt without a word of it is an honest no."""
    asked: list[str] = []

    async def ask_it(question: Question) -> Answer:
        asked.append(question.text)
        return dataclasses.replace(burned, question=question)

    outcome = await ask_after(
        ask_it, not_asked, Question("what about the other one?"), Question(MODELS), 0.2, Answered("8GB")
    )
    assert asked == ["How much did the 16GB model cost?"]
    assert isinstance(outcome, NoAnswer)


@pytest.mark.parametrize("alone", [0.0, 0.001, 0.2, 0.9, 1.0])
async def test_what_a_follow_up_is_about_does_not_answer_it(burned: Answer, alone: float) -> None:
    """Where nothing tells who "he" is, the answer is as sure as between it and the question by itself; below the threshold it is none."""
    burned = dataclasses.replace(burned, confidence=0.8)
    asked: list[str] = []

    async def ask_it(question: Question) -> Answer:
        return dataclasses.replace(burned, question=question)

    async def sure(question: Question) -> float:
        asked.append(question.text)
        return alone

    outcome = await ask_after(ask_it, sure, Question("and how old is he?"), Question(BUILT), 0.4)
    assert asked == ["how old is he?"]
    assert outcome.question.text == "how old is he? — built the lighthouse of Cape Varn"
    assert isinstance(outcome, Answer) == (alone >= 0.2)
    assert min(alone, 0.8) <= outcome.confidence <= max(alone, 0.8)
    if isinstance(outcome, NoAnswer):
        assert (outcome.reason, outcome.nearest, outcome.confidence < 0.4) == ("not_stated", burned.citations[:2], True)


@pytest.mark.parametrize(
    ("asked", "before", "answered"),
    [
        ("how old is he?", RUNS, BEARD),
        ("and when?", BUILT, None),
        ("what happened next?", BUILT, None),
        ("how many people?", BUILT, None),
        ("what about the lighthouse?", BUILT, None),
        ("Who is Ida Holm?", BUILT, None),
        ("how old is he?", None, None),
    ],
)
async def test_only_a_pronoun_that_nothing_tells_is_weighed(
    burned: Answer, asked: str, before: str | None, answered: Answered | None
) -> None:
    """What a name completes, what only asks which way, and what stands alone is as sure as it was read."""

    async def ask_it(question: Question) -> Answer:
        return dataclasses.replace(burned, question=question)

    said = Question(before) if before else None
    outcome = await ask_after(ask_it, not_asked, Question(asked), said, 0.4, answered)
    assert isinstance(outcome, Answer)
    assert outcome.confidence == burned.confidence
