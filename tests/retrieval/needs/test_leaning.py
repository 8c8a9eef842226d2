"""Which questions lean on what was said before them, in a table: all of them are made up for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.conversation.follow_ups import leans, read_follow_up
from retrieval.needs import LEANING, leaning_of
from retrieval.terms import words
from retrieval.values import MAX_QUESTION, Question

MEDAL = Question("Who won a gold medal for rye bread?")

ALONE = """
Are there any plans to close the Tampa office?
How many jobs did Intel say it would cut?
Who said that the Tampa plant would close?
Did BlackBerry lose so many customers?
Which one of the towers burned in 1902?
What did the mayor say about those who lost their homes in the Sandhavn flood?
Now that the plant closed, how many workers lost their jobs?
Is there a deadline for the merger?
How many hospitals are there in Sandhavn?
Will there be a second round of layoffs?
Why were there no lifeboats on the ferry?
Who is the former mayor of Sandhavn?
Is it true that the bridge will be torn down?
How long does it take to repair the dam?
Why are bread prices so high?
So far, how many people have died in the flood?
Who owns the ship that sank off Cape Varn?
What was the name of the bridge that collapsed?
Did the minister admit that the report was false?
Which company makes the batteries that caught fire?
How many of those affected were children?
Did the union say why its members went on strike?
What did Ida Holm tell her lawyer?
When did the president say he would resign?
Why did the airline sell its planes?
Did the workers get their jobs back?
What happened to the factory after it flooded?
What did the farmers do when they lost the harvest?
Did both Norway and Sweden sign the treaty?
Why did one person vote against the budget?
What did Apple announce this week?
Does the airline fly to cities such as Oslo?
Is the tax the same as in Norway?
Did Intel say that it would rehire anyone?
Which regions have so few doctors?
Did the court rule that the law was invalid?
How many passengers were on the train when it derailed?
What are the odds that the strike ends?
So did Intel close the plant?
So is Intel bankrupt?
Tell me about the ferry
Who wrote the letter that led to the inquiry?
Has no one been charged over the fire?
What did the company promise those that lost money?
Did the fact that rates rose hurt builders?
Has the mayor said whether she will run again?
What did scientists find that surprised the public?
Who was the then minister of finance?
Was there an inquiry into the ferry disaster?
Did the bank know that there were fake accounts?
What does the report say about people who lost their pensions?
Is it legal to sell kites in Sandhavn?
Who replaced the engineer who built the dam?
how many jobs did intel say it would cut?
are there any plans to close the tampa office
what did trump think of his visit to oslo
who said that the tampa plant would close?
How many MPs are there?
What does it mean when a bank fails?
Were those responsible for the flood punished?
what's the kid hoping to do now that he's famous?
Did one of the miners say he was trapped?
When did Reed give the speech in which he resigned?
Which newspaper reported that there was a second ship?
Why has the price of wheat risen so much?
Did the police say that those arrested were students?
How much money did the charity say it lost?
Has Glencore sold the mine it bought in Peru?
Why does the government want its ambassador back?
Can you tell me if there will be a strike?
Did parents complain about the food that schools serve?
What did the coach say about his players?
Is there any news of the missing plane?
Who was the first one of the ministers to resign?
Why did they close the old Tampa battery plant?
Then-president Holm visited which city?
Do the fishermen think that the quota is fair?
Did the senator explain why she voted against the bill?
How much did the city pay for the stadium that burned down?
Which hospital treated those injured in the bus crash?
Is there any evidence that the vaccine works?
Why are so few young people voting in Norway?
Who was the one who found the body?
What did police find in the house they searched?
When will Boeing resume production of its 737 jets?
Did Greta Lund sell her shares before the crash?
Has the volcano erupted since it was last seen active?
How many people have lost power since the storm began?
Do doctors think there is a cure for malaria?
What was the first country to give women their vote?
Which of the two ships carried more passengers than it should have?
Does the new law apply to those with two passports?
What made the company change its name?
Who won the race that was held in Sandhavn on Sunday?
How old is the oldest tree there is?
Was the pilot told that his engine was on fire?
Why did Amazon cancel the project after it won the tax breaks?
What does the treaty say about such weapons as mines?
Will pensioners keep their free bus passes?
If the dam breaks, how many houses will it flood?
Why does Tesla need that many batteries?
Are both airports closed because of the ash?
What do experts believe caused the blackout?
How did Ann Berg become so rich?
Did the ship's owner apologise to its passengers?
Who says that one in ten children goes hungry?
When did it last snow in Rome?
Where did the king spend his last summer?
What did those in charge know about the leak?
which teams are there in the final
why did the bank fire its boss
Does the report blame anyone for the fact it was ignored?
how many seats did labour win in the vote they called
Who leads the party that came second?
What did Norway do so that ferries could run again?
How did the thieves get into the museum without its alarm going off?
Which airline said its pilots were tired?
Did the hurricane hit both Cuba and Florida?
Why has there been no verdict yet?
How does the heat affect those who work outside?
What happens to workers if the mine closes and it is not sold?
Can people in Sandhavn drink their water again?
Which singer cancelled her tour?
Is the queen well enough to give her speech?
What is the name of the man who saved his neighbour?
Why did the referee change his mind?
Did the judge let the accused keep her passport?
How close is the comet when it passes Earth?
How long was the ship at sea before it was found?
has the pope said when he will travel to cuba
why is nokia selling its maps business
what did merkel say about her party
Who do voters trust most on this year's budget?
Which bridge will be closed so that it can be painted?
How much have house prices risen since then-mayor Lund left?
Do scientists agree that it will get warmer in Norway?
What reason did the owners give for selling their bakery?
Where is the treaty that ended the war kept?
Which of the candidates said she would raise taxes?
Does anyone know where the missing boy is?
Is that year's harvest of wheat in Ukraine the largest on record?
After he resigned, what did Holm do?
When she was mayor, where did Ida Holm live?
Before his arrest, was Tom Reed in Norway?
please list the victims
tell me the price of the phone
tell me more about Intel
thanks! any news on the strike?
well, is the mayor alive?
wait times at the hospital?
no pension plans?
what causes inflation?
which team won?
why Intel left Tampa
how do vaccines work
Was it Holm or Roe who resigned?
Is it the mayor that leads the council?
was it holm who resigned from the board
Was it the captain of the ferry who called the coastguard?
Who was it that sold the Tampa plant?
""".strip().splitlines()

LEANS = """
and when?
who said it?
how old is he?
what did they do then?
is it still there?
why did that happen?
and the other one?
when was it built?
Who works there?
What happened there in May?
Who was there?
Did they say so?
Why so?
Which one is bigger?
Which one closed first?
and where's the next one?
What else happened?
Who else was hurt?
Did Intel do the same?
Who is the latter?
Who owned it before?
Who was mayor before him?
Which director came after her?
When did Holm build it?
Did Intel buy that plant?
Which company bought that plant in May?
Who said that?
Who said that first?
When did he say that?
What happened that year?
How many did it employ?
Which company did it buy?
Why did they leave Tampa?
In Tampa, why did it close?
After he resigned, what did they do?
When he left, who replaced him at Intel?
Before she won, where did Tom Reed live?
When did he resign, and why did Holm stay?
What did the mayor do before it burned?
Did Tom Reed say it?
Does Intel want to sell it?
What has happened since then?
How much did she pay him for the painting?
Was that the first time?
Who are those people?
Are these figures right?
What does this mean for Sandhavn?
Did anybody die because of that?
What was their reaction?
Who is his successor?
Did both of them resign?
Is that true?
Was he hurt?
and did they say so?
and is it still open?
How many workers did they fire?
Why did he resign from the board of Intel in 2014?
Would it be safe to eat?
What do the neighbours think of it?
Did her husband know about it?
Who paid for those?
Did the others do it too?
How much did the repairs cost them?
and was anyone hurt?
so the tower?
Where were they going when it sank?
and that one?
Is there one in Oslo too?
Who told them that?
Now what will they do?
Now that it closed, what will they do?
Who is the engineer who built it?
When did it start to leak?
But why did she go back?
Does the company still own them?
How did people react to this?
Did Reed and Holm build it?
did they fire him?
Did the mayor know that?
who bought them?
Which of them burned?
Is she married?
Where does it come from?
How much of it was lost?
was it insured?
Did anyone see it happen?
How long were they trapped?
Who paid for this?
When did those talks begin?
Why was she arrested then?
What happened after that?
And before that?
Did the police find them?
Why is that important?
What is it called?
Are they still on strike?
Was there another one?
How did the union respond to that offer?
Who will replace him in May?
Does anybody still live there?
Do people there have power again?
What did the engineer think of that?
Is one of them Ida Holm?
What made him say so?
Did that help?
Will there be more of them?
Did the fire spread to their house?
So how did it end?
ok and what did she say?
how many of those were children?
Why would he do such a thing?
Did the other ones survive?
Was it the same in Oslo?
How did he die?
Where do they live?
What caused it?
Has it been fixed?
Did she win?
How many of them survived?
Who are they?
What did it say about Norway?
How much was that in dollars?
When did this start?
Were there others like it?
What did he mean by that?
Did the police arrest her?
Which of those is the oldest?
Is that why the bank failed?
Who wrote these reports?
Can it be repaired?
What is so special about it?
Will it reopen?
Who is she married to?
How far away was that?
Did the government know about this?
What are they made of?
And is he still alive?
Where was she when the fire started?
Did the mayor thank them?
Where did they get that idea?
Are there photos of it?
Is there a picture of him?
Was there a reason for that?
Did someone else own it?
Why did it take so long?
What else did the report say?
And the second one?
What happened to them after the war?
Why wasn't it closed?
Who owns it now?
What did Norway do about it?
How long had he been there?
what was it about?
how did they find out?
is that a lot?
did it sell well?
what did his boss say?
who signed it?
Was this announced by Intel?
why would they say that?
Where does she work now?
And did it help?
what are its owners planning?
how many came back there?
Did that happen in Norway as well?
Which one did they pick?
What will it cost?
who are the others that signed it?
how soon after that did she leave?
When did they first notice it?
Does it have a name?
Is he the owner?
Did they ever catch him?
how was this possible?
Was the fire there an accident?
Were these tests done in Norway?
how bad was it?
Has she apologised to them?
Did her lawyer confirm that?
Is it bigger than the old one?
who else knew?
Did Lund ever return there?
how many people?
which hospital?
what damage?
whose fault?
how bad?
how long ago?
for how many days?
why so late?
why the delay?
how many in Ireland?
who specifically?
when and where?
any idea why?
says who?
who says?
what happened next?
what next?
Was it built by the man who resigned?
Is it the bridge that collapsed?
Is it open to people who work?
Is it a firm that makes kettles?
was it him who resigned?
Was it the mayor?
more?
more details please
""".strip().splitlines()


@pytest.mark.parametrize("asked", ALONE)
def test_what_can_be_asked_by_itself_leans_on_nothing(asked: str) -> None:
    """It is read as it was typed, whatever was asked before it, though it has a "there", a "that" or a pronoun."""
    question = Question(asked)
    assert not leaning_of(asked)
    assert not leans(question)
    assert read_follow_up(question, MEDAL) == question


@pytest.mark.parametrize("asked", LEANS)
def test_what_means_nothing_by_itself_leans(asked: str) -> None:
    """A follow-up is one with few words of its own, or with a word whose meaning was said before."""
    question = Question(asked)
    assert leans(question)
    assert read_follow_up(question, MEDAL) != question


@pytest.mark.parametrize(
    ("asked", "leaning"),
    [
        ("Who said that the plant would close then?", {"then"}),
        ("Was it Holm who sold it?", {"it"}),
        ("Was it Ida Holm who arrested him?", {"him"}),
        ("Did he say there are others like it?", {"he", "it"}),
        ("What did the mayor say about her plan and about that?", {"that"}),
        ("Which one of them was there?", {"them", "there"}),
        ("Did the mayor say why she told them?", {"them"}),
        ("Has the union said that its members believe him?", {"him"}),
    ],
)
def test_only_the_words_that_lean_are_told(asked: str, leaning: set[str]) -> None:
    """What an answer named can be meant by these, and by no conjunction or pronoun whose noun goes before it."""
    assert leaning_of(asked) == leaning


def test_a_clause_that_opens_the_question_is_no_opening() -> None:
    """ "Now that", "so far" and "then-president" stay where the question leans for another reason."""
    assert read_follow_up(Question("Now that it closed, what will they do?"), MEDAL).text.startswith(
        "Now that it closed"
    )
    assert read_follow_up(Question("So far, what has he said?"), MEDAL).text.startswith("So far, what has he said?")
    assert read_follow_up(Question("Now what will they do?"), MEDAL).text.startswith("what will they do?")


@pytest.mark.parametrize("asked", ["and did they say so?", "and is it still open?"])
def test_a_question_led_in_by_and_is_no_topic(asked: str) -> None:
    """It is not put behind the question before it, as "and India?" is."""
    assert read_follow_up(Question(asked), MEDAL).text == f"{asked[4:]} — won a gold medal for rye bread"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*sorted(LEANING), "the", "plant", "Intel", "say", "is", "Tom", "closed", ",", "how"])))
def test_only_words_of_the_question_lean(tokens: list[str]) -> None:
    """Whatever stands beside whatever, what leans is in the question and may lean."""
    text = " ".join(tokens)
    assert leaning_of(text) <= LEANING & set(words(text))


@pytest.mark.parametrize(
    "part",
    [
        "it ",
        "the plant it ",
        "Tom he ",
        "that ",
        "say it was, ",
        "Tom, Tom Tom Tom he ",
        "the mine after Reed it ",
        "one of there ",
    ],
)
def test_a_question_of_any_length_is_told(part: str) -> None:
    """One of the greatest length is read as any other: what leans is a word of its own."""
    text = (part * MAX_QUESTION)[:MAX_QUESTION]
    assert leaning_of(text) <= LEANING & frozenset(words(text))
