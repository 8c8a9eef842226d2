from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.needs import Needs, missing_of, needs_of
from retrieval.terms import terms
from retrieval.values import MAX_QUESTION, Missing, Question

ONE = [
    ("when/where was it", "time"),
    ("When did it burn down?", "time"),
    ("when was the lighthouse built", "time"),
    ("wehn did the bakery open", "time"),
    ("hey so when exactly did they leave pakistan??", "time"),
    ("What year was the tower finished", "time"),
    ("in what year did blackberry quit", "time"),
    ("since when is he CEO", "time"),
    ("what's the release date of the new phone?", "time"),
    ("ok but when", "time"),
    ("can you tell me when the store closes?", "time"),
    ("do you know when it reopens", "time"),
    ("any idea when the trial starts?", "time"),
    ("the tower was built when?", "time"),
    ("how many engineers did Apple lay off?", "number"),
    ("HOW MANY JOBS WERE CUT", "number"),
    ("hwo many people died", "number"),
    ("howmany loaves does he sell", "number"),
    ("how much does the 8gb one cost", "number"),
    ("what is Ida Holm's age?", "number"),
    ("what was the firm's turnover", "number"),
    ("what's Ida Holm’s birthday", "time"),
    ("what is Ida Holm's idea", None),
    ("what was the state's reply", None),
    ("what will parking cost?", "number"),
    ("what would it have cost to replace the alarm", "number"),
    ("what does the new one weigh", "number"),
    ("what did they do about costs", None),
    ("How old is the CEO?", "number"),
    ("what is the price of the phone", "number"),
    ("whats the population of varn", "number"),
    ("what percentage of the harvest was lost", "number"),
    ("Farmers lost how much of the harvest?", "number"),
    ("for how long was he in prison", "number"),
    ("by how much did sales fall?", "number"),
    ("at what age did she retire", "number"),
    ("Who built the lighthouse?", "person"),
    ("whos the ceo of blackberry", "person"),
    ("who's suing apple", "person"),
    ("woh won the race", "person"),
    ("do you know who said it", "person"),
    ("does the article say who was arrested?", "person"),
    ("Who founded Procter and Gamble?", "person"),
    ("who wrote Pride and Prejudice", "person"),
    ("Who wrote Guess Who and When Harry Met Sally?", "person"),
    ("who or what caused the fire?", "person"),
    ("By whom was the tower built?", "person"),
    ("In 1902, who owned the tower?", "person"),
    ("whose idea was it", "person"),
    ("Where is the bakery?", "place"),
    ("wheres the hq", "place"),
    ("which city is it in?", "place"),
    ("what country did they leave", "place"),
    ("where do Ben and Jerry live?", "place"),
    ("Why did BlackBerry leave Pakistan?", "cause"),
    ("y did they close", "cause"),
    ("wy the bridge closed?", "cause"),
    ("why tho did they close it", "cause"),
    ("how come they closed", "cause"),
    ("what caused the fire and the flood?", "cause"),
    ("what was the reason for the strike", "cause"),
    ("does it say why he quit?", "cause"),
    ("did he explain why he left", "cause"),
    ("is there a reason why it closed", "cause"),
    ("How did the fire start?", "manner"),
    ("how do I reset it", "manner"),
    ("how did Apple and Google react?", "manner"),
    ("When did war between Iran and Iraq end?", "time"),
    ("What do Apple and Google say?", None),
    ("What did he say when he was asked about it?", None),
    ("who was there when the tower fell?", "person"),
    ("what did she say about who did it and when?", None),
    ("Who is the man who robbed the bank and who shot the guard?", "person"),
    ("what is the city where he was born and where he died", "place"),
    ("who was born in Varn and is now mayor?", "person"),
    ("what happened before and after the fire?", None),
    ("what did they sell and buy", None),
    ("what causes inflation", "cause"),
    ("what happens next", None),
    ("which company makes the chips", None),
    ("which city hosts the games", "place"),
    ("which team wins", None),
    ("what are the workers doing", None),
    ("what is the news", None),
    ("what are the odds of that", None),
    ("what about India?", None),
    ("how about the tower", None),
    ("tell me about the bakery", None),
    ("the lighthouse of cape varn", None),
    ("blackberry pakistan", None),
    ("what is research and development", None),
    ("What did Marks and Spencer announce?", None),
    ("explain the dispute between Apple and Epic", None),
    ("what is the list price of the car", "number"),
    ("Name the engineer", None),
    ("what happened in Arsenal vs Chelsea?", None),
    ("thanks, what did he sell?", None),
    ("how bad was the fire?", None),
    ("how likely is a strike", None),
    ("what is the state of the economy?", None),
    ("which state is it in?", "place"),
    ("how else did they save?", "manner"),
    ("what is the name and age of the victim?", None),
    ("How does Intel make its chips?", "manner"),
    ("When did the mayor, who resigned in May, leave?", "time"),
    ("how did the suspect, who police say fled, escape?", "manner"),
    ("how well did the team do?", None),
    ("who has the last word or vote?", "person"),
    ("what was the first bridge or tunnel in Tampa?", None),
    ("Who is the Rovers manager?", "person"),
    ("Who is the sports minister?", "person"),
    ("What is the sales target?", None),
    ("What is Keller's sentence?", None),
    ("How did he do it?", "manner"),
    ("How was he caught?", "manner"),
    ("Who has the right?", "person"),
    ("How many jobs were lost compared to last year?", "number"),
    ("How much did sales rise compared with 2010?", "number"),
    ("How many different drugs were given to patients?", "number"),
    ("Why did the price and number of homes fall?", "cause"),
    ("Why is there a difference between men and women?", "cause"),
    ("what did the minister say about differences between the US and China?", None),
    ("how many votes was the difference between Smith and Jones?", "number"),
    ("Lakers vs Celtics score", "number"),
    ("Amber Heard vs Johnny Depp verdict", None),
    ("Biden vs Trump debate date", "time"),
    ("When the storm hit, how many people were inside?", "number"),
    ("When the dam broke, who was in charge?", "person"),
    ("when the police arrived what did they find?", None),
    ("Where the new law applies, who enforces it?", "person"),
    ("Which Texas city was hit by the storm?", "place"),
    ("which Lakers player was traded?", None),
    ("Which diabetes drug was approved?", None),
    ("which sports team moved?", None),
    ("what kills bees?", None),
    ("Who's the new mayor, Smith or Jones?", "person"),
    ("Which of the two candidates won?", None),
    ("has the company said when it will reopen?", "time"),
    ("did NASA say what caused the blast?", "cause"),
    ("which state senator resigned?", None),
    ("which country music star died?", None),
    ("what age group is most at risk?", None),
    ("what time tomorrow does it open", "time"),
    ("which city won", "place"),
    ("I read that the dam broke. when did it happen?", "time"),
    ("He was arrested. Why?", "cause"),
    ("good morning, who was arrested?", "person"),
    ("hey all - who won the vote?", "person"),
    ("bro who won the game", "person"),
    ("🔥 when did the fire start 😂", "time"),
    ("<:eyes:123> when did the fire start", "time"),
    ("is there any info on how the fire started?", "manner"),
    ("do you know the price of the phone?", "number"),
    ("WHO did it", "person"),
]

LISTS = [
    ("which companies did they buy?", None),
    ("what countries signed it", "place"),
    ("in which countries is it sold", "place"),
    ("which tech companies were sued", None),
    ("which three firms merged", None),
    ("what were the three demands", None),
    ("what are the benefits of the plan?", None),
    ("what were the reasons for the strike?", "cause"),
    ("whats the main changes", None),
    ("what are some examples of that", None),
    ("name the engineers", None),
    ("Name three of its products", None),
    ("list everyone who was fired", None),
    ("can you list the companies involved", None),
    ("could you please name all the members", None),
    ("give me a list of the products", None),
    ("tell me all the dates", "time"),
    ("who were the members of the jury?", "person"),
    ("who are the suspects", "person"),
    ("which people were arrested", None),
    ("what other products did they announce", None),
    ("which of the companies failed?", None),
    ("wich banks failed", None),
    ("what things did he promise", None),
    ("which are the biggest cities", "place"),
    ("do you know which countries are affected?", "place"),
    ("What are Delacroix's three promises?", None),
    ("Who were Keller's victims?", "person"),
]

YES_NO = [
    "Did BlackBerry leave Pakistan?",
    "so did they leave or not",
    "does it cost more",
    "is the bakery still open",
    "was he arrested and charged?",
    "has apple said anything",
    "can I still buy it",
    "will they appeal",
    "isnt it closed",
    "didn't he resign",
    "is it true that he resigned?",
    "ok so is Tom Reed the baker",
    "Are Apple and Google suing each other?",
    "do you know if he resigned",
    "does the article say whether it burned",
    "tell me if the tower was rebuilt",
    "he resigned, right?",
    "the tower burned down, didn't it?",
    "DID HE WIN",
    "were there any survivors",
    "would he do it again",
    "did he leave when asked",
    "is there a bakery where they bake at night",
    "did the guy who robbed the bank get caught",
    "Anyone arrested?",
    "Any injuries?",
    "Keller had a boat right?",
    "is this different from what he said last year?",
    "Is there a difference in survival between men and women?",
    "did the number and size of fires increase?",
    "When he was arrested, was he alone?",
    "I saw the news about the fire. Was anyone hurt?",
    "Did WHO approve the vaccine?",
    "omg did he really resign",
    ":eyes: any update on the trial?",
    "Is it true the factory is closing?",
]

SEVERAL = [
    ("Who said it and when?", ("who", "when")),
    ("When and where was she born?", ("when", "where")),
    ("when/where was the tower built", ("when", "where")),
    ("who, when and why did it close", ("who", "when", "why")),
    ("How many jobs were cut, and why?", ("how many", "why")),
    ("how many jobs were cut & why", ("how many", "why")),
    ("What did Apple announce and who criticised it?", ("what", "who")),
    ("Who is Ida Holm and who is Tom Reed?", ("who is Ida Holm", "who is Tom Reed")),
    ("How much did it cost and how long did it take", ("how much", "how long")),
    ("which was cheaper, the 8GB or the 16GB model?", ("the 8GB model", "the 16GB model")),
    ("who is older, Ida Holm or Tom Reed", ("Ida Holm", "Tom Reed")),
    ("compare the price of the Mac and the PC", ("the Mac", "the PC")),
    ("what's the difference between the Mac mini and the Mac studio?", ("the Mac mini", "the Mac studio")),
    ("how does the old tower compare to the new tower?", ("the old tower", "the new tower")),
    ("mac mini vs mac studio", ("mac mini", "mac studio")),
    ("how many people died and how many were injured?", ("how many people died", "how many people were injured")),
    ("When did it open? And who paid for it?", ("when", "who")),
    ("did they close it and if so why?", ("whether", "why")),
    ("when did the mine close and did anyone die", ("when", "whether")),
    ("what happened, who did it, and why?", ("what", "who", "why")),
    ("can you tell me who sold it and when", ("who", "when")),
    ("does it say when and where they met", ("when", "where")),
    ("Apple cut jobs. How many and why?", ("how many", "why")),
    ("who bought it and for how much", ("who", "for how much")),
    ("who did they sell it to and in what year?", ("who", "in what year")),
    ("what are the price and release date of the phone?", ("price", "release date")),
    ("why did they leave pakistan, and when?", ("why", "when")),
    ("how and why did the fire start", ("how", "why")),
    ("who left, where did he go and what did he say", ("who", "where", "what")),
    ("what did he win and which companies lost", ("what", "which")),
    ("Bridge in Tampa: who pays and when does it open?", ("who", "when")),
    ("when and where? — the bridge", ("when", "where")),
    ("which is more expensive the 8GB or the 16GB model", ("the 8GB model", "the 16GB model")),
    ("England vs New Zealand", ("England", "New Zealand")),
    ("how has the old plan compared to the new plan?", ("the old plan", "the new plan")),
    ("did the company say why it is closing the plant and where?", ("why", "where")),
    ("What is the WHO and who runs it?", ("what", "who")),
    ("tell me the price and date of the show", ("price", "date")),
]


# The questions that several are taken apart into.
TAKEN_APART = [
    ("Who said it and when?", ["Who said it?", "When — said it?"]),
    ("When and where was she born?", ["When was she born?", "Where was she born?"]),
    ("How many jobs were cut, and why?", ["How many jobs were cut?", "Why were jobs cut?"]),
    ("What did X announce and who criticised it?", ["What did X announce?", "Who criticised it? — X announce"]),
    ("Who is the CEO and when did she start?", ["Who is the CEO?", "When did she start? — the CEO"]),
    ("Who won and who lost the race?", ["Who won? — lost the race", "Who lost the race?"]),
    ("when was the tower built and who paid?", ["When was the tower built?", "Who paid? — the tower built"]),
    ("How many died and how many were injured?", ["How many died?", "How many were injured?"]),
    ("How many people died and how many were injured?", ["How many people died?", "How many people were injured?"]),
    ("Apple cut jobs. How many and why?", ["How many? — Apple cut jobs", "Why: Apple cut jobs?"]),
    ("In 1902, who owned it and why did it burn?", ["Who owned it? — In 1902", "Why did it burn? — In 1902"]),
    ("which was cheaper, the 8GB or the 16GB model?", ["How much did the 8GB model cost?", "How much did the 16GB model cost?"]),
    ("which sold more, the Mac or the PC?", ["Which sold more — the Mac?", "Which sold more — the PC?"]),
    ("compare the price of A and B", ["The price of A?", "The price of B?"]),
    ("price difference between the Mac and the PC in 2020", ["Price the Mac in 2020?", "Price the PC in 2020?"]),
    ("how is the Mac different from the PC", ["The Mac?", "The PC?"]),
    ("what's the price and release date of the Mac", ["What is the price of the Mac?", "What is the release date of the Mac?"]),
    ("did they close it and if so why?", ["Did they close it?", "Why did they close it?"]),
    ("who said it and when? — the CEO", ["Who said it? — the CEO", "When — said it? — the CEO"]),
    ("which is older, A or B? — the towers", ["How old is A? — the towers", "How old is B? — the towers"]),
    ("when and where? — the bridge", ["When? — the bridge", "Where? — the bridge"]),
    ("I'd like to know who died and when", ["Who died?", "When — died?"]),
    ("what are sanctions and how do they work?", ["What are sanctions?", "How do they work? — sanctions"]),
    ("Who is Will Smith and when was he born?", ["Who is Will Smith?", "When was he born? — Will Smith"]),
    ("which is more popular, A or B?", ["Which is more popular — A?", "Which is more popular — B?"]),
    ("do you know the difference between A and B", ["A?", "B?"]),
    ("did Intel say why it left and when?", ["Why it left? — Intel", "When — it left? — Intel"]),
]  # fmt: skip

MISSING = [
    ("How many engineers did Apple lay off?", "number", "how many engineers did Apple lay off"),
    ("can you tell me when the tower was built, please?", "time", "when the tower was built"),
    ("So WHEN did it burn down??", "time", "when did it burn down"),
    ("WHO BUILT THE TOWER", "person", "who built the tower"),
    ("In 1902, who owned the tower?", "person", "in 1902, who owned the tower"),
    ("Why did he say “no deal”?", "cause", "why did he say ‘no deal’"),
    ("By how much did sales fall", "number", "by how much did sales fall"),
    ("When did he resign? — Marty Beard", "time", "when did he resign — Marty Beard"),
    ("why tho did they close the mine", "cause", "why did they close the mine"),
    ("Which countries signed it?", "place", "which countries signed it"),
    ("wehn was the tower built", "time", "when was the tower built"),
    ("how many people voted no?", "number", "how many people voted no"),
    ("why did Intel not do well thanks", "cause", "why did Intel not do well"),
    ("When the storm hit, how many people died?", "number", "how many people died when the storm hit"),
    ("has the company said when the plant will reopen?", "time", "when the plant will reopen"),
    ("I read it. Who built the tower?", "person", "who built the tower"),
    ("is there any info on how the fire started?", "manner", "how the fire started"),
    ("🔥 when did the fire start", "time", "when did the fire start"),
    ("how was the bridge built?", "manner", "how was the bridge built"),
    ("who are the owners of the mine?", "person", "who are the owners of the mine"),
]

CANNOT_SAY = [
    "What did he sell?",
    "Did he sell it?",
    "Who said it and when did it happen?",
    "Who is Ida Holm?",
    "who is ida holm",
    "when was it?",
    "Who? — BlackBerry leave Pakistan",
    "Why did they refuse? — leave Pakistan? — BlackBerry's owner",
    "When — built the lighthouse?",
    "how bad was the fire?",
    "When: the bakery",
    "how are you",
    "how about the tower",
    "When did `rm` run?",
    "When did <b>it</b> open the tower?",
    "When? When did the tower open?",
    "When did the tower open " + "and open " * 20,
    "the price of the tower",
    "",
    "?",
    "How did shares react?",
    "How is the economy doing?",
    "How do residents feel about the closure?",
    "how are the hostages?",
    "How was the concert?",
    "How did the trial end?",
    "who are the Proud Boys?",
    "which state senator resigned?",
]

WORDS = st.sampled_from(
    "and or but & , ; ? — / vs who what which when where why how many much did was is the a of in by for between compare "
    "difference cheaper older price date name list tell me can you if so not it he they that 8GB Mac Ida Holm tower 'what's "
    "whos wehn when/where how/why <@12> “no” 東京 é ' ’s - . ! y hwo".split()
)


@pytest.mark.parametrize(("question", "kind"), ONE)
def test_one_thing_is_asked_for_whatever_and_joins_in_it(question: str, kind: str | None) -> None:
    """What asks one thing is not taken apart, and its kind is that of the words that ask, not of others."""
    assert needs_of(question) == Needs("one", kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "kind"), LISTS)
def test_what_asks_for_things_of_a_sort_is_a_list(question: str, kind: str | None) -> None:
    """A plural after the asking words, or a command to list, asks for several of one sort."""
    assert needs_of(question) == Needs("list", kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", YES_NO)
def test_whether_something_is_so_is_told_from_what_only_sounds_like_it(question: str) -> None:
    """What only yes or no can answer has no kind."""
    assert needs_of(question) == Needs("yes_no", None)


@pytest.mark.parametrize(("question", "asks"), SEVERAL)
def test_several_things_are_told_apart_by_what_they_ask(question: str, asks: tuple[str, ...]) -> None:
    """Each thing that is asked for has its own words, in the order of the question."""
    needs = needs_of(question)
    assert (needs.form, needs.kind) == ("several", None)
    assert tuple(part.asks for part in needs.parts) == asks


@pytest.mark.parametrize(("question", "questions"), TAKEN_APART)
def test_each_part_can_be_searched_alone(question: str, questions: list[str]) -> None:
    """A part brings the words of the others that it needs, where a pronoun or a verb alone would find nothing."""
    assert [part.question for part in needs_of(question).parts] == questions


@pytest.mark.parametrize("question", [question for question, _ in SEVERAL if " or " not in question])
def test_parts_lose_no_word_of_the_question(question: str) -> None:
    """Together they hold all that the question holds, but the words that only lead in or compare."""
    kept = {term for part in needs_of(question).parts for term in terms(part.question)}
    assert set(terms(question)) - kept <= {"tell", "say", "compar", "differ", "between", "vs", "if", "what", "hey"}


@pytest.mark.parametrize(("question", "kind"), [("Who built it and when?", ("person", "time")), ("how many left and is it open", ("number", None))])  # fmt: skip
def test_each_part_has_its_own_kind(question: str, kind: tuple[str | None, ...]) -> None:
    """A time is asked for beside a person; yes or no has no kind."""
    assert tuple(part.kind for part in needs_of(question).parts) == kind


@pytest.mark.parametrize("marks", ["", "?", "??", " ?", "!", " pls"])
@pytest.mark.parametrize("question", ["when did the tower burn", "who built the tower", "how many ships sank"])
def test_marks_and_case_change_nothing(question: str, marks: str) -> None:
    """People in a hurry ask the same."""
    assert needs_of(question + marks) == needs_of(question) == needs_of(question.upper())


@pytest.mark.parametrize(("question", "kind", "about"), MISSING)
def test_what_is_missing_is_said_in_the_words_of_the_question(question: str, kind: str, about: str) -> None:
    """The question's own clause stands in the sentence as it is: no grammar is made up."""
    assert missing_of(question) == Missing(kind, about)  # type: ignore[arg-type]


@pytest.mark.parametrize("question", CANNOT_SAY)
def test_what_would_not_read_well_is_not_said(question: str) -> None:
    """No kind, no content, several things, or hardly a sentence: nothing is said to be missing."""
    assert missing_of(question) is None


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=1200) | st.lists(WORDS, max_size=200).map(" ".join))
@example("/ VS 0")
@example("which is older, - or 0")
def test_any_text_is_read(text: str) -> None:
    """Whatever is typed has a form; parts are two to six questions that can be asked, and what is missing quotes the text."""
    needs = needs_of(text)
    assert needs.form in ("one", "several", "list", "yes_no")
    assert (2 <= len(needs.parts) <= 6) if needs.form == "several" else needs.parts == ()
    assert all(part.asks and any(map(str.isalnum, part.question)) for part in needs.parts)
    assert all(Question(part.question) for part in needs.parts if len(part.question) <= MAX_QUESTION)
    missing = missing_of(text)
    assert missing is None or (0 < len(missing.about) <= 160 and "\n" not in missing.about)


ODD = [
    "Ida Holm, ! ?",
    "date , … )",
    "'and' —",
    "older the tower or who",
    "cheaper, A or which",
    "n't",
    "— ?",
]


@pytest.mark.parametrize("question", ODD)
def test_question_that_breaks_off_is_read_whole(question: str) -> None:
    """Marks that stand alone, and a comparison that ends where it would ask, make no parts."""
    assert needs_of(question).parts == ()
    missing_of(question)


@pytest.mark.parametrize(
    "text", ["why and ", "when, ", "compare a and ", "vs ", "what/", "between and ", "what's ", "who or "]
)
def test_no_text_is_read_more_than_its_first_thousand_characters(text: str) -> None:
    """What a question can't hold is not looked at, so that no text takes long."""
    assert needs_of(text * 100_000) == needs_of((text * 100_000)[:MAX_QUESTION])


@pytest.mark.parametrize(
    "question",
    [
        "When the storm hit, how many died?",
        "When the plant closed, who lost their jobs?",
        "Where the bridge was, what is there now?",
        "When it opened - what is -?",
        "Why did it close and when?",
    ],
)
def test_a_space_before_the_mark_changes_nothing(question: str) -> None:
    """As some languages write it, the question asks the same."""
    spaced = needs_of(f"{question[:-1]} ?")
    assert (spaced.form, [each.asks for each in spaced.parts]) == (
        needs_of(question).form,
        [each.asks for each in needs_of(question).parts],
    )
