"""The article that ships with Footnote, the real model and the commands of README."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.console import main
from corpus.folder import SHIPPED, read_folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: the first test builds the generation."""
    return tmp_path_factory.mktemp("shipped")


@pytest.fixture(autouse=True)
def its_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real model, and the shared corpus seeded from what ships."""
    monkeypatch.setenv("FOOTNOTE_DATA_DIR", str(home))


def ask(capsys: pytest.CaptureFixture[str], question: str) -> dict[str, Any]:
    assert main(["ask", question, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_body_holds_neither_byline_nor_headline() -> None:
    """Title, publisher, author and date are metadata; the body begins and ends with the story."""
    (article,) = read_folder(SHIPPED, 2**20).articles
    assert (article.publisher, article.author, article.url) == ("TVI", "Web Staff", None)
    assert (str(article.published), article.published_basis) == ("2015-11-30", "inferred")
    assert article.body.startswith("BlackBerry has confirmed that it is exiting its entire operations")
    assert article.body.endswith("TechCrunch reported.")
    assert article.title not in article.body
    assert "“security reasons.”" in article.body


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "When will BlackBerry stop operating in Pakistan?",
            "“After Nov. 30, BlackBerry will no longer operate in Pakistan.”",
        ),
        ("Who is the Chief Operating Officer of BlackBerry?", "Marty Beard, Chief Operating Officer at BlackBerry"),
        ("Why did BlackBerry leave Pakistan?", "to avoid allowing authorities in the nation to monitor"),
    ],
)
def test_it_answers_in_its_own_words(capsys: pytest.CaptureFixture[str], question: str, words: str) -> None:
    """What the article says is answered with the sentence that says it, typographic marks included."""
    answer = ask(capsys, question)
    assert answer["outcome"] == "answer"
    assert words in answer["answer"]
    assert (answer["citations"][0]["link"], answer["citations"][0]["published_basis"]) == (None, "inferred")


@pytest.mark.parametrize(
    "question", ["What is the capital of France?", "How do I bake sourdough bread?", "Who won the 1966 World Cup?"]
)
def test_it_says_when_the_article_does_not(capsys: pytest.CaptureFixture[str], question: str) -> None:
    """What the article is not about is an honest no, with a low confidence on the same scale."""
    answer = ask(capsys, question)
    assert (answer["outcome"], answer["reason"]) == ("no_answer", "off_topic")
    assert answer["confidence"] < 0.1


def test_it_says_so_where_the_article_only_sounds_like_it(capsys: pytest.CaptureFixture[str]) -> None:
    """What shares nearly all words with a sentence that does not state it is not answered, and what is missing is named."""
    answer = ask(capsys, "How many BES customers are in Pakistan?")
    assert (answer["outcome"], answer["reason"]) == ("no_answer", "not_stated")
    assert answer["missing"]["kind"] == "number"


def test_another_office_is_no_answer(capsys: pytest.CaptureFixture[str]) -> None:
    """The article names no CEO: that Beard is Chief Operating Officer does not tell who is."""
    answer = ask(capsys, "Who is the CEO of BlackBerry?")
    assert (answer["outcome"], answer["reason"]) == ("no_answer", "not_stated")
    assert answer["missing"]["kind"] == "person"


def test_a_pipe_into_the_main_command_is_answered(home: Path) -> None:
    """What `make run` starts answers a piped question and ends well."""
    done = subprocess.run(
        [sys.executable, "-m", "bot"],
        input="Why did BlackBerry leave Pakistan?\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "[1] BlackBerry has confirmed" in done.stdout
