"""What the grammar of an article's lead answers, and where it is silent."""

from __future__ import annotations

import pytest

from corpus.card.prose import prose
from corpus.values import Article
from tests.corpus.card.making import QUESTIONS, Said, card_of, place_of, words


@pytest.mark.parametrize(
    ("body", "who", "what"),
    [
        ("Orbis Rail has opened a new depot in Leeds.", "Orbis Rail", "has opened a new depot in Leeds"),
        (
            "The retailer Marlow said that it will close twelve shops.",
            "The retailer Marlow",
            "will close twelve shops",
        ),
        ("Three miners were rescued from a flooded shaft.", "Three miners", "were rescued from a flooded shaft"),
        ("Wellington - Two young hikers have been found alive.", "Two young hikers", "have been found alive"),
        ("The body was found by the shore on Monday.", None, "The body was found by the shore on Monday"),
        (
            "A trial involving the politician Ann Lee was on Monday halted after a plea.",
            None,
            "A trial involving the politician Ann Lee was on Monday halted after a plea",
        ),
        (
            "A storm flooded the harbour of Porto, officials said.",
            None,
            "A storm flooded the harbour of Porto",
        ),
        (
            "GENEVA — The World Health Organization approved the vaccine, which costs two dollars.",
            "The World Health Organization",
            "approved the vaccine",
        ),
        (
            "The minister, Ann Lee, resigned.",
            "The minister, Ann Lee",
            "resigned",
        ),
        (
            "A court has jailed Ann Lee, the former minister, for three years.",
            "A court",
            "has jailed Ann Lee, the former minister, for three years",
        ),
        (
            "A mill that employs many people may be forced to close, a union leader has warned.",
            None,
            "A mill that employs many people may be forced to close",
        ),
        (
            "Orbis Rail announced that the depot will close.",
            "Orbis Rail",
            "announced that the depot will close",
        ),
        (
            "(Reuters) - Hundreds of nurses marched in Leeds on Monday; others stayed at work.",
            "Hundreds of nurses",
            "marched in Leeds on Monday",
        ),
        (
            "The library was damaged by vandals.",
            "vandals",
            "The library was damaged by vandals",
        ),
        ("The council voted 6-3 on Monday to close a school.", "The council", "voted 6-3 on Monday to close a school"),
        (
            "The parliament voted by 212 to 180 on Tuesday to approve the budget, which was late.",
            "The parliament",
            "voted by 212 to 180 on Tuesday to approve the budget",
        ),
        ("A charity opened a shelter in Leeds.", "A charity", "opened a shelter in Leeds"),
    ],
)
def test_who_acts_and_what_is_done(body: str, who: str | None, what: str) -> None:
    """Who is a person or a body, never a thing; what is told without who where who is its subject."""
    card = card_of(body)
    assert (words(body, card.who), words(body, card.what)) == (who, what)


@pytest.mark.parametrize(
    "body",
    [
        "Peter Holm told Anna Berg that she had lost her job",
        "The bank told Anna Berg that she had lost her job",
        "Peter Holm told his wife that she had won the prize",
        "The firm told Peter Holm that he would be paid on 3 March",
        "The airline told passengers on Monday that they would be paid",
        "Peter Holm said to Anna Berg that she would be paid",
        "Peter Holm said that she had lost her job",
        "The bank said that she had lost her job",
        "The family said he had died",
        "Peter Holm and Anna Berg said that she had lost her job",
        "The minister said they had lost their jobs",
        "Anna Berg told the bank it would have to wait",
    ],
)
def test_who_may_be_another_than_who_says_it_is_left_out(body: str) -> None:
    """ "She" is nobody of the other sex, no body and often the one who is told; then the sentence stands as it is."""
    card = card_of(f"{body}.")
    assert (card.who, words(body, card.what)) == (None, body)


@pytest.mark.parametrize(
    ("body", "who", "what"),
    [
        ("Anna Berg said she had lost her job.", "Anna Berg", "had lost her job"),
        ("Anna Berg was told that she had lost her job.", "Anna Berg", "had lost her job"),
        ("Anna Berg told the court that she had lost her job.", "Anna Berg", "had lost her job"),
        ("Anna Berg told the judge that she was sorry.", "Anna Berg", "was sorry"),
        ("Peter Holm told Anna Berg that he had lost his job.", "Peter Holm", "had lost his job"),
        ("Peter Holm told reporters that he had lost his job.", "Peter Holm", "had lost his job"),
        ("The mayor said he would resign on Monday.", "The mayor", "would resign on Monday"),
        ("Peter Holm and Anna Berg said they had lost their jobs.", "Peter Holm and Anna Berg", "had lost their jobs"),
        ("Officials told reporters that they had found a bomb.", "Officials", "had found a bomb"),
        ("The bank told customers it would close.", "The bank", "would close"),
        (
            "China Eastern Airlines stated on Thursday that it had lost a jet.",
            "China Eastern Airlines",
            "had lost a jet",
        ),
    ],
)
def test_who_says_it_of_themselves_is_who(body: str, who: str, what: str) -> None:
    """The one who says it, where "she" can be nobody who is told it."""
    card = card_of(body)
    assert (words(body, card.who), words(body, card.what)) == (who, what)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Ann Lee denied she had asked the bank to wait.", "denied she had asked the bank to wait"),
        ("Ann Lee has not denied that she robbed the bank.", "has not denied that she robbed the bank"),
        ("Ann Lee said she denied that she had robbed the bank.", "denied that she had robbed the bank"),
        ("Ann Lee has never said that she robbed the bank.", "has never said that she robbed the bank"),
        ("Ann Lee regretted that she had robbed the bank.", "regretted that she had robbed the bank"),
        ("Ann Lee rejected claims that she had robbed the bank.", "rejected claims that she had robbed the bank"),
        ("Ann Lee was accused of robbing the bank.", "was accused of robbing the bank"),
        ("Ann Lee refused to say that she had robbed the bank.", "refused to say that she had robbed the bank"),
        ("Ann Lee admitted that she had robbed the bank.", "had robbed the bank"),
        ("Ann Lee said that she had not robbed the bank.", "had not robbed the bank"),
    ],
)
def test_what_somebody_denied_is_not_what_they_did(body: str, what: str) -> None:
    """It stands with the verb of denying, as with the "not" of what was not said; what somebody said stands alone."""
    card = card_of(body)
    assert (words(body, card.who), words(body, card.what)) == ("Ann Lee", what)


def test_what_was_denied_further_on_tells_the_event_no_second_time() -> None:
    """Its day is not the event's."""
    body = "Ann Lee robbed a bank. The mayor {} that Ann Lee robbed the bank on Monday."
    for verb, day in (("said", "Monday"), ("denied", None)):
        told = body.format(verb)
        assert words(told, card_of(told).when) == day


@pytest.mark.parametrize(
    ("body", "date", "stated"),
    [
        ("The council approved the bridge on Tuesday.", "Tuesday", True),
        ("On Tuesday the council approved the bridge.", "On Tuesday", True),
        ("The council is to vote on the bridge by June 3.", "by June 3", True),
        ("The council, founded in 1920, approved the bridge.", "in 1920", False),
        ("The council approved the bridge that was planned in 2019.", "in 2019", False),
        ("The council has approved all bridges since 2019.", "since 2019", False),
        ("The mayor said on Tuesday that the bridge will open.", "on Tuesday", False),
        ("The council approved the bridge. Its tower was built in 1920.", "in 1920", False),
        ("The coach was dismissed after a defeat on Sunday.", "on Sunday", False),
        ("The singer closed the first day of the festival.", "the first day", False),
        ("A storm battered the coast with wind and pouring rain today.", "today", True),
        ("Rovers reached the final with a 2-1 win over United on Saturday.", "on Saturday", True),
        ("The singer returned with a song of a trip on Saturday.", "on Saturday", False),
        ("The firm said on Tuesday it would close.", "on Tuesday", False),
        ("The firm said that on Tuesday it closed.", "on Tuesday", True),
        ("A storm closed the harbour over the weekend.", "the weekend", True),
        ("A storm closed the harbour late on Monday.", "Monday", True),
        ("Trams stood still in Leeds for a third day on Thursday.", "Thursday", True),
    ],
)
def test_a_date_is_that_of_the_main_event_or_none(body: str, date: str, *, stated: bool) -> None:
    """A date counts where it hangs on the verb that tells the event, not on another one."""
    found = words(body, card_of(body, dates=(date,)).when)
    assert found == (date if stated else None)


def test_a_day_in_words_that_no_calendar_resolves_is_stated() -> None:
    """Where the timeline has no event for "on Tuesday", because no day of publication is known, the words still say when."""
    for day, stated in (("on Tuesday", "Tuesday"), ("last week", "last week")):
        body = f"The council approved the bridge {day}."
        assert words(body, card_of(body).when) == stated


def test_the_day_of_publication_is_no_date() -> None:
    """Without a dated event the card has no when, whatever the article's date is."""
    assert card_of("The council approved the bridge.").when is None


def test_a_date_further_on_counts_where_the_event_is_told_again() -> None:
    """ "The attack" after "attacked" is the same event; a date of something else is not taken."""
    body = "Hackers attacked the site of the museum. It has four rooms. The attack began on Monday and ended soon."
    assert words(body, card_of(body, dates=("on Monday",)).when) == "on Monday"
    other = "Hackers attacked the site of the museum. The museum opened on Monday."
    assert card_of(other, dates=("on Monday",)).when is None


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("Police arrested two men in Madrid.", "Madrid"),
        ("The company opened a factory in Austin, Texas.", "Austin, Texas"),
        ("An explosion near Karachi injured nine people.", "near Karachi"),
        ("The show took place at the Leeds Trade Centre.", "the Leeds Trade Centre"),
        ("A storm battered northern Spain.", "northern Spain"),
        ("A wildfire forced many people from their homes near Avignon.", "near Avignon"),
        ("Ann Lee died on Tuesday at her home in Lindqvist.", "her home in Lindqvist"),
        ("Ann Lee died on Tuesday at her home in Oak Lawn, Illinois.", "her home in Oak Lawn, Illinois"),
        ("A storm hit the Brannock coast on Friday.", "the Brannock coast"),
        (
            "A nap cut the reaction times of drivers in a trial at the University of Tarrant.",
            "the University of Tarrant",
        ),
        (
            "Two thieves stole three portraits and a gold box from the Ardent Museum in Leeds.",
            "the Ardent Museum in Leeds",
        ),
        ("Two thieves took a train from Leeds.", None),
        ("Shares of a builder in Leeds hit a low.", None),
        ("The council issued a warning to Brevik Home.", None),
        ("The council praised a school of Ann Lee.", None),
        (
            (
                "The Roman Empire was the period of the civilisation, characterised by a form of government, headed by an Emperor, "
                "and large holdings around the Mediterranean Sea in Europe, Africa, the Middle East and Asia Minor."
            ),
            "Europe, Africa, the Middle East",
        ),
        (
            "Trade was done in lands around the sea in Europe, Africa, the Middle East.",
            "Europe, Africa, the Middle East",
        ),
        ("Officials in London criticised the treaty.", None),
        ("The company sold its shares to a bank in Zurich.", None),
        ("The minister criticised a law that was passed in France.", None),
        ("BERLIN — The minister criticised the law.", None),
        ("Rovers reached the final with a 2-1 win over United at Villa Park.", "Villa Park"),
        ("Rovers reached the final with a player of a club in Madrid.", None),
    ],
)
def test_a_place_is_that_of_the_main_event_or_none(body: str, where: str | None) -> None:
    """Where somebody is or something else happened is not where the event was; nor is a dateline."""
    assert words(body, card_of(body).where) == where


@pytest.mark.parametrize(
    ("body", "when", "where"),
    [
        (
            "Three men were killed when a bus plunged into a ravine in northern Peru on Tuesday.",
            "Tuesday",
            "northern Peru",
        ),
        (
            "Three men drowned and 11 were missing after a wooden ferry capsized off the island of Sulawesi late on Monday.",
            "Monday",
            "off the island of Sulawesi",
        ),
        ("Three men were killed after they had crossed into Peru on Tuesday.", None, None),
        ("Three men were arrested when a bus stopped in Peru on Tuesday.", None, None),
    ],
)
def test_what_somebody_died_of_is_the_event_too(body: str, when: str | None, where: str | None) -> None:
    """The day and the place of an accident are those of who was killed in it; what else is done "when" has its own."""
    card = card_of(body)
    assert (words(body, card.when), words(body, card.where)) == (when, where)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("The airline cancelled forty flights because its pilots were ill.", "because its pilots were ill"),
        ("The airline cancelled forty flights due to heavy snow.", "due to heavy snow"),
        ("The city closed the bridge to prevent accidents.", "to prevent accidents"),
        ("The firm cut prices in an effort to win back customers.", "in an effort to win back customers"),
        ("The singer was fined for insulting a judge.", "for insulting a judge"),
        ("The airline cancelled forty flights as pilots began a strike.", "as pilots began a strike"),
        ("The airline cancelled as many flights as rivals did.", None),
        ("The airline cancelled forty flights as it had promised.", None),
        ("The feast was a success as crowds filled the park.", None),
        ("The queen left the hall as crowds cheered.", None),
        ("The firm stopped all payments after hackers drained its accounts.", "after hackers drained its accounts"),
        ("The minister resigned over a forged diploma.", "over a forged diploma"),
        ("The airline cancelled forty flights.", None),
        ("The tour was delayed after an accident.", "after an accident"),
        ("A man was arrested after a long standoff.", None),
        ("The team travelled home after the match.", None),
        ("The town grew to become a city.", None),
        ("The city closed a bridge that, because it was old, had cracks.", None),
        ("The road was closed to let crews clear the snow.", "to let crews clear the snow"),
        ("The council has set aside 3 million dollars to repair the bridge.", "to repair the bridge"),
        ("Firefighters rushed to the coast to rescue the crew.", "to rescue the crew"),
        ("The council voted 6-3 on Monday to close a school.", None),
        ("The trust submitted a bid on Friday to buy the mill.", None),
        ("The governor appointed Ann Lee on Monday to lead the inquiry.", None),
        ("Jurors were told on Monday to ignore the story.", None),
        ("Marlow scored a late goal on Saturday to send Rovers to the final.", None),
        ("Lee won the race in three hours to claim her first title.", None),
        ("The team won 3-0 to go top of the table.", None),
        ("Shares rose 3 percent to close at 41 dollars.", None),
        ("The storm moved north to hit Norway on Monday.", None),
        ("The airline cancelled forty flights, blaming bad weather.", "blaming bad weather"),
        ("The airline cancelled forty flights, citing a report.", None),
        ("The airline cancelled forty flights, blaming Ann Lee.", None),
        ("The party left the coalition in a row over taxes.", "in a row over taxes"),
        ("The party left the chairs in a row of five.", None),
        ("The man left his home on Monday to buy bread and never came back.", "to buy bread"),
    ],
)
def test_a_reason_is_one_for_the_main_event_or_none(body: str, why: str | None) -> None:
    """Causes, purposes and occasions count where they hang on the event's verb; what merely follows does not."""
    assert words(body, card_of(body).why) == why


@pytest.mark.parametrize(
    ("body", "how"),
    [
        ("The firm saved millions by closing three plants.", "by closing three plants"),
        ("The thieves opened the vault using a stolen key.", "using a stolen key"),
        ("Rescuers found the child with the help of dogs.", "with the help of dogs"),
        ("The firm quickly closed three plants.", None),
        ("Rescuers searched through the rubble.", None),
        ("The firm was founded by three sisters.", None),
        ("The firm closed three plants by Monday.", None),
    ],
)
def test_a_means_is_that_of_the_main_event_or_none(body: str, how: str | None) -> None:
    """A means is something done or used; an adverb, an agent or a deadline is none."""
    assert words(body, card_of(body).how) == how


def test_the_next_sentence_may_say_why() -> None:
    """ "It is a response to …" right after the lead speaks of what the lead told."""
    body = "The council banned cars from the old town. It is a response to a petition by parents."
    assert words(body, card_of(body).why) == "a response to a petition by parents"


@pytest.mark.parametrize(
    ("following", "why"),
    [
        ("Rising energy costs were to blame, it said.", "Rising energy costs"),
        ("It blamed rising energy costs.", "rising energy costs"),
        ("The company cited rising energy costs.", "rising energy costs"),
        ("Orbis Rail blamed rising energy costs.", "rising energy costs"),
        ("The union blamed greed.", None),
        ("It blamed the weather for poor sales.", None),
        ("It cited a report.", None),
        ("It blamed Ann Lee.", None),
        ("The drivers were to blame, it said.", None),
    ],
)
def test_the_next_sentence_may_say_what_is_to_blame(following: str, why: str | None) -> None:
    """A thing that the one who acts blames, and for nothing else, is the cause; somebody, or what another says, is none."""
    body = f"Orbis Rail will close two depots. {following}"
    assert words(body, card_of(body).why) == why


@pytest.mark.parametrize(
    "dateline",
    [
        "HAMBURG, Germany, 2 October 2024 – ",
        "HAMBURG, Germany, 2 October 2024 /Newswire/ -- ",
        "HARWICK, March 3 (Northline News) - ",
        "Harwick, Tuesday, 3 March 2020 – ",
        "PORT-AU-PRINCE, Haiti (Agency) — ",
        "NEW YORK, N.Y., Oct. 3, 2024 — ",
    ],
)
def test_no_dateline_is_who_when_or_where(dateline: str) -> None:
    """The card begins behind it, and a plural that a parse takes for a name there is somebody all the same."""
    body = f"{dateline}Engineers opened the largest wind farm of the region."
    card = card_of(body)
    assert (words(body, card.who), card.when, card.where) == ("Engineers", None, None)
    assert words(body, card.what) == "opened the largest wind farm of the region"


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("NATO - the alliance - agreed to expand.", "NATO"),
        ("Ann Lee, Mayor – resigned on Monday.", "Ann Lee"),
        ("HARWICK, March 3 (Northline News) - Nordwind AG, a maker of turbines, agreed to buy a rival.", "Nordwind AG"),
    ],
)
def test_a_dash_is_a_datelines_only_before_a_sentence(body: str, who: str) -> None:
    """What goes on in small letters is an aside, and a subject behind a dateline is who, whatever a parse hangs it on."""
    assert words(body, card_of(body).who) == who


def test_the_lead_that_says_what_the_headline_says_is_the_news() -> None:
    """A first sentence that only describes gives way to the one that tells the headline's event."""
    body = "The old bridge is the longest in Europe. The council of Leeds closed the bridge on Monday."
    assert words(body, card_of(body, title="Leeds council closes bridge").what) == "closed the bridge on Monday"


def test_words_of_others_are_cited_only_with_whose_they_are() -> None:
    """A sentence of somebody's speech that does not name them answers nothing."""
    body = "The firm was robbed on Monday by its own guards. The firm lost a million dollars."
    said = Said("The firm was robbed on Monday by its own guards.", None)
    card = card_of(body, said=(said,), dates=("on Monday",))
    assert card.when is None
    assert all(
        fact is None or not fact.words.overlaps(place_of(body, said.content))
        for fact in (getattr(card, question) for question in QUESTIONS)
    )
    named = "The firm was robbed by its own guards, Ann Lee said."
    cited = card_of(named, said=(Said("The firm was robbed by its own guards", "Ann Lee", kind="indirect"),)).what
    assert cited is not None
    assert cited.sentence.of(named) == named


@pytest.mark.parametrize(
    "line",
    [
        "Council approves bridge",
        "Tuesday, May 14, 2024",
        "By Ann Lee, Staff Writer",
        "The old bridge in 2019. Image: Ann Lee.",
        "A view of the bridge in Leeds",
        "Copyright © 2024 Example News. All rights reserved.",
    ],
)
def test_what_is_no_prose_is_never_cited(line: str) -> None:
    """The headline again, dates, bylines, captions and footers give no facts."""
    body = f"{line}\n\nThe council of Leeds approved a new bridge.\n\n{line}"
    card = card_of(body, title="Council approves bridge")
    assert card.what is not None
    assert card.what.sentence.of(body) == "The council of Leeds approved a new bridge."
    assert card.what.paragraph == 2


def test_what_stands_under_sources_is_not_the_article() -> None:
    """A list of links at the end is not read."""
    body = "Rain fell.\n\nIt rained again.\n\nSources\n\nThe council said in a statement that the bridge was closed."
    assert card_of(body).documents == ()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Published: Tuesday, May 14, 2024, 9:42 p.m.", False),
        ("That’s all for tonight from the council that approved the bridge.", False),
        ("Thanks for reading how the council approved the bridge.", False),
        ("The live blog of how the council approved the bridge was closed at ten.", False),
        ("The council allowed live blogs of how it approved the bridge.", True),
        ("The council said that is all it approved.", True),
    ],
)
def test_a_live_blog_that_takes_leave_and_a_masthead_are_no_prose(line: str, *, kept: bool) -> None:
    """They tell of the page and not of the news, though they read like sentences."""
    told = "The council of Leeds approved a new bridge."
    article = Article("invented", "News", f"{line}\n\n{told}")
    assert [each.span.of(article.body) for each in prose(article)] == [line, told][not kept :]


TALE = "Each morning Ann Lee looked at her bill. It came on a Monday. She has one bath. “I live alone,” she said."


@pytest.mark.parametrize(
    ("body", "title", "what"),
    [
        (
            f"{TALE} Varn Water District paid 4 million for meters.",
            "Water district paid 4 million for meters",
            "paid 4 million for meters",
        ),
        (f"{TALE} Varn Water District was founded in 1950.", "Water district paid 4 million for meters", None),
        (
            "For decades biologists assumed that sharks die young. A team has caught old sharks.",
            "Sharks die old",
            "has caught old sharks",
        ),
        (
            "Ann Lee liked to say that poems pay. Lee sold a book of poems for a million.",
            "Lee’s poems",
            "sold a book of poems for a million",
        ),
    ],
)
def test_a_tale_to_begin_with_is_not_the_news(body: str, title: str, what: str | None) -> None:
    """What says most of the headline is, further down too; what lasted or somebody was wont to do is less likely it."""
    found = words(body, card_of(body, title=title).what)
    assert (found == what) if what else ("founded" not in (found or ""))
