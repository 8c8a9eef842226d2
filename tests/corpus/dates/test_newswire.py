"""What TimeML's guidelines ask for in newswire, law by law; the day of publication is Friday, 22 March 2013."""

from __future__ import annotations

import pytest

from tests.corpus.dates.reading import read

LAWS = {
    "a full date is its day": """
The bridge opened on [March 4, 2011]{2011-03-04}.
The bridge opened on [4 March 2011]{2011-03-04}.
The bridge opened on [the 4th of March, 2011]{2011-03-04}.
The bridge opened on [Sunday, May 8, 2011]{2011-05-08}, in the rain.
The bridge opened on [Sunday 8 May 2011]{2011-05-08}.
The deed is dated [Sept. 3, 1998]{1998-09-03}.
The deed is dated [Sep 3, 1998]{1998-09-03}.
The deed is dated [1998-09-03]{1998-09-03}.
The deed is dated [09/03/1998]{1998-09-03}.
The deed is dated [11/02/89]{1989-11-02}.
The deed is dated [25.12.2009]{2009-12-25}.
The deed is dated [3-Sep-1998]{1998-09-03}.
They met on [July 16th, 2009]{2009-07-16}.
The towers fell on [Sept. 11, 2001]{2001-09-11}.
He was born [February 24, 1955]{1955-02-24} in Lagos.
""",
    "a month of a year is that month": """
It closed in [September 2010]{2010-09}.
It closed in [September of 2010]{2010-09}.
It closed in [Sept. 2010]{2010-09}.
It closed in [September, 2010]{2010-09}, for good.
The lease ran until [May 1994]{1994-05}.
It has been shut since [March 2003]{2003-03}.
""",
    "a year is a year": """
He moved there in [1997]{1997}.
The [1994]{1994} agreement was never signed.
[2008]{2008} was a hard year.
The budget for [2014]{2014} is ready.
Growth will slow in [2014]{2014} and [2015]{2015}.
The plant, built in [1968]{1968}, is idle.
The charter was signed in [1215]{1215}.
She wrote it in [the year 2000]{2000}.
He left in ['98]{1998}.
Profit for [fiscal 1989]{1989} fell.
Profit for [fiscal year 2012]{2012} fell.
Profit for [FY 2012]{2012} fell.
Profit for [FY2012]{2012} fell.
""",
    "decades and centuries": """
It was the rage in [the 1980s]{198}.
It was the rage in [the early 1980s]{198}.
It was the rage in [the late '60s]{196}.
It was the rage in [the mid-1990s]{199}.
It was the rage in [the 90s]{199}.
It was the rage in [the sixties]{196}.
A [1970s]{197} novel won.
The mill dates from [the 19th century]{18}.
The mill dates from [the nineteenth century]{18}.
A [17th-century]{16} painting was stolen.
[The 21st century]{20} began badly.
[The 1930's]{193} were worse.
""",
    "quarters and halves": """
Sales rose in [the third quarter of 1989]{1989-Q3}.
Sales rose in [the third quarter]{2012-Q3}.
Sales rose in [the fourth quarter]{2012-Q4}.
Sales rose in [the first quarter]{2013-Q1}.
Sales will rise in [the second quarter]{2013-Q2}.
[Third-quarter]{2012-Q3} sales rose.
[First-quarter 2012]{2012-Q1} sales rose.
Sales rose in [the second quarter of last year]{2012-Q2}.
Sales rose in [last year's second quarter]{2012-Q2}.
Sales rose in [the 2011 second quarter]{2011-Q2}.
Profit fell in [Q3 2012]{2012-Q3}.
Profit fell in [the first half of 2012]{2012-H1}.
Profit fell in [the second half of last year]{2012-H2}.
Profit and sales fell in [the second half]{2012-H2}.
Profit fell in [the last quarter]{2012-Q4}.
Profit rose [this quarter]{2013-Q1}.
It expects a profit [next quarter]{2013-Q2}.
In [the third quarter]{2012-Q3} it lost $2 million; in [the quarter]{2012-Q3} sales fell, too.
Net rose to $12 million in [the third quarter]{2012-Q3} from $9 million [a year earlier]{2011-Q3}.
""",
    "seasons": """
They married in [the spring of 2009]{2009-SP}.
They married in [spring 2009]{2009-SP}.
They married [last summer]{2012-SU}.
They will marry [this summer]{2013-SU}.
They will marry [next fall]{2013-FA}.
They married [last fall]{2012-FA}.
They married in [the winter of 1998]{1998-WI}.
They married in [the autumn]{2012-FA}.
""",
    "a date without its year lies on the side that the verb says": """
The council met on [March 4]{2013-03-04}.
The council met on [Nov. 30]{2012-11-30}.
The council met in [November]{2012-11}.
The council will meet on [April 9]{2013-04-09}.
The council will meet on [Jan. 9]{2014-01-09}.
The council plans to meet in [June]{2013-06}.
The council met in [February]{2013-02}.
The council met [last November]{2012-11}.
The council will meet [next May]{2013-05}.
The council met [this January]{2013-01}.
The trial is set to begin [April 15]{2013-04-15}.
The offer expires [April 30]{2013-04-30}.
They have until [May 1]{2013-05-01} to answer.
Bids are due by [May 1]{2013-05-01}.
It has been closed since [August]{2012-08}.
He was elected in [November last year]{2012-11}.
He was elected in [July of last year]{2012-07}.
The storm struck [on]{} the coast in [late October]{2012-10}.
The storm struck in [mid-October]{2012-10}.
The storm struck at [the end of October]{2012-10}.
The storm struck at [the beginning of March]{2013-03}.
""".replace("[on]{}", "on"),
    "a weekday is the nearest on the side that the verb says": """
Police arrested him [Monday]{2013-03-18}.
Police arrested him on [Friday]{2013-03-22}.
Police arrested him [last Friday]{2013-03-15}.
Police arrested him on [Saturday]{2013-03-16}.
The court will hear him [Monday]{2013-03-25}.
The court will hear him [next Tuesday]{2013-03-26}.
The court is scheduled to hear him on [Thursday]{2013-03-28}.
He said on [Thursday]{2013-03-21} that talks would resume on [Monday]{2013-03-25}.
Police arrested him late [Monday]{2013-03-18}.
Shares fell in early trading [Tuesday]{2013-03-19}.
[Wednesday]{2013-03-20}'s vote was close.
""".replace("late [Monday]{2013-03-18}", "[late Monday]{2013-03-18}"),
    "yesterday, today and tomorrow": """
The minister resigned [yesterday]{2013-03-21}.
The minister resigned [today]{2013-03-22}.
The minister resigns [tomorrow]{2013-03-23}.
[Today]{2013-03-22}'s vote was close.
The minister resigned [the day before yesterday]{2013-03-20}.
The minister resigned [earlier today]{2013-03-22}.
""",
    "this, last and next with a unit": """
The mill closed [last week]{2013-W11}.
The mill closed [this week]{2013-W12}.
The mill closes [next week]{2013-W13}.
The mill closed [last month]{2013-02}.
The mill closed [this month]{2013-03}.
The mill closes [next month]{2013-04}.
The mill closed [last year]{2012}.
The mill closed [this year]{2013}.
The mill closes [next year]{2014}.
The mill closed [earlier this month]{2013-03}.
The mill closed [earlier this year]{2013}.
The mill closed [late last year]{2012}.
The mill closes [later this year]{2013}.
The mill closes [early next year]{2014}.
The mill closed [last weekend]{2013-W11-WE}.
The mill closed over [the weekend]{2013-W11-WE}.
The mill opens [this weekend]{2013-W12-WE}.
The mill closed at [the end of last year]{2012}.
The mill closes at [the end of the year]{2013}.
The mill closes by [the end of this month]{2013-03}.
The mill closes by [year-end]{2013}.
It was built [last century]{19}.
It lost money [last fiscal year]{2012}.
[This year]{2013}'s harvest was poor.
""",
    "so long ago": """
He retired [two years ago]{2011}.
He retired [a year ago]{2012}.
He retired [a month ago]{2013-02}.
He retired [two months ago]{2013-01}.
He retired [three weeks ago]{2013-W09}.
He retired [a week ago]{2013-W11}.
He retired [two days ago]{2013-03-20}.
He retired [ten days ago]{2013-03-12}.
He retired [about 20 years ago]{1993}.
He retired [more than a year ago]{2012}.
He retired [several years ago]{PAST_REF}.
He retired [a few weeks ago]{PAST_REF}.
He retired [nearly five years ago]{2008}.
He retired [more than three years ago]{2010}.
He retired [less than two weeks ago]{2013-W10}.
He retired [half a century ago]{1963}.
The city fell [2,500 years ago]{PAST_REF}.
He will retire [two years from now]{2015}.
""",
    "told from the last day spoken of": """
He resigned in [March 2009]{2009-03}; [a year later]{2010} he was back.
He resigned on [May 8, 2011]{2011-05-08} and returned [the following day]{2011-05-09}.
He resigned on [May 8, 2011]{2011-05-08} and returned [the next day]{2011-05-09}.
He resigned on [May 8, 2011]{2011-05-08} and returned [two days later]{2011-05-10}.
He resigned on [May 8, 2011]{2011-05-08} and returned [the same day]{2011-05-08}.
He resigned on [May 8, 2011]{2011-05-08}. Later [that day]{2011-05-08} he returned.
He resigned in [1997]{1997} and died [the following year]{1998}.
He resigned in [1997]{1997}, having married [the previous year]{1996}.
He resigned in [May 1997]{1997-05}. [That month]{1997-05} his firm failed.
He resigned in [May 1997]{1997-05}. [That year]{1997} his firm failed.
He resigned in [1997]{1997}, [two years earlier]{XXXX-XX-XX} than his wife.
""".replace("Later [that day]", "[Later that day]"),
    "durations": """
They talked for [two hours]{PT2H}.
They talked for [two days]{P2D}.
They talked for [three weeks]{P3W}.
They talked for [six months]{P6M}.
They talked for [a year]{P1Y}.
They talked for [an hour]{PT1H}.
They talked for [30 minutes]{PT30M}.
They talked for [half an hour]{PT30M}.
They talked for [several years]{PXY}.
They talked for [a few days]{PXD}.
They talked for [years]{PXY}.
They talked for [months]{PXM}.
They talked for [two and a half years]{P2.5Y}.
They talked for [nearly four years]{P4Y}.
They talked for [more than 20 years]{P20Y}.
They talked for [at least six weeks]{P6W}.
They talked for [a decade]{P1E}.
They talked for [two decades]{P2E}.
They talked for [a couple of weeks]{P2W}.
A [five-day]{P5D} strike ended.
A [three-year]{P3Y} contract was signed.
The [29-year-old]{P29Y} singer won.
A [two-year-old]{P2Y} law is at stake.
Prices rose in [the past two years]{P2Y}.
Prices rose over [the last decade]{P1E}.
Prices rose in [the past year]{P1Y}.
Prices will rise over [the next five years]{P5Y}.
Prices rose in [the last three months]{P3M}.
Prices rose in [the first nine months]{P9M} of [1989]{1989}.
The [12-month]{P12M} rate fell.
It was the first in [five years]{P5Y}.
It took [24 hours]{PT24H}.
Within [a week]{P1W} it was gone.
The firm was [52 years old]{P52Y}.
A [half-hour]{PT30M} film was shown.
The [yearlong]{P1Y} strike ended.
The [monthslong]{PXM} strike ended.
[A year-old]{P1Y} law is at stake.
The [year-long]{P1Y} strike ended.
[A quarter century]{P25Y} passed.
It is [twenty-five years]{P25Y} of work.
""",
    "sets": """
Rates are set [every year]{P1Y}.
Rates are set [each year]{P1Y}.
Rates are set [every two years]{P2Y}.
Rates are set [every day]{P1D}.
Rates are set [every Monday]{XXXX-WXX-1}.
Rates are set [annually]{P1Y}.
An [annual]{P1Y} fee is due.
A [daily]{P1D} flight was added.
A [weekly]{P1W} flight was added.
A [monthly]{P1M} fee is due.
They meet [twice a week]{P1W}.
They meet [three times a year]{P1Y}.
They meet [once a month]{P1M}.
It pays 40,000 dollars [a year]{P1Y}.
It pays $5 [an hour]{PT1H}.
It pumps two million barrels [a day]{P1D}.
It pumps two million barrels [per day]{P1D}.
They meet on [Mondays]{XXXX-WXX-1}.
They meet [every other day]{P2D}.
""",
    "the past, present and future at large": """
He is [now]{PRESENT_REF} in prison.
He is [currently]{PRESENT_REF} in prison.
The [current]{PRESENT_REF} chairman agreed.
He was [recently]{PAST_REF} released.
A [recent]{PAST_REF} study agrees.
Prices rose in [recent weeks]{PAST_REF}.
It happened in [the past]{PAST_REF}.
It will help in [the future]{FUTURE_REF}.
It will help in [the near future]{FUTURE_REF}.
[Future]{FUTURE_REF} deals are likely.
""",
    "times of day": """
It begins at [8:30 a.m.]{2013-03-22T08:30}
It begins at [9 a.m. Saturday]{2013-03-23T09:00}, and will be shown.
It begins at [2 p.m.]{2013-03-22T14:00} on the lawn.
It ended [Friday morning]{2013-03-22TMO}.
It ended [Thursday night]{2013-03-21TNI}.
It ended [last night]{2013-03-21TNI}.
It ended [this morning]{2013-03-22TMO}.
It ended [yesterday afternoon]{2013-03-21TAF}.
It begins [tonight]{2013-03-22TNI}.
It begins [tomorrow evening]{2013-03-23TEV}.
It ended at [noon]{2013-03-22T12:00}.
It ended [early Friday morning]{2013-03-22TMO}.
It ended on [the morning of March 4]{2013-03-04TMO}.
It was [18:00 GMT]{2013-03-22T18:00Z} by then.
""",
    "a time of day is on the day that stands beside it": """
The court met at [10 a.m.]{2013-03-21T10:00} on [Thursday]{2013-03-21}.
The court met on [Thursday]{2013-03-21} at [10 a.m.]{2013-03-21T10:00}
It struck at [7 p.m.]{2012-06-03T19:00} ([1900 GMT]{2012-06-03T19:00Z}) on [Sunday, June 3, 2012]{2012-06-03}.
It left at [5:34 a.m.]{2003-03-20T05:34} local time on [March 20, 2003]{2003-03-20}.
""",
    "a part of a day or month is one mention with it": """
All had left by [the end of the day Thursday]{2013-03-21}.
The fair opened on [the first Monday of April 2012]{2012-04-02}.
The fair opened on [the last Friday in May 2012]{2012-05-25}.
The fair opened on [the second Tuesday of March]{2013-03-12}.
The fair is held on [the first Monday of May]{XXXX-05} [every year]{P1Y}.
The fair is held in [May]{XXXX-05} [every year]{P1Y}.
The fair is held on [the last Friday of the month]{XXXX-WXX-5}.
""",
    "what only looks like a season, a day or a bound is none": """
Banks closed after the fall in prices.
Paper was known from the 2nd to [the 17th century]{16}.
It opened on [March 4]{2013-03-04}, [three days later]{XXXX-XX-XX} than planned.
""",
    "ranges give each of their ends": """
It ran from [1997]{1997} to [2003]{2003}.
It ran in [1997]{1997}-[2003]{2003}.
It ran in [1997]{1997}-[98]{1998}.
It ran between [1997]{1997} and [2003]{2003}.
The fair is on [May 3]{2013-05-03}-[5]{2013-05-05} and will be free.
The fair was held on [May 3]{2011-05-03}-[5, 2011]{2011-05-05}.
It ran from [July]{2009-07} to [September 2009]{2009-09}.
It ran from [December]{2008-12} to [March 2009]{2009-03}.
It runs [Monday]{2013-03-25} through [Thursday]{2013-03-28} and will be free.
It ran from [September]{2012-09} to [December last year]{2012-12}.
They talked for [decades]{PXE} and [centuries]{PXC}.
It ran in the [July]{2009-07}-[September 2009]{2009-09} quarter.
""",
    "what companies and markets say": """
Net for [the nine months]{P9M} ended [Sept. 30]{2012-09-30} rose.
Net rose from that of [the year-earlier period]{2012}.
In [the first nine months]{P9M} it fell.
Yields on [10-year]{P10Y} notes and [30-day]{P30D} paper rose.
At [4 p.m. EST]{2013-03-22T16:00} the index fell.
It recalled [October 1987]{1987-10}'s crash.
The plant should open by [mid-2014]{2014}, or by [the end of 2014]{2014}.
All will be hired by [year's end]{2013}.
It lost money in each of [the past five years]{P5Y}.
Prices fell 2% [the previous month]{2013-02}.
Prices may fall in [the coming months]{FUTURE_REF}.
It fell to a [52-week]{P52W} low.
Shares closed [Thursday]{2013-03-21} at $12.50, down from $13 [the day before]{2013-03-20}.
It earned $2 in [1997]{1997}, and nothing [the year before]{1996}.
The terms are 3% [a month]{P1M} for [18 months]{P18M}.
Sales are up 20 percent so far [this year]{2013}.
The [4 1/2-year]{P4.5Y} trial took [2 1/2 years]{P2.5Y}.
It was extended for [another year]{P1Y}.
In [the first half of this year]{2013-H1} it was closed.
""",
    "what agencies say": """
The bomb went off [Friday morning]{2013-03-22TMO}, [nine months]{P9M} after the first.
He left for a [four-day]{P4D} visit and returns on [the 24th]{2013-03-24}.
The blast at [10:30 p.m. Thursday]{2013-03-21T22:30} killed six.
It has happened almost [weekly]{P1W}.
He has been here since [last August]{2012-08}.
He was [41 years old]{P41Y} when he left.
They came back on [Sunday evening]{2013-03-17TEV} and left [the next morning]{2013-03-18TMO}.
It was delayed for [48 hours]{PT48H}.
It snowed in [the early hours of Monday]{2013-03-18TMO}.
It snowed [late Wednesday night]{2013-03-20TNI}.
It began on [Aug. 3]{2012-08-03} and ended [two days later]{2012-08-05}.
It began on [Aug. 3, 1997]{1997-08-03} and ended on [Sept. 5]{1997-09-05}.
It left at [0730 GMT]{2013-03-22T07:30Z}.
It began at [about 5 o'clock in the afternoon]{2013-03-22T17:00}.
[The Sept. 11]{2001-09-11} attacks changed that.
The [9/11]{2001-09-11} attacks changed that.
It opened in [July of that year]{2013-07}.
He spoke on [Thursday of last week]{2013-03-14}.
It was in [the month of June]{2012-06}.
He was seen on a [Tuesday]{XXXX-WXX-2}.
He was seen at a [Tuesday]{2013-03-19} meeting.
It was in [the first half of the 19th century]{18}.
It took 4.6 [billion]{} years.
""".replace("[The Sept. 11]", "The [Sept. 11]").replace("4.6 [billion]{} years", "[4.6 billion years]{P4600000000Y}"),
    "a time of day stands by the day that the news is of, past a year in passing": """
It sank on [Tuesday]{2013-03-19}. Built in [1998]{1998}, it left at [7 p.m.]{2013-03-19T19:00} and sank [an hour later]{2013-03-19TXX:XX}.
It sank on [Tuesday]{2013-03-19}. The ship, built in [May 1998]{1998-05}, left at [8:15 p.m.]{2013-03-19T20:15}, he said.
It sank on [May 8, 2010]{2010-05-08}, as another did in [1998]{1998}. The hearing begins at [8 p.m.]{2013-03-22T20:00}.
""",
    "holidays have their days": """
They met on [Christmas Day]{2012-12-25}.
They will meet on [Christmas Eve]{2013-12-24}.
They met on [New Year's Day]{2013-01-01}.
They will meet on [Easter Sunday]{2013-03-31}.
They met on [Thanksgiving]{2012-11-22}.
They met on [Labor Day 2010]{2010-09-06}.
They will meet on [the Fourth of July]{2013-07-04}.
""",
    "what is no time is none": """
She may leave, and they march on.
He came second in the race.
Some 1,500 people and 2000 troops came.
A Boeing 737-800 landed.
The score was 2-1, then 3-2.
It cost $2,000 and 1999 dollars.
Call 555-2013 or 202-555-1998.
Flight 1549 landed in the river.
Version 2.0.14 is out.
Windows 2000 and Office 2007 are dated.
Sun Microsystems was bought.
The Sunday Times said so.
Monday Night Football is back.
April told her mother.
May told her mother.
The seconds he took were poor.
A quarter of the voters stayed home.
The stock rose 1.5 to 1998 points.
The fall of the city was near.
At 1999 feet the air is thin.
Highway 2010 is closed.
Prime Minister Theresa May said May would stay, and the friends of May agreed.
The Seven Years' War was long.
He moved to Winter Haven.
They took it with thanksgiving.
Highs will be in the 80s, and he is in his 50s.
He was Man of the Year.
It is light-years away, as in the early days.
He told LA Weekly and the Daily News.
He scored a goal in the second half of the match, as he did in the first quarter.
He ran it in 4:30.
He was third on the third Monday in a row.
The March on Washington was long ago.
""",
}
CASES = [(law, line) for law, lines in LAWS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("law", "text"), CASES, ids=[f"{law}: {line}"[:110] for law, line in CASES])
def test_newswire(law: str, text: str) -> None:
    """Words, extent and TIMEX3 value of each expression are as marked, and nothing else is found."""
    _, expected, found = read(text)
    assert found == expected, law


@pytest.mark.parametrize(
    "text",
    [
        "The town was drawn away in the quarter-finals.",
        "It went out in the third quarter-final.",
        "It went out in the quarter final.",
        "He was beaten in the quarter-mile.",
        "Sales fell in [the third quarter]{2012-Q3} - twice.",
        "Sales fell in [the third quarter]{2012-Q3}.",
        "Sales fell at [the end of the quarter]{2013-Q1}.",
    ],
)
def test_a_quarter_in_another_word_is_none_of_the_year(text: str) -> None:
    """Quarter-finals are played in any of them."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose for the third quarter in a row.",
        "Sales rose for the third quarter in succession, as in Leeds.",
        "Sales fell for a second quarter running.",
        "Sales fell for a second quarter running as costs rose.",
        "Sales fell for the third quarter straight.",
        "Sales fell for a third quarter in a row in [May]{2012-05}.",
        "Sales fell in [the third quarter]{2012-Q3} in a row of shops.",
        "Sales fell in [the third quarter]{2012-Q3}, running at a loss.",
        "In [the third quarter]{2012-Q3} running costs rose.",
        "[The third quarter]{2012-Q3} running to [July]{2012-07} was poor.",
        "It closed in [the third quarter]{2012-Q3} straight after the strike.",
    ],
)
def test_a_quarter_in_a_row_is_a_count(text: str) -> None:
    """It is the third of several; what is running then, or comes straight after something, is in it."""
    body, expected, found = read(text)
    assert found == expected, body


@pytest.mark.parametrize(
    "text",
    [
        "Sunday opening, everywhere.",
        "The union is against Sunday trading.",
        "Here Sunday trading laws differ.",
        "The [Sunday]{2013-03-17} opening was cancelled after a fire.",
        "[Sunday]{2013-03-17}'s opening drew a crowd.",
        "Shares fell in [Friday]{2013-03-22} trading.",
        "She spent [Sunday]{2013-03-17} opening presents.",
        "He was seen on [Sunday]{2013-03-17} shopping.",
    ],
)
def test_a_weekday_that_makes_a_kind_is_no_day(text: str) -> None:
    """Shops that open on Sundays do on any of them."""
    body, expected, found = read(text)
    assert found == expected, body
