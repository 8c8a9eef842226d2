"""`footnote check` from a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.console import main
from config.settings import Settings

TEXT = "The lighthouse of Cape Varn was built in 1871. It burned down in 1912. Why?"


def test_the_findings_are_shown_and_counted(
    hashing: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each sentence with what came of it, both values where they differ, and the excerpt with its place."""
    assert main(["check", TEXT, "--corpus", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "“The lighthouse of Cape Varn was built in 1871.”\nFound\n[1] The lighthouse of Cape Varn was built" in shown
    assert "A different day\nThe text says “1912”, the article “1902”." in shown
    assert "Not checked: it asks something" in shown
    assert shown.endswith("1 found · 1 different · 1 not checked\n")


def test_the_findings_are_readable_by_machines(
    hashing: Settings, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One JSON object; every span is of the article's body."""
    assert main(["check", TEXT, "--corpus", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main(["article", "lighthouse", "--corpus", str(folder), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)["body"]
    assert [each["outcome"] for each in found["findings"]] == ["found", "different", "not_checked"]
    assert found["left"] == 0
    for each in found["findings"][:2]:
        citation = each["citation"]
        assert body[citation["start"] : citation["end"]] == citation["text"]
    (difference,) = found["findings"][1]["differences"]
    stated = difference["stated"]
    assert (difference["kind"], difference["said"], stated["text"]) == ("day", "1912", "1902")
    assert body[stated["start"] : stated["end"]] == "1902"


def test_a_day_is_one(hashing: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no day is refused by its name, as wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["check", TEXT, "--day", "30 Nov"])
    assert ended.value.code == 2
    assert "'30 Nov' is no day like 2015-11-30" in capsys.readouterr().err


def test_an_unknown_article_is_named(hashing: Settings, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence says which."""
    assert main(["check", TEXT, "--corpus", str(folder), "--article", "bridge"]) == 1
    assert "'bridge'" in capsys.readouterr().err
