"""`footnote …`: the machine-readable contract, exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import asyncio
import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from discord.http import Route

import corpus.fetching
from bot import __main__ as start
from bot.console import main
from bot.wording import REASONS
from config.settings import Settings
from tests.corpus.apart import hostile
from tests.corpus.fetching.local import local_aside, page

CITATION = {
    "number", "article_id", "title", "publisher", "published", "published_basis", "url", "link", "paragraph", "start",
    "end", "text", "score", "said_by", "answer_span",
}  # fmt: skip


@pytest.fixture(autouse=True)
def every_question_is_answered(hashing: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hashing encoder finds words, not meaning; its confidence says nothing."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")


@pytest.fixture
def footnote(folder: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command over the three articles; returns (exit code, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--corpus", str(folder)])
        return (code, *capsys.readouterr())

    return run


def body_of(footnote: Any, article_id: str) -> str:
    code, out, _ = footnote("article", article_id, "--json")
    assert code == 0
    return str(json.loads(out)["body"])


def test_ask_json_keeps_the_contract(footnote: Any) -> None:
    """`ask --json` has exactly the promised keys, and every citation is the body's characters at its offsets."""
    code, out, err = footnote("ask", "When was the lighthouse of Cape Varn built?", "--json")
    assert code == 0
    assert "building a generation" in err
    answer = json.loads(out)
    assert answer.keys() == {
        "question", "outcome", "reason", "confidence", "answer", "citations", "nearest", "generation", "elapsed_ms",
        "grounds", "parts", "missing", "composed", "differing",
    }  # fmt: skip
    assert (answer["outcome"], answer["reason"], answer["nearest"]) == ("answer", None, [])
    assert 0 <= answer["confidence"] <= 1
    assert answer["generation"].startswith("0:000001-")
    assert answer["answer"] == answer["citations"][0]["text"]
    assert "1871" in answer["answer"]
    for number, citation in enumerate(answer["citations"], start=1):
        assert citation.keys() == CITATION
        assert citation["number"] == number
        assert body_of(footnote, citation["article_id"])[citation["start"] : citation["end"]] == citation["text"]
    assert answer["citations"][0]["link"].startswith("https://news.example/varn#:~:text=")
    assert answer["citations"][0]["published"] == "2021-05-04"
    assert answer["citations"][0]["paragraph"] == 1


def test_an_honest_no_exits_0(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the threshold the outcome is no_answer with the two nearest, and that is no failure."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "1")
    code, out, _ = footnote("ask", "What is the capital of France?", "--json")
    answer = json.loads(out)
    assert (code, answer["outcome"], answer["answer"], answer["citations"]) == (0, "no_answer", None, [])
    assert answer["reason"] in {"off_topic", "not_stated"}
    assert len(answer["nearest"]) == 2
    code, out, _ = footnote("ask", "What is the capital of France?")
    assert code == 0
    assert "which is not an answer" in out


def test_ask_for_people_shows_where_each_excerpt_stands(footnote: Any) -> None:
    """On a terminal or a pipe an answer has numbered excerpts with paragraph, title, date and link, lines unbroken."""
    code, out, _ = footnote("ask", "When was the lighthouse of Cape Varn built?", "--top", "1")
    assert code == 0
    lines = [line for line in out.splitlines() if line != "This may be what the articles say about it:"]
    assert lines[0] == "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
    assert f"[1] {lines[0]}" in lines
    assert "    paragraph 1, “The lighthouse of Cape Varn”, 2021-05-04" in lines
    assert any(line.startswith("    https://news.example/varn#:~:text=") for line in lines)
    assert "Confidence that the articles answer this:" in lines[-1]
    assert "[2]" not in out


def test_one_article_alone_is_asked(footnote: Any) -> None:
    """With --article nothing else is cited; an unknown id is one sentence and exit 1."""
    code, out, _ = footnote("ask", "When was the lighthouse built?", "--article", "bakery", "--json")
    assert {citation["article_id"] for citation in json.loads(out)["citations"]} == {"bakery"}
    code, out, err = footnote("ask", "When?", "--article", "no-such")
    assert (code, out) == (1, "")
    assert "there is no article 'no-such'" in err


def test_articles_and_article_keep_the_contract(footnote: Any) -> None:
    """`articles --json` lists what is loaded with the promised keys; `article` shows the whole text."""
    code, out, _ = footnote("articles", "--json")
    found = {article["id"]: article for article in json.loads(out)["articles"]}
    assert code == 0
    assert list(found) == ["bakery", "lighthouse", "river"]
    assert found["lighthouse"].keys() >= {"id", "title", "publisher", "published", "published_basis", "url", "words"}
    assert (found["lighthouse"]["published_basis"], found["river"]["published"]) == ("stated", None)
    code, out, _ = footnote("article", "river")
    assert "The river Aldo ran dry in August." in out
    code, out, _ = footnote("corpus", "list")
    assert "bakery" in out
    assert footnote("article", "nope")[0] == 1


def test_a_changed_folder_is_one_line_on_stderr(footnote: Any, folder: Path) -> None:
    """Answers go on from the current generation; stderr names `corpus reload` until the change is taken in."""
    footnote("ask", "When?")
    (folder / "new.txt").write_text("The harbour was dredged in June by the town of Varn.\n", "utf-8")
    code, out, err = footnote("ask", "When was the harbour dredged?", "--json")
    assert code == 0
    assert err == "the articles have changed since they were loaded: `footnote corpus reload` takes the changes in\n"
    assert "June" not in out
    code, out, err = footnote("corpus", "reload", "--dry-run")
    assert (code, out) == (0, "")
    assert '"added": ["new"]' in err
    assert footnote("corpus", "reload")[0] == 0
    code, out, err = footnote("ask", "When was the harbour dredged?", "--json")
    assert (code, err) == (0, "")
    assert "June" in json.loads(out)["answer"]


def test_adding_and_removing(footnote: Any, folder: Path, tmp_path: Path) -> None:
    """`corpus add` copies and loads a file; `remove` takes it out of every generation; both refuse in a sentence."""
    source = tmp_path / "Harbour News.txt"
    source.write_text("The harbour of Varn was dredged in June.\n", "utf-8")
    code, out, _ = footnote("corpus", "add", str(source))
    assert code == 0
    assert out.startswith("added harbour-news: Harbour news")
    assert (folder / source.name).is_file()
    assert footnote("corpus", "add", str(source))[0] == 1
    code, out, _ = footnote("corpus", "remove", "harbour-news")
    assert (code, out.startswith("removed harbour-news")) == (0, True)
    assert not (folder / source.name).exists()
    status = json.loads(footnote("corpus", "status", "--json")[1])
    assert len(status["generations_kept"]) == 1
    code, _, err = footnote("corpus", "remove", "harbour-news")
    assert code == 1
    assert "there is no article 'harbour-news'" in err
    assert footnote("corpus", "add", str(tmp_path / "missing.txt"))[0] == 1


def test_adding_a_bomb(footnote: Any, folder: Path, tmp_path: Path) -> None:
    """A file made to harm is one sentence and leaves nothing; a name that deceives is kept as what it is."""
    before = sorted(folder.iterdir())
    for name, data, reason in (
        ("author.md", hostile.joined_bomb(), "reading it takes more than 512 MiB of memory, which is the limit"),
        ("page.pdf", hostile.bomb(), "it is a PDF that unpacks to too much or holds itself"),
    ):
        (tmp_path / name).write_bytes(data)
        code, out, err = footnote("corpus", "add", str(tmp_path / name))
        assert (code, out) == (1, "")
        assert f"{name} was left out: {reason}\n" in err
        assert sorted(folder.iterdir()) == before
    (tmp_path / "gnp\u202edm.md").write_text("The harbour of Varn was dredged in June.\n", "utf-8")
    code, out, _ = footnote("corpus", "add", str(tmp_path / "gnp\u202edm.md"))
    assert (code, out) == (0, "added gnpdm: Gnpdm (8 words)\n")
    assert (folder / "gnpdm.md").is_file()


def test_adding_a_page(footnote: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is added with its address; one that is not public, or no page, is refused and leaves nothing."""
    html = b"<article><h1>Harbour news</h1><p>The harbour of Varn was dredged in June, said Ida Holm.</p></article>"
    with local_aside({"/harbour": page(html)}) as server:
        url = f"http://127.0.0.1:{server.port}/harbour"
        before = sorted(folder.iterdir())
        code, _, err = footnote("corpus", "add", url)
        assert (code, server.connections) == (1, 0)
        assert "127.0.0.1 is no public address" in err
        monkeypatch.setattr(corpus.fetching, "Fetcher", partial(corpus.fetching.Fetcher, allowed={"127.0.0.1"}))
        assert "answers with status 404" in footnote("corpus", "add", f"{url}/none")[2]
        assert sorted(folder.iterdir()) == before
        code, out, _ = footnote("corpus", "add", url)
        assert (code, out.startswith("added harbour: ")) == (0, True)
    found = json.loads(footnote("ask", "When was the harbour dredged?", "--json")[1])
    assert found["citations"][0]["url"] == url
    assert footnote("corpus", "remove", "harbour")[0] == 0
    assert sorted(folder.iterdir()) == before


def test_status_and_rollback(footnote: Any, folder: Path) -> None:
    """`status` says what serves; `rollback` lets the last good one serve, and says where there is none."""
    code, out, _ = footnote("corpus", "status")
    assert code == 0
    assert "articles: 3" in out.splitlines()
    code, _, err = footnote("corpus", "rollback")
    assert code == 1
    assert "no intact generation before" in err
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    (folder / "river.txt").unlink()
    footnote("corpus", "reload")
    lines = footnote("corpus", "status")[1].splitlines()
    title = json.loads(footnote("article", "new", "--json")[1])["title"]
    assert f"added by its build: 1: new “{title}”" in lines
    assert "changed by its build: 0" in lines
    assert "removed by its build: 1: river" in lines
    assert json.loads(footnote("corpus", "status", "--json")[1])["changes"] == {
        "added": {"count": 1, "articles": [{"id": "new", "title": title}]},
        "changed": {"count": 0, "articles": []},
        "removed": {"count": 1, "articles": [{"id": "river", "title": None}]},
    }
    code, out, _ = footnote("corpus", "rollback")
    assert code == 0
    assert "serves again" in out
    assert json.loads(footnote("corpus", "status", "--json")[1])["articles"] == 3


def test_chat_reads_a_pipe(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line of a pipe is answered in turn; what can't be asked is a sentence and the next line goes on."""
    lines = "When was the lighthouse built?\n\n???\narticles\nhelp\nWho won a medal?\nquit\nnever asked\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    code, out, err = footnote("chat")
    assert code == 0
    assert "1871" in out
    assert "rye bread" in out
    assert "Bakery wins prize" in out
    assert "never asked" not in out
    assert "the question is empty" in err


def test_chat_on_a_terminal_answers_and_ends_at_ctrl_c(footnote: Any, folder: Path) -> None:
    """On a terminal a prompt is shown, a typed question answered, and Ctrl-C ends it at once."""
    footnote("articles")
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot.console", "chat", "--corpus", str(folder)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        # Whoever started the tests may have had Ctrl-C ignored, and that is inherited.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread is started here
    ) as process:
        os.close(terminal)
        try:
            assert "3 articles loaded" in _read_until(screen, "\r\n? ")
            os.write(screen, b"When was the lighthouse built?\n")
            shown = _read_until(screen, "\r\n? ")
            assert "1871" in shown
            assert "Confidence that" in shown
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 130
        finally:
            process.kill()
    os.close(screen)


def _read_until(screen: int, words: str) -> str:
    shown = ""
    while words not in shown:
        assert select.select([screen], [], [], 20)[0], f"{words!r} was never shown, only {shown!r}"
        shown += os.read(screen, 4096).decode()
    return shown


def test_damage_is_told_and_the_last_good_generation_serves(footnote: Any, folder: Path, data_dir: Path) -> None:
    """A flipped bit in what serves is named on stderr; the answer comes from the generation before."""
    footnote("ask", "When?")
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    footnote("corpus", "reload")
    current = next(data_dir.glob("corpora/*/generations/CURRENT")).read_text().strip()
    file = next(data_dir.glob(f"corpora/*/generations/{current}/sentences.vectors"))
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    code, out, err = footnote("ask", "When was the lighthouse built?", "--json")
    assert code == 0
    assert json.loads(out)["generation"].startswith("0:000001-")
    assert f"generation {current} is damaged: sentences.vectors is not as it was written" in err
    code, out, _ = footnote("doctor")
    assert code == 1
    assert "MEND index" in out
    assert footnote("corpus", "reload")[0] == 0
    code, _, err = footnote("ask", "When?", "--json")
    assert (code, err) == (0, "")


def test_doctor_shows_model_index_calibration_and_threshold(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """`doctor` names what it looked at; a model the calibration was not fitted for is to be mended, exit 1."""
    monkeypatch.delenv("FOOTNOTE_ANSWER__THRESHOLD")
    code, out, _ = footnote("doctor")
    assert code == 1  # hashing is not the model of the calibration
    for what in ("settings", "token", "model", "calibration", "threshold", "index", "disk"):
        assert f" {what}: " in out
    assert "there is no generation yet" in out
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "/no/such/model")
    code, out, _ = footnote("doctor")
    assert code == 1
    assert "MEND model" in out


@pytest.mark.parametrize(
    "words", [(), ("nonsense",), ("ask",), ("ask", "x", "--top", "0"), ("ask", "x", "--top", "many"), ("corpus",),
              ("batch", "answers", "--docs", "x"), ("article",), ("preview", "--port", "65536"), ("preview", "--port", "x")]
)  # fmt: skip
def test_wrong_usage_exits_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """Words that make no command exit 2 with the usage on stderr."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    out, err = capsys.readouterr()
    assert (ended.value.code, out) == (2, "")
    assert "usage: footnote" in err


@pytest.mark.parametrize("question", ["", "   ", "?!", "\u200b\u202e", "x" * 1001])
def test_what_can_not_be_asked_exits_1(question: str, footnote: Any) -> None:
    """An empty or endless question is one sentence."""
    code, out, err = footnote("ask", question)
    assert (code, out) == (1, "")
    assert err.startswith("the question ")
    assert err.count("\n") == 1


def test_a_misspelt_setting_exits_1(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The console refuses an unknown name of ours with the nearest one."""
    monkeypatch.setenv("FOOTNOTE_DATADIR", "x")
    code, _, err = footnote("articles")
    assert code == 1
    assert "did you mean FOOTNOTE_DATA_DIR?" in err


def test_a_folder_that_is_not_there_exits_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A --corpus that does not exist is one sentence."""
    assert main(["ask", "When?", "--corpus", str(tmp_path / "nope")]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_an_empty_folder_is_an_honest_no(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """With no article at all the reason is empty_corpus, and people hear how to add one."""
    (tmp_path / "empty").mkdir()
    assert main(["ask", "When?", "--json", "--corpus", str(tmp_path / "empty")]) == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "empty_corpus"
    assert main(["ask", "When?", "--corpus", str(tmp_path / "empty")]) == 0
    assert "footnote corpus add" in capsys.readouterr().out


def test_a_reader_that_leaves_is_no_failure(folder: Path, footnote: Any) -> None:
    """When whoever reads the output closes it, the command ends quietly."""
    footnote("articles")
    with subprocess.Popen(
        [sys.executable, "-m", "bot.console", "article", "lighthouse", "--corpus", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read().decode()
    assert (process.returncode, err) == (0, "")


def test_no_control_character_of_an_article_reaches_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """JSONL text is kept untouched, so what the console prints must be made safe."""
    place = tmp_path / "hostile"
    place.mkdir()
    text = "The \x1b[31mred\x1b[0m tower\u202e was built in 1871."
    (place / "docs.jsonl").write_text(json.dumps({"id": "hostile", "title": "T\x1b]0;x\x07", "text": text}), "utf-8")
    for words in (["article", "hostile"], ["articles"], ["ask", "When was the tower built?"]):
        assert main([*words, "--corpus", str(place)]) == 0
        out = capsys.readouterr().out
        assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert main(["article", "hostile", "--json", "--corpus", str(place)]) == 0
    assert json.loads(capsys.readouterr().out)["body"] == text


def test_batch_answers_line_for_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line out for each line in, in order, ids as given, offsets into the text unchanged; only results on stdout."""
    docs, questions = tmp_path / "docs.jsonl", tmp_path / "questions.jsonl"
    texts = {"a:Ü/1": "\u00a0 The tower was built in 1871. ", "b b": "The bakery won gold.\n\nIt sells rye bread."}
    docs.write_text(
        "\n".join(json.dumps({"doc_id": key, "title": None, "text": text, "extra": 1}) for key, text in texts.items()),
        "utf-8",
    )
    asked = [
        {"id": 7, "question": "What does it sell?", "doc_id": "b b", "para_id": 1},
        {"id": "x", "question": "When was the tower built?", "doc_id": "a:Ü/1", "dct": None},
        {"id": None, "question": "", "doc_id": "b b"},
    ]
    questions.write_text("\n".join(json.dumps(each) for each in asked), "utf-8")
    for scope in ("article", "corpus", "paragraph"):
        words = ["batch", "answers", "--docs", str(docs), "--questions", str(questions), "--scope", scope, "--top", "3"]
        assert main(words) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["id"] for line in lines] == [7, "x", None]
        for line in lines:
            assert line.keys() == {"id", "outcome", "reason", "confidence", "citations"}
            for citation in line["citations"]:
                assert texts[citation["doc_id"]][citation["start"] : citation["end"]] == citation["text"]
        assert lines[1]["citations"][0]["text"] == "The tower was built in 1871."
        assert lines[2]["outcome"] == "no_answer"
        if scope == "paragraph":
            assert [citation["text"] for citation in lines[0]["citations"]] == ["It sells rye bread."]


def test_batch_ranks_as_many_excerpts_as_are_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A thousand at most: every sentence that could answer is there once, best first; one more is wrong usage."""
    docs, questions = tmp_path / "docs.jsonl", tmp_path / "questions.jsonl"
    parts = [f"Harbour number {number} was opened in {1800 + number}." for number in range(25)]
    docs.write_text(json.dumps({"doc_id": "a", "text": "\n\n".join(parts)}) + "\n", "utf-8")
    questions.write_text('{"id": 1, "question": "When was harbour number 7 opened?", "doc_id": "a"}\n', "utf-8")
    words = ["batch", "answers", "--docs", str(docs), "--questions", str(questions), "--top"]
    assert main([*words, "1000"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line["citations"][0]["text"] == parts[7]
    assert sorted(citation["text"] for citation in line["citations"]) == sorted(parts)
    with pytest.raises(SystemExit) as ended:
        main([*words, "1001"])
    assert ended.value.code == 2
    assert "'1001' is not a whole number from 1 to 1,000" in capsys.readouterr().err


def test_batch_names_the_line_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A malformed line stops the batch before anything is printed, and is named."""
    docs, questions = tmp_path / "docs.jsonl", tmp_path / "questions.jsonl"
    docs.write_text('{"doc_id": "a", "text": "Text."}\n', "utf-8")
    questions.write_text(
        '{"id": 1, "question": "What?", "doc_id": "a"}\n{"id": 2, "question": "?", "doc_id": "b"}\n', "utf-8"
    )
    words = ["batch", "answers", "--docs", str(docs), "--questions", str(questions)]
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "line 2: no document has the doc_id 'b'" in err
    assert main([*words[:3], str(tmp_path / "none.jsonl"), *words[4:]]) == 1
    assert "No such file" in capsys.readouterr().err


def test_evaluate_prints_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`evaluate answers` prints each figure with its n, or JSON."""
    docs, questions = tmp_path / "docs.jsonl", tmp_path / "questions.jsonl"
    docs.write_text('{"doc_id": "a", "text": "The tower was built in 1871. It fell in 1902."}\n', "utf-8")
    gold = {"id": 1, "question": "When was the tower built?", "doc_id": "a", "answerable": True,
            "answers": [{"start": 23, "end": 27}]}  # fmt: skip
    questions.write_text(json.dumps(gold), "utf-8")
    words = ["evaluate", "answers", "--docs", str(docs), "--questions", str(questions)]
    assert main([*words, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["first_hit"] == {"value": 1.0, "n": 1, "low": pytest.approx(0.2065, abs=1e-4), "high": 1.0}
    assert figures["citation_length"] == {"value": 28.0, "n": 1, "low": 28.0, "high": 28.0}
    assert main(words) == 0
    assert "first_hit" in capsys.readouterr().out


def test_without_a_token_the_console_starts(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`python -m bot` chats on the console where there is no token, and says so first."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    monkeypatch.setattr(sys, "stdin", io.StringIO("When was the lighthouse built?\n"))
    assert start.start() == 0
    out, err = capsys.readouterr()
    assert "1871" in out
    assert err.startswith("There is no Discord token")


def test_with_a_token_the_bot_starts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With a token it is the bot that starts: it says in a sentence, and by its exit code, that Discord is not there."""
    monkeypatch.setenv("DISCORD_TOKEN", "s3cr3t")
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    monkeypatch.setenv("FOOTNOTE_DISCORD__API_BASE", "http://127.0.0.1:1/api/v10")
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    assert start.start() == 5
    err = capsys.readouterr().err
    assert err.startswith("Discord can't be reached")
    assert "s3cr3t" not in err
    monkeypatch.setenv("FOOTNOTE_NONSENSE", "1")
    assert start.start() == 1


def test_removing_what_only_a_generation_holds(footnote: Any, folder: Path, data_dir: Path) -> None:
    """An article whose file is gone already is removed from every generation all the same."""
    footnote("articles")
    (folder / "bakery.md").unlink()
    code, out, _ = footnote("corpus", "remove", "bakery")
    assert (code, out.startswith("removed bakery")) == (0, True)
    kept = list(data_dir.glob("corpora/*/generations/0*/articles.jsonl"))
    assert len(kept) == 1
    assert "rye bread" not in kept[0].read_text("utf-8")
    assert footnote("corpus", "remove", "bakery")[0] == 1


def test_removing_takes_every_file_that_holds_the_id(footnote: Any, folder: Path) -> None:
    """A second file of the same id, refused before, does not step into the place of what was removed."""
    (folder / "twin.md").write_text("---\nid: bakery\n---\n\nThe twin of the bakery sells cake.\n", "utf-8")
    (folder / "docs.jsonl").write_text(
        '{"id": 0, "text": "Zero is a number."}\n{"id": "one", "text": "One too."}\n', "utf-8"
    )
    footnote("articles")
    assert footnote("corpus", "remove", "bakery")[0] == 0
    assert footnote("corpus", "remove", "0")[0] == 0
    assert {file.name for file in folder.iterdir()} == {"lighthouse.md", "river.txt", "docs.jsonl"}
    left = [article["id"] for article in json.loads(footnote("articles", "--json")[1])["articles"]]
    assert left == ["lighthouse", "one", "river"]


def test_a_killed_removal_can_be_done_again(footnote: Any, folder: Path) -> None:
    """What a killed `corpus remove` left aside is put back first, so that nothing lies hidden for good."""
    footnote("articles")
    (folder / "bakery.md").rename(folder / ".removing-bakery.md")
    (folder / ".adding-half.txt").write_text("half", "utf-8")
    footnote("corpus", "reload")
    assert footnote("corpus", "remove", "bakery")[0] == 0
    assert {file.name for file in folder.iterdir()} == {"lighthouse.md", "river.txt"}


def test_a_folder_called_corpus_is_not_taken_for_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The builder runs Footnote's own modules wherever it is started."""
    (Path.cwd() / "corpus").mkdir()
    (Path.cwd() / "retrieval").mkdir()
    assert main(["articles", "--json", "--corpus", str(folder)]) == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 3


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_that_can_not_hold_a_mark_escapes_it(folder: Path, footnote: Any, encoding: str) -> None:
    """Typographic marks on an output of a small encoding are escaped; nothing breaks off."""
    footnote("articles")
    done = subprocess.run(
        [sys.executable, "-m", "bot.console", "article", "bakery", "--corpus", str(folder)],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"\\u201cWe bake at night" in done.stdout


def test_closed_streams_are_empty_ones(folder: Path, footnote: Any) -> None:
    """With standard input or output closed a command ends without a traceback."""
    footnote("articles")
    for redirect in ("<&-", ">&-"):
        command = f'exec "$0" -m bot.console chat --corpus "$1" {redirect}'
        done = subprocess.run(
            ["/bin/sh", "-c", command, sys.executable, str(folder)], input=b"", stderr=subprocess.PIPE, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")


async def test_a_reader_waits_for_another_first_build(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Two commands on a new data folder: the one that comes second waits and answers too."""
    command = [sys.executable, "-m", "bot.console", "articles", "--json", "--corpus", str(folder)]
    both = [await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE) for _ in range(2)]
    for process in both:
        out, _ = await process.communicate()
        assert process.returncode == 0
        assert len(json.loads(out)["articles"]) == 3


def test_chat_goes_on_from_the_question_before(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A follow-up is read after the last question, and how is shown; thanks are none, and a new topic may be a no."""
    lines = "Why did the lighthouse of Cape Varn burn down?\nand when?\nthanks!\nand where?\nwhat about India?\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{lines}Who won a medal?\n"))
    code, out, err = footnote("chat")
    assert code == 0
    asked = [line for line in out.splitlines() if line.startswith(("? ", "read as: "))]
    assert asked == [
        "? Why did the lighthouse of Cape Varn burn down?",
        "? and when?",
        "read as: When did the lighthouse of Cape Varn burn down?",
        "? and where?",
        "read as: Where did the lighthouse of Cape Varn burn down?",
        "? what about India?",
        "read as: Where did the lighthouse of Cape Varn burn down — India?",
        "? Who won a medal?",
    ]
    india = out.partition("burn down — India?")[2].partition("? Who won a medal?")[0]
    assert REASONS["not_stated"] in india
    assert REASONS["not_stated"] not in out.partition("burn down — India?")[0]
    assert "Ask a question in a line" in err


def test_chat_goes_on_in_the_article_of_the_answer_before(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What names nothing is asked of it where it answers, and that is said."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("Who sells 400 loaves a day?\nwhat ran dry?\n"))
    monkeypatch.setattr("retrieval.conversation.conversation._SURER", 1000.0)
    code, out, _ = footnote("chat")
    assert code == 0
    assert out.count("asked of “Bakery wins prize” alone, like the answer before") == 1


def test_chat_shows_what_was_not_shown(footnote: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for more, and for more again, is shown no excerpt twice."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("What happened to the lighthouse of Cape Varn?\nmore?\nand?\n"))
    code, out, _ = footnote("chat")
    assert code == 0
    excerpts = [line for line in out.splitlines() if line.startswith("[")]
    texts = [line.partition("] ")[2] for line in excerpts]
    assert len(texts) == len(set(texts)) > 3
    assert out.count("read as: What happened to the lighthouse of Cape Varn? (without what was shown)") == 2


def _children(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))


def _runs(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_reload_that_is_told_to_end_ends_its_builder(footnote: Any, folder: Path) -> None:
    """SIGTERM, as a service manager sends it, leaves no builder behind: its lock is free, and what served serves."""
    await asyncio.to_thread(footnote, "articles")
    many = [folder / f"many-{number}.txt" for number in range(1000)]
    for number, file in enumerate(many):
        file.write_text(f"The tower number {number} was built in 1871.\n" * 20, "utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.console", "corpus", "reload", "--corpus", str(folder)),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    builders: list[int] = []
    try:
        assert process.stderr is not None
        assert "event" in json.loads(await asyncio.wait_for(process.stderr.readline(), 60))
        builders = _children(process.pid)
        (builder,) = builders
        os.kill(builder, signal.SIGSTOP)  # from now on it is as if the build took for ever
        watched, loop, gone = os.pidfd_open(builder), asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(watched, gone.set)
        try:
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 128 + signal.SIGTERM
            await asyncio.wait_for(gone.wait(), 20)
        finally:
            loop.remove_reader(watched)
            os.close(watched)
        assert not _runs(builder)
        assert b"Traceback" not in await process.stderr.read()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        for each in filter(_runs, builders):
            os.kill(each, signal.SIGKILL)
    for file in many:
        file.unlink()
    (folder / "new.txt").write_text("Something new stands here.\n", "utf-8")
    code, out, _ = await asyncio.to_thread(footnote, "corpus", "status", "--json")
    assert (code, json.loads(out)["articles"]) == (0, 3)
    code, _, err = await asyncio.to_thread(footnote, "corpus", "reload")
    assert (code, json.loads(err.splitlines()[-1])["event"]) == (0, "done")
