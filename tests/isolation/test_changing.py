"""No server ever sees another's article while articles, settings and servers come, change and go."""

from __future__ import annotations

import pytest

from tests.isolation.conftest import MakeWorld
from tests.isolation.rows import SURFACES
from tests.isolation.surfaces import Surface
from tests.isolation.twins import AMBER, QUILL, Twin
from tests.isolation.watching import check

CHANGING = [each for each in SURFACES if each.changes]


@pytest.mark.parametrize(("here", "there"), [(AMBER, QUILL), (QUILL, AMBER)], ids=["amber", "quill"])
@pytest.mark.parametrize("surface", CHANGING, ids=lambda each: each.name)
async def test_nothing_of_the_other_server_is_sent(
    make_world: MakeWorld, surface: Surface, here: Twin, there: Twin
) -> None:
    """Law 3, where something changes: no mark of one server's articles stands in what goes to the other or to who runs the bot."""
    async with make_world(FOOTNOTE_SELECTOR__MODEL=surface.selector) as world:
        await surface.act(world.of(here), world.of(there))
        check(surface, world.of(here))
