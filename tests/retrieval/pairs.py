"""Small articles by twos: some give different values for what is asked, some the same in other words, some are of other things."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from corpus.values import Article

_EARLY, _LATE = dt.date(2015, 2, 1), dt.date(2015, 3, 3)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question of two articles; `differ` are the words that both give for it, newest first, () where they do not differ."""

    name: str
    question: str
    older: str
    newer: str
    differ: tuple[str, str] | tuple[()] = ()

    @property
    def articles(self) -> tuple[Article, Article]:
        """The older of the Reuters, the newer of the Dawn."""
        return (
            Article("older", "Report", self.older, "Reuters", published=_EARLY, published_basis="stated"),
            Article("newer", "Report", self.newer, "Dawn", published=_LATE, published_basis="stated"),
        )


DIFFERING = (
    Pair(
        "figure",
        "How many people live in Pakistan?",
        "Pakistan has grown fast. About 150 million people live in Pakistan. Most of them are young.",
        "The census of Pakistan is overdue. 180 million people live in Pakistan. Karachi is the largest city.",
        ("180 million", "About 150 million"),
    ),
    Pair(
        "toll that rises",
        "How many people were killed by the flood in Orvale?",
        "Rain fell for a week. The flood in Orvale killed at least 15 people. Roads were closed.",
        "The water is falling at last. At least 31 people were killed by the flood in Orvale. Schools stay closed.",
        ("At least 31", "at least 15"),
    ),
    Pair(
        "money",
        "How much did the Marrow bridge cost?",
        "The mayor opened it on Sunday. The Marrow bridge cost $40 million. It has four lanes.",
        "The audit took a year. The Marrow bridge cost $52 million. Tolls pay for it.",
        ("$52 million", "$40 million"),
    ),
    Pair(
        "day",
        "When was the Tolby observatory opened?",
        "Visitors come from far away. The Tolby observatory was opened on 30 November 1987. It has two domes.",
        "The roof leaks. The Tolby observatory was opened on 4 May 1988. Repairs will take months.",
        ("4 May 1988", "30 November 1987"),
    ),
    Pair(
        "name",
        "Who designed the Tolby observatory?",
        "Visitors come from far away. The Tolby observatory was designed by Ida Holm. It has two domes.",
        "The roof leaks. The Tolby observatory was designed by Marten Reed. Repairs will take months.",
        ("Marten Reed", "Ida Holm"),
    ),
    Pair(
        "place",
        "Where was the painter Lena Voss born?",
        "She is well known. The painter Lena Voss was born in Graz. She draws every day.",
        "Her pictures sell well. The painter Lena Voss was born in Linz. She lives abroad.",
        ("Linz", "Graz"),
    ),
    Pair(
        "beside much else",
        "How many people are missing after the flood of Orvale?",
        "The flood of Orvale came on Sunday. Houses were damaged, bridges fell and more than 30 people are missing.",
        "The water in Orvale falls. Six people are still missing.",
        ("Six", "more than 30"),
    ),
)

AGREEING = (
    Pair(
        "the same figure otherwise",
        "How much did the Marrow bridge cost?",
        "The mayor opened it on Sunday. The Marrow bridge cost $40 million. It has four lanes.",
        "The audit took a year. The Marrow bridge cost 40m dollars. Tolls pay for it.",
    ),
    Pair(
        "rounded",
        "How many people live in Orvale?",
        "The town grows. 21,480 people live in Orvale. It has a port.",
        "The port is old. About 21,000 people live in Orvale. Ships come daily.",
    ),
    Pair(
        "the same day otherwise",
        "When was the Tolby observatory opened?",
        "Visitors come from far away. The Tolby observatory was opened on 30 November 1987. It has two domes.",
        "The roof leaks. The Tolby observatory was opened on Nov 30, 1987. Repairs will take months.",
    ),
    Pair(
        "a day and its year",
        "When was the Tolby observatory opened?",
        "Visitors come from far away. The Tolby observatory was opened on 30 November 1987. It has two domes.",
        "The roof leaks. The Tolby observatory was opened in 1987. Repairs will take months.",
    ),
    Pair(
        "a surname",
        "Who designed the Tolby observatory?",
        "Visitors come from far away. The Tolby observatory was designed by Ida Holm. It has two domes.",
        "The roof leaks. The Tolby observatory was designed by Holm. Repairs will take months.",
    ),
    Pair(
        "a town and its country",
        "Where was the painter Lena Voss born?",
        "She is well known. The painter Lena Voss was born in Graz. She draws every day in Austria.",
        "Her pictures sell well. The painter Lena Voss was born in Austria. She lives abroad.",
    ),
    Pair(
        "another town",
        "How many people live in Orvale?",
        "The town grows. 21,480 people live in Orvale. It has a port.",
        "The village is quiet. 900 people live on the island of Skarn. It has a lighthouse.",
    ),
    Pair(
        "another town in the same words",
        "how many people live in orvale",
        "The town grows. The council has counted that 21,480 people live in Orvale at present. It has a port.",
        "The town is quiet. The council has counted that 9,300 people live in Skarn at present. It has a lighthouse.",
    ),
    Pair(
        "another firm in the same words",
        "How many ships were sold in the year before the crisis?",
        "Times were good. In the year before the crisis Halden sold 40 ships to its customers. It grew.",
        "Times were good. In the year before the crisis Marrow sold 55 ships to its customers. It shrank.",
    ),
    Pair(
        "another time",
        "How many cars did Halden sell?",
        "The plant is new. Halden sold 40,000 cars in the first quarter. It employs many people.",
        "The plant is busy. Halden sold 55,000 cars in the second quarter. It employs more people.",
    ),
    Pair(
        "another thing counted",
        "How many people did the flood in Orvale hurt?",
        "Rain fell for a week. The flood in Orvale hurt 40 people. Roads were closed.",
        "The water is falling at last. The flood in Orvale destroyed 300 houses. Schools stay closed.",
    ),
    Pair(
        "a yes or no",
        "Did the Marrow bridge cost $40 million?",
        "The mayor opened it on Sunday. The Marrow bridge cost $40 million. It has four lanes.",
        "The audit took a year. The Marrow bridge cost $52 million. Tolls pay for it.",
    ),
)
