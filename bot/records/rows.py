"""Values as rows of the tables, and back. Columns are called as the fields, and each row is led by the server that it is of."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from bot.records.values import Change, Cited, GivenAnswer, Listing
from retrieval.values import Differing, Grounds, Missing, Part

# In place of a server: direct messages, and facts of the whole deployment.
NO_SERVER = 0


def server_of(guild_id: int | None) -> int:
    """A server as keys have it."""
    return NO_SERVER if guild_id is None else guild_id


def row_of(value: Any, *, but: Collection[str] = ()) -> dict[str, Any]:
    """A value's fields by their names."""
    return {field.name: getattr(value, field.name) for field in fields(value) if field.name not in but}


def row_of_answer(answer: GivenAnswer) -> dict[str, Any]:
    """An answer without its excerpts."""
    return {
        **row_of(answer, but={"cited"}),
        "guild_id": server_of(answer.guild_id),
        "parts": [asdict(part) for part in answer.parts] or None,
        "missing": answer.missing and asdict(answer.missing),
        "grounds": answer.grounds and asdict(answer.grounds),
        "differing": [asdict(each) for each in answer.differing] or None,
    }


def answer_of(row: Mapping[str, Any], cited: Sequence[Cited]) -> GivenAnswer:
    """The answer of a row and its excerpts."""
    values = {
        **row,
        "guild_id": row["guild_id"] or None,
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


def row_of_change(change: Change) -> dict[str, Any]:
    """A change, led by the server whose articles it is of."""
    row = row_of(change, but={"corpus_id", "guild_id"})
    return {**row, "id": time.time_ns(), "guild_id": change.corpus_id, "from_guild_id": change.guild_id}


def change_of(row: Mapping[str, Any]) -> Change:
    """The change of a row."""
    values = {name: value for name, value in row.items() if name not in {"id", "from_guild_id"}}
    return Change(**{**values, "corpus_id": row["guild_id"], "guild_id": row["from_guild_id"]})


def row_of_listing(listing: Listing) -> dict[str, Any]:
    """A listing."""
    return {**row_of(listing), "guild_id": server_of(listing.guild_id)}


def listing_of(row: Mapping[str, Any]) -> Listing:
    """The listing of a row."""
    options = tuple((name, value) for name, value in row["options"])
    return Listing(**{**row, "guild_id": row["guild_id"] or None, "options": options})
