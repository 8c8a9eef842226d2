"""No server ever sees another's article, through anything that people or the bot can do; in direct messages only the shared."""

from __future__ import annotations

import pytest

from tests.isolation.rows import SURFACES
from tests.isolation.surfaces import Surface, registered
from tests.isolation.twins import AMBER, QUILL, Twin
from tests.isolation.watching import check
from tests.isolation.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOOKING = [each for each in SURFACES if not each.changes]
DIRECT = [each for each in LOOKING if each.direct]


@pytest.mark.parametrize(("here", "there"), [(AMBER, QUILL), (QUILL, AMBER)], ids=["amber", "quill"])
@pytest.mark.parametrize("surface", LOOKING, ids=lambda each: each.name)
async def test_nothing_of_the_other_server_is_sent(one_world: World, surface: Surface, here: Twin, there: Twin) -> None:
    """Law 3: whatever is done, with whoever's ids, no mark of one server's articles stands in what goes to the other."""
    one_world.begin()
    await surface.act(one_world.of(here), one_world.of(there))
    check(surface, one_world.of(here))


@pytest.mark.parametrize("surface", DIRECT, ids=lambda each: each.name)
async def test_direct_messages_see_the_shared_articles_alone(one_world: World, surface: Surface) -> None:
    """Law 3: in direct messages no mark of any server's articles is sent, with whoever's ids."""
    one_world.begin()
    await surface.act(one_world.direct, one_world.of(AMBER))
    check(surface, one_world.direct)


async def test_everything_that_the_bot_listens_to_has_a_row(one_world: World) -> None:
    """A command, completion, button, menu or listener that nobody looks at here is told by its name, and so is a row of none."""
    covered = {each for surface in SURFACES for each in surface.covers}
    there = registered(one_world.client)
    assert there - covered == set(), "these need a row in tests/isolation/rows"
    assert covered - there == set(), "these rows cover nothing that is there"
