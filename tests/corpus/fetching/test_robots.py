"""What a robots.txt says, however odd its lines are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetching.robots import lets_read

ODD = [
    "Disallow: //[a-z]",
    "Allow: http://[x/",
    "Disallow: //a%E2%84%80b/",
    "Crawl-delay: ²",
    "Request-rate: ²/1",
    "Crawl-delay: " + "9" * 5000,
]
PIECES = ["/", "//", "[", "]", "%5B", "%E2%84%80", "?", "#", ":", "@", "a", "²", "\\", " ", "\t"]
FIELDS = ["User-agent", "Disallow", "Allow", "Crawl-delay", "Request-rate", "Sitemap", "", "#"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
LINES = st.lists(st.tuples(st.sampled_from(FIELDS), WORDS).map(": ".join), max_size=8)


@pytest.mark.parametrize("odd", ODD, ids=range(6))
def test_a_line_that_cannot_be_read_takes_no_other_with_it(odd: str) -> None:
    """What else the site forbids stays forbidden, and nothing more is."""
    robots = f"User-agent: *\n{odd}\nDisallow: /mill\n".encode()
    assert not lets_read(robots, "https://news.example/mill")
    assert lets_read(robots, "https://news.example/other")


@pytest.mark.parametrize("odd", ODD, ids=range(6))
def test_a_line_that_cannot_be_read_ends_the_names_before_it(odd: str) -> None:
    """What is forbidden to the robots named after it is not forbidden to those before."""
    robots = f"User-agent: Footnote\n{odd}\nUser-agent: Other\nDisallow: /\n".encode()
    assert lets_read(robots, "https://news.example/mill")


@pytest.mark.parametrize("host", ["a.b%5B", "a.b%E2%84%80", "[::1]:80"])
def test_rules_are_about_what_stands_behind_the_host(host: str) -> None:
    """Whatever the host is called."""
    robots = b"User-agent: *\nDisallow: /mill"
    assert not lets_read(robots, f"https://{host}/mill")
    assert lets_read(robots, f"https://{host}/other")
    assert lets_read(robots, f"https://{host}")


@given(LINES, WORDS)
def test_any_lines(lines: list[str], behind: str) -> None:
    """Nothing is raised."""
    lets_read("\n".join(lines).encode(), "https://news.example" + behind)
