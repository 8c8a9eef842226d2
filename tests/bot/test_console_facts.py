"""`footnote timeline`, `quotes`, `card`, and their batches and figures: the machine-readable contract and the exits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from bot.console import main
from config.settings import Settings
from corpus.folder import SHIPPED
from tests.bot.test_console import CITATION

SHIPPED_ID = "blackberry-exits-pakistan"
EVENT = {
    "article_id", "first_day", "last_day", "precision", "basis", "resolved_against", "status", "phrase", "clause",
    "citation", "citations",
}  # fmt: skip
QUOTE = {
    "article_id", "kind", "speaker", "speaker_name", "speaker_role", "inferred", "cue", "content", "citation",
}  # fmt: skip
CARD = {"who", "what", "when", "where", "why", "how", "sources"}
ARTICLE = {"id", "title", "publisher", "published", "published_basis", "url", "words"}


@pytest.fixture
def corpus(folder: Path) -> Path:
    """The three articles and the shipped one."""
    for file in SHIPPED.iterdir():
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def footnote(hashing: Settings, corpus: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command over the four articles; returns (exit code, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--corpus", str(corpus)])
        return (code, *capsys.readouterr())

    return run


def bodies(footnote: Any) -> dict[str, str]:
    ids = [each["id"] for each in json.loads(footnote("articles", "--json")[1])["articles"]]
    return {each: json.loads(footnote("article", each, "--json")[1])["body"] for each in ids}


def check_stretch(stretch: dict[str, Any], body: str) -> None:
    assert stretch.keys() == {"start", "end", "text"}
    assert body[stretch["start"] : stretch["end"]] == stretch["text"]
    assert stretch["text"].strip()


def check_citation(citation: dict[str, Any], body: str, article_id: str) -> None:
    assert citation.keys() == CITATION
    assert citation["article_id"] == article_id
    assert body[citation["start"] : citation["end"]] == citation["text"]


def check_event(event: dict[str, Any], body: str, article_id: str) -> None:
    assert event.keys() == EVENT
    assert event["article_id"] == article_id
    assert event["citation"] == event["citations"][0]
    for citation in event["citations"]:
        check_citation(citation, body, article_id)
    check_stretch(event["phrase"], body)
    assert event["phrase"]["text"] in event["citation"]["text"]
    assert event["clause"] in event["citation"]["text"]
    assert event["first_day"] or event["last_day"]
    assert event["basis"] in {"stated", "resolved", "approximate"}
    assert event["status"] in {"past", "planned", "future", "unknown"}


def check_quote(quote: dict[str, Any], body: str, article_id: str) -> None:
    assert quote.keys() == QUOTE
    check_citation(quote["citation"], body, article_id)
    check_stretch(quote["content"], body)
    assert quote["content"]["text"] in quote["citation"]["text"]
    if quote["speaker"] is not None:
        check_stretch(quote["speaker"], body)


def test_timeline_json_keeps_the_contract(footnote: Any) -> None:
    """`timeline --json` has exactly the promised keys, every stretch is the body's, and events are in order of time."""
    code, out, _ = footnote("timeline", "--json")
    assert code == 0
    texts, events = bodies(footnote), json.loads(out)["events"]
    assert {SHIPPED_ID, "lighthouse"} <= {event["article_id"] for event in events}
    for event in events:
        check_event(event, texts[event["article_id"]], event["article_id"])
    days = [event["first_day"] or event["last_day"] for event in events]
    assert days == sorted(days)


def test_timeline_is_bounded_by_days_person_and_article(footnote: Any) -> None:
    """Days, months and years bound it; a name leaves only events that name it."""

    def days(*words: str) -> list[str]:
        code, out, _ = footnote("timeline", "--json", *words)
        assert code == 0
        return [event["first_day"] or event["last_day"] for event in json.loads(out)["events"]]

    assert days("--article", SHIPPED_ID) == ["2015-07-01", "2015-11-30", "2015-12-01"]
    assert days("--article", SHIPPED_ID, "--from", "2015-11", "--to", "2015-11-30") == ["2015-11-30"]
    assert days("--article", SHIPPED_ID, "--to", "2014") == []
    assert days("--article", SHIPPED_ID, "--person", "pta") == ["2015-07-01", "2015-12-01"]
    assert all(day < "1902" for day in days("--to", "1901"))


def test_timeline_for_people(footnote: Any) -> None:
    """Days in words, the basis marked, what is planned in a block after what is past; an empty one says what is dated."""
    code, out, _ = footnote("timeline", "--article", SHIPPED_ID)
    assert code == 0
    lines = out.splitlines()
    (july,) = [line for line in lines if line.startswith("July 2015")]
    ahead = lines.index("Planned or to come when written")
    assert lines.index(july) < ahead
    assert any(line.startswith("up to 1 December 2015") for line in lines[ahead:])
    assert any(line.startswith("after 30 November 2015") for line in lines[ahead:])
    assert "by the date of publication, which is inferred" in out
    code, out, _ = footnote("timeline", "--article", SHIPPED_ID, "--from", "2020")
    assert code == 0
    assert "the articles date 3 events (July to December 2015)" in out


def test_timeline_is_drawn(footnote: Any, tmp_path: Path) -> None:
    """--png writes a picture and says so; an empty timeline writes none; a folder that is not there is one sentence."""
    file = tmp_path / "timeline.png"
    code, _, err = footnote("timeline", "--article", SHIPPED_ID, "--png", str(file))
    assert code == 0
    assert "holds the picture" in err
    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    empty = tmp_path / "empty.png"
    code, _, err = footnote("timeline", "--article", SHIPPED_ID, "--from", "2020", "--png", str(empty))
    assert (code, empty.exists()) == (0, False)
    assert "no event to draw" in err
    code, out, err = footnote("timeline", "--png", str(tmp_path / "nowhere" / "timeline.png"))
    assert code == 1
    assert "July 2015" in out  # what could be shown was
    assert "No such file or directory" in err


def test_days_the_wrong_way_round_exit_2(footnote: Any) -> None:
    """No day lies between a day and one before it: that is no answer but a slip."""
    code, out, err = footnote("timeline", "--from", "2015-12", "--to", "2015-01")
    assert (code, out) == (2, "")
    assert "--from 2015-12-01 is after --to 2015-01-31" in err


def test_quotes_json_keeps_the_contract(footnote: Any) -> None:
    """`quotes --json` has exactly the promised keys and every stretch is the body's."""
    code, out, _ = footnote("quotes", "--json")
    assert code == 0
    texts, said = bodies(footnote), json.loads(out)["quotes"]
    assert {SHIPPED_ID, "bakery"} <= {quote["article_id"] for quote in said}
    for quote in said:
        check_quote(quote, texts[quote["article_id"]], quote["article_id"])


def test_quotes_of_one_speaker(footnote: Any) -> None:
    """By surname as by full name; whoever is not quoted is told who is."""
    by_name = json.loads(footnote("quotes", "--json", "--speaker", "Marty Beard")[1])["quotes"]
    assert len(by_name) >= 3
    assert {quote["speaker_name"] for quote in by_name} == {"Marty Beard"}
    assert json.loads(footnote("quotes", "--json", "--speaker", "beard")[1])["quotes"] == by_name
    assert json.loads(footnote("quotes", "--json", "--speaker", "Tom Reed", "--article", SHIPPED_ID)[1])["quotes"] == []
    code, out, _ = footnote("quotes", "--speaker", "Obama", "--article", SHIPPED_ID)
    assert code == 0
    assert "Nobody of that name is quoted; quoted are: Marty Beard" in out
    _, out, _ = footnote("quotes", "--speaker", "Beard")
    assert "Marty Beard" in out
    assert "written “Marty Bear”" in out


@pytest.mark.usefixtures("hashing")
def test_without_a_name_nobody_is_quoted_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where only those are quoted who have no name, asking for one says no more than that."""
    articles = tmp_path / "unnamed"
    articles.mkdir()
    (articles / "a.txt").write_text("“We bake at night,” said a baker.", "utf-8")
    assert main(["quotes", "--corpus", str(articles)]) == 0
    assert "We bake at night" in capsys.readouterr().out
    assert main(["quotes", "--speaker", "Holm", "--corpus", str(articles)]) == 0
    assert "Nobody is quoted by name." in capsys.readouterr().out


def test_card_keeps_the_contract(footnote: Any) -> None:
    """Each of the six questions has words and their citation, or null; the sources are counted."""
    code, out, _ = footnote("card", "--article", SHIPPED_ID, "--json")
    assert code == 0
    card, body = json.loads(out), bodies(footnote)[SHIPPED_ID]
    assert card.keys() == CARD | ARTICLE
    for question in CARD - {"sources"}:
        if card[question] is not None:
            check_stretch(card[question]["words"], body)
            check_citation(card[question]["citation"], body, SHIPPED_ID)
            assert card[question]["words"]["text"] in card[question]["citation"]["text"]
    assert card["who"]["words"]["text"] == "BlackBerry"
    assert card["sources"].keys() == {"named", "unnamed", "documents"}
    for source in [each for kind in card["sources"].values() for each in kind]:
        assert source["count"] == len(source["uses"])
        for use in source["uses"]:
            check_stretch(use, body)
    _, out, _ = footnote("card", "--article", SHIPPED_ID)
    assert "Who: BlackBerry [1]" in out
    assert "How: not stated in this article" in out


def test_a_card_is_of_one_article(footnote: Any, corpus: Path) -> None:
    """Among several one must be named; where there is only one it is meant; without any there is none."""
    code, out, err = footnote("card")
    assert (code, out) == (1, "")
    assert "there are 4 articles: name one with --article" in err
    for file in corpus.iterdir():
        if file.name != "bakery.md":
            file.unlink()
    footnote("corpus", "reload")
    assert "Bakery wins prize" in footnote("card")[1]
    (corpus / "bakery.md").unlink()
    footnote("corpus", "reload")
    code, _, err = footnote("card")
    assert code == 1
    assert "there are no articles yet" in err


@pytest.mark.parametrize("command", ["timeline", "quotes", "card"])
def test_an_unknown_article_exits_1(footnote: Any, command: str) -> None:
    """One sentence that names it."""
    code, out, err = footnote(command, "--article", "no-such")
    assert (code, out) == (1, "")
    assert "there is no article 'no-such'" in err


@pytest.mark.parametrize(
    "words",
    [
        ("timeline", "--from", "yesterday"),
        ("timeline", "--to", "2015-13"),
        ("timeline", "--from", "2015-02-30"),
        ("timeline", "--from", ""),
        ("timeline", "--to", "99999"),
        ("timeline", "--person", "?!"),
        ("quotes", "--speaker", " "),
        ("batch", "dates"),
        ("evaluate", "quotes", "--docs", "x"),
    ],
)
def test_wrong_usage_exits_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A day that is none, or a name without letters, is told with the usage."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert "usage: footnote" in err


DOCS: list[dict[str, Any]] = [
    {
        "doc_id": "a:Ü/1",
        "title": None,
        "text": "\u00a0 Ida Holm said on Monday that the tower fell on 3 May 2014. “It stood for two years,” she added. ",
        "dct": "2014-05-07",
        "timexes": [{"start": 19, "end": 25, "type": "DATE", "value": "2014-05-05"}],
    },
    {"doc_id": "", "text": "Nothing.", "dct": None, "timexes": []},
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two documents."""
    file = tmp_path / "docs.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in DOCS), "utf-8")
    return file


@pytest.mark.parametrize(("action", "key"), [("dates", "dates"), ("timeline", "events"), ("quotes", "quotes")])
def test_batches_line_for_line(docs: Path, capsys: pytest.CaptureFixture[str], action: str, key: str) -> None:
    """One line out for each line in, in order, ids as given, offsets into the text unchanged; only results on stdout."""
    assert main(["batch", action, "--docs", str(docs)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["doc_id"] for line in lines] == ["a:Ü/1", ""]
    assert all(line.keys() == {"doc_id", key} for line in lines)
    assert lines[1][key] == []
    assert lines[0][key]
    for each in lines[0][key]:
        if action == "dates":
            assert each.keys() == {"start", "end", "text", "type", "value", "first_day", "last_day"}
            assert DOCS[0]["text"][each["start"] : each["end"]] == each["text"]
        else:
            check = check_event if action == "timeline" else check_quote
            check(each, DOCS[0]["text"], "a:Ü/1")


def test_a_batch_reads_dates_against_the_documents_day(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`dct` is what "Monday" is resolved against."""
    assert main(["batch", "dates", "--docs", str(docs)]) == 0
    dates = json.loads(capsys.readouterr().out.splitlines()[0])["dates"]
    assert [(each["text"], each["type"], each["value"]) for each in dates] == [
        ("Monday", "DATE", "2014-05-05"),
        ("3 May 2014", "DATE", "2014-05-03"),
        ("two years", "DURATION", "P2Y"),
    ]
    assert (dates[0]["first_day"], dates[2]["first_day"]) == ("2014-05-05", None)


@pytest.mark.parametrize("day", ["2014-02-30", "yesterday", 20140507, "", []])
def test_a_batch_names_a_day_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str], day: Any) -> None:
    """A malformed dct stops the batch before anything is printed, and names the line."""
    file = tmp_path / "docs.jsonl"
    file.write_text(json.dumps({"doc_id": "a", "text": "Text.", "dct": day}), "utf-8")
    assert main(["batch", "dates", "--docs", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "line 1: dct is no day like 2015-11-30" in err


def test_evaluate_dates_and_quotes_print_figures(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures for people and as JSON with the number of items that each is over."""
    assert main(["evaluate", "dates", "--docs", str(docs), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["value_f1"] == {"value": 0.5, "n": 1}  # of three mentions one is gold
    assert figures["DATE:value_f1"] == {"value": pytest.approx(2 / 3), "n": 1}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        json.dumps({"doc_id": "a:Ü/1", "source": {"start": 2, "end": 10}, "content": {"start": 62, "end": 84}}), "utf-8"
    )
    assert main(["evaluate", "quotes", "--docs", str(docs), "--gold", str(gold)]) == 0
    out = capsys.readouterr().out
    assert {line.split()[0] for line in out.splitlines()} == {"direct_found", "direct_f1", "indirect_f1"}
