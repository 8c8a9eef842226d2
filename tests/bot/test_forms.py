"""What was typed into forms."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms import typed_in

_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["component", "components", "value", "custom_id"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    "field",
    [
        {"type": 18, "component": {"custom_id": "title", "value": "Fire"}},
        {"type": 1, "components": [{"custom_id": "title", "value": "Fire"}]},
        {"custom_id": "title", "value": "Fire"},
    ],
)
def test_a_field_is_found_however_it_is_wrapped(field: dict[str, Any]) -> None:
    """In a label, in a row or alone."""
    assert typed_in({"components": [field]}) == {"title": "Fire"}


@given(st.dictionaries(st.just("components"), _ANY))
def test_whatever_is_sent_by_hand_is_read_without_an_error(data: dict[str, Any]) -> None:
    """What is no field is passed over, of whatever type it is."""
    assert all(isinstance(each, str) for each in typed_in(data).values())
