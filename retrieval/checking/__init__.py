"""Holds sentences against the articles: what an excerpt says, what it says otherwise, and what none says."""

from __future__ import annotations

from retrieval.checking.checking import check_statement, sought
from retrieval.checking.statements import MOST_STATEMENTS, read_message
from retrieval.checking.values import Check, Difference, Finding, Statement

__all__ = [
    "MOST_STATEMENTS",
    "Check",
    "Difference",
    "Finding",
    "Statement",
    "check_statement",
    "read_message",
    "sought",
]
