"""Values as rows of the tables, and back. Columns are called as the fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from bot.records.values import Cited, GivenAnswer
from retrieval.values import Differing, Grounds, Missing, Part


def row_of(value: Any, *, but: Collection[str] = ()) -> dict[str, Any]:
    """A value's fields by their names."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in but}


def row_of_answer(answer: GivenAnswer) -> dict[str, Any]:
    """An answer without its excerpts."""
    return {
        **row_of(answer, but={"cited"}),
        "parts": [asdict(part) for part in answer.parts] or None,
        "missing": answer.missing and asdict(answer.missing),
        "grounds": answer.grounds and asdict(answer.grounds),
        "differing": [asdict(each) for each in answer.differing] or None,
    }


def answer_of(row: Mapping[str, Any], cited: Sequence[Cited]) -> GivenAnswer:
    """The answer of a row and its excerpts."""
    values = {
        **row,
        "generations": tuple(row["generations"]),
        "cited": tuple(cited),
        "parts": tuple(Part(each["asks"], tuple(each["citations"])) for each in row["parts"] or ()),
        "missing": row["missing"] and Missing(**row["missing"]),
        "grounds": row["grounds"] and Grounds(**row["grounds"]),
        "differing": tuple(
            Differing(each["kind"], tuple(map(tuple, each["values"]))) for each in row["differing"] or ()
        ),
    }
    return GivenAnswer(**values)
