"""What every encoder must do: the hashing one, the model installed with Footnote and one in a folder, by either runtime."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import huggingface_hub
import numpy as np
import pytest

from config.settings import Settings, load_settings
from retrieval.encoders import Encoder, load_encoder
from retrieval.encoders.sentence_transformer import DEFAULT_MODEL, DEFAULT_SHA256
from retrieval.errors import EncoderError
from tests.retrieval.encoders.tiny import save_tiny_model

TEXTS = [
    "The lighthouse of Cape Varn was built in 1871.",
    "It burned down.",
    "A",
    "",
    " \n\t ",
    "?!…",
    "é e\u0301 ﬁ 東京 👩\u200d🚀 \u202e\x00",
    "coal " * 20,
]
TINY = "a folder"


def _settings(model: str, runtime: str | None = None) -> Settings:
    settings = load_settings()
    changed = settings.encoder.model_copy(update={"model": model, "runtime": runtime})
    return settings.model_copy(update={"encoder": changed})


@cache
def _loaded(model: str, runtime: str | None = None) -> Encoder:
    return load_encoder(_settings(model, runtime))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny model, as a user might have trained one."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_tiny_model(folder, 1)
    return folder


@pytest.fixture(
    params=["hashing", (DEFAULT_MODEL, "onnx"), (DEFAULT_MODEL, "torch"), (TINY, "onnx"), (TINY, "torch")], ids=str
)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Every encoder in turn, loaded once."""
    model, runtime = (request.param, None) if request.param == "hashing" else request.param
    return _loaded(str(request.getfixturevalue("tiny")) if model == TINY else model, runtime)


def test_encoder_says_what_it_is(encoder: Encoder) -> None:
    """Model, digest, dimension and how much it reads are known, and loading again tells the same."""
    again = load_encoder(_settings(encoder.model))
    assert encoder.runtime in {"onnx", "torch", "hashing"}
    assert again.model == encoder.model != ""
    assert again.digest == encoder.digest != ""
    assert encoder.dimension > 0
    assert encoder.max_tokens >= 16


def test_vectors_are_unit_rows_of_float32(encoder: Encoder) -> None:
    """Any texts, hostile ones too, give one finite row of length 1 each."""
    for encode in (encoder.encode_queries, encoder.encode_passages):
        rows = encode(TEXTS)
        assert rows.dtype == np.float32
        assert rows.shape == (len(TEXTS), encoder.dimension)
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows_of_the_same_width(encoder: Encoder) -> None:
    """An empty batch has a shape like any other."""
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_vector_depends_on_the_text_alone(encoder: Encoder) -> None:
    """Alone, in a batch or in another order, a text has the same vector."""
    together = encoder.encode_passages(TEXTS)
    backwards = encoder.encode_passages(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(together, backwards, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_same_words_are_nearer_than_others(encoder: Encoder) -> None:
    """A question is nearest to the passage that says the same."""
    passages = ["the old tower fell", "coal was carried to a harbour", "9 + 9 = 18"]
    for n, text in enumerate(passages):
        scores = encoder.encode_passages(passages) @ encoder.encode_queries([text])[0]
        assert int(scores.argmax()) == n
        assert scores[n] == pytest.approx(1, abs=1e-4)


def test_tokens_are_counted_without_limit_and_add_up(encoder: Encoder) -> None:
    """The count does not stop at what the model reads, and words apart count as they do together."""
    one = encoder.count_tokens("coal")
    assert one >= 1
    assert encoder.count_tokens("") == encoder.count_tokens("  \n") == 0
    many = 2 * encoder.max_tokens
    assert encoder.count_tokens("coal " * many) == one * many
    assert encoder.count_tokens(f"{TEXTS[0]} {TEXTS[1]}") == sum(map(encoder.count_tokens, TEXTS[:2]))


def test_longest_text_is_read_to_its_end(encoder: Encoder) -> None:
    """A text of max_tokens is read whole: its last word still moves the vector."""
    longest = ["coal"] * encoder.max_tokens
    assert encoder.count_tokens(" ".join(longest)) == encoder.max_tokens
    rows = encoder.encode_passages([" ".join(longest), " ".join([*longest[:-1], "a"])])
    assert not np.allclose(rows[0], rows[1], atol=1e-6)


@pytest.mark.parametrize("runtime", ["onnx", "torch"])
def test_default_model_is_the_one_its_authors_published(runtime: str) -> None:
    """The packaged weights have the published hash, and that is their digest."""
    encoder = _loaded(DEFAULT_MODEL, runtime)
    assert encoder.digest == DEFAULT_SHA256
    assert encoder.dimension == 384


@pytest.mark.parametrize("runtime", ["onnx", "torch"])
def test_default_model_knows_meanings(runtime: str) -> None:
    """The default model finds what is said in other words."""
    encoder = _loaded(DEFAULT_MODEL, runtime)
    passages = ["The company was established in 1871.", "The cat slept on the sofa."]
    scores = encoder.encode_passages(passages) @ encoder.encode_queries(["When was the firm founded?"])[0]
    assert scores[0] > scores[1] + 0.2


def test_default_model_with_other_weights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that are not the published ones are an error that names both hashes, before anything is encoded."""
    (tmp_path / "model.safetensors").write_bytes(b"other")
    for module in ("chosen", "sentence_transformer"):
        monkeypatch.setattr(f"retrieval.encoders.{module}.folder_of", lambda _model: tmp_path)
    with pytest.raises(EncoderError, match=DEFAULT_SHA256[:16]):
        _load(DEFAULT_MODEL)


def test_default_model_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its package the default model is an error that says what to do."""
    import retrieval.encoders.sentence_transformer as module

    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(EncoderError, match="make setup"):
        _load(DEFAULT_MODEL)


def _load(model: str) -> Encoder:
    return load_encoder(_settings(model))


def test_digest_tells_weights_apart(tmp_path: Path, tiny: Path) -> None:
    """Models of other weights have another digest, wherever they lie; the same weights have the same."""
    other = tmp_path / "other"
    save_tiny_model(other, 2)
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "model.safetensors").write_bytes((tiny / "model.safetensors").read_bytes())
    assert _load(str(other)).digest != _load(str(tiny)).digest == _load(str(copy)).digest
    (copy / "more.safetensors").write_bytes(b"more")
    assert _load(str(copy)).digest != _load(str(tiny)).digest


def test_folder_without_weights_is_refused(tmp_path: Path) -> None:
    """A folder that holds no safetensors weights is an error that names it."""
    with pytest.raises(EncoderError, match="no safetensors weights"):
        _load(str(tmp_path))


def test_folder_with_broken_weights_is_told_when_it_is_used(tmp_path: Path) -> None:
    """Whatever the library raises over a broken model comes out as one EncoderError that names the model."""
    (tmp_path / "model.safetensors").write_bytes(b"no weights")
    encoder = _load(str(tmp_path))
    with pytest.raises(EncoderError, match="can't be loaded"):
        encoder.encode_queries(["Who?"])
    with pytest.raises(EncoderError, match=r"no tokenizer\.json"):
        encoder.count_tokens("Who?")


def test_hub_model_is_taken_from_the_cache_before_the_network(monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    """A model that was downloaded once is used without asking the hub again."""
    asked: list[bool] = []

    def cached(_model: str, *, allow_patterns: Sequence[str], local_files_only: bool = False) -> str:
        asked.append(local_files_only)
        assert "*.safetensors" in allow_patterns
        return str(tiny)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", cached)
    assert _load("someone/tiny").digest == _load(str(tiny)).digest
    assert asked == [True]


def test_hub_model_is_downloaded_where_it_is_not_cached(monkeypatch: pytest.MonkeyPatch, tiny: Path) -> None:
    """Only what is not there yet is asked of the hub."""

    def download(_model: str, *, allow_patterns: Sequence[str], local_files_only: bool = False) -> str:
        if local_files_only:
            raise FileNotFoundError("not cached")
        return str(tiny)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    assert _load("someone/tiny").digest == _load(str(tiny)).digest


@pytest.mark.parametrize("error", [OSError("no network\nmore"), ValueError("")])
def test_model_that_is_nowhere_is_refused_with_the_choices(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A model that is neither a folder nor to be had is one sentence with its name, the reason and the choices."""

    def fail(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    with pytest.raises(EncoderError, match="'no/such' is neither a folder") as caught:
        _load("no/such")
    text = str(caught.value)
    assert "\n" not in text
    assert DEFAULT_MODEL in text
    assert "FOOTNOTE_ENCODER__MODEL" in text
    assert ("no network" if str(error) else "ValueError") in text


def test_making_an_encoder_loads_no_torch() -> None:
    """A generation can be checked against its model without the seconds that loading it takes."""
    code = (
        "import sys; from config.settings import load_settings; from retrieval.encoders import load_encoder;"
        "assert load_encoder(load_settings()).digest; print(sorted({'torch', 'sentence_transformers', 'transformers', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
