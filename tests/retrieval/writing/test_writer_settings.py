"""The writer's settings: checked when read, and the key is nobody's business."""

from __future__ import annotations

import pytest

from config.settings import SettingsError, load_settings, process_environment

KEY = "sk-never-to-be-seen"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("URL", "ftp://127.0.0.1/v1"),
        ("URL", "file:///etc/passwd"),
        ("URL", "127.0.0.1:11434"),
        ("URL", "http://127.0.0.1:99999/v1"),
        ("URL", "http://[::1/v1"),
        ("URL", "http://host/v1 x"),
        ("URL", "http://host/v1#x"),
        ("TIMEOUT", "0"),
        ("TIMEOUT", "61"),
        ("TIMEOUT", "inf"),
        ("TIMEOUT", "nan"),
        ("MAX_TOKENS", "15"),
        ("MAX_TOKENS", "many"),
    ],
)
def test_what_can_not_be_used_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """One sentence with the setting and its value."""
    monkeypatch.setenv(f"FOOTNOTE_WRITER__{name}", value)
    with pytest.raises(SettingsError, match=rf"^FOOTNOTE_WRITER__{name}=") as refused:
        load_settings(None)
    assert value in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"), [("URL", f"https://me:{KEY}@host/v1"), ("KEY", f"{KEY}\n"), ("KEY", f"{KEY}é"), ("KEY__X", KEY)]
)
def test_no_sentence_repeats_a_key(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Nor a password in an address, which has no place there."""
    monkeypatch.setenv(f"FOOTNOTE_WRITER__{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings(None)
    assert KEY not in str(refused.value)


def test_no_process_of_ours_gets_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builder's environment has the other settings of the writer and not its key, however the name is written."""
    monkeypatch.setenv("FOOTNOTE_WRITER__URL", "http://127.0.0.1:11434/v1")
    monkeypatch.setenv("FOOTNOTE_WRITER__KEY", KEY)
    monkeypatch.setenv("footnote_writer__key", KEY)
    settings = load_settings(None)
    assert settings.writer.key is not None
    assert settings.writer.key.get_secret_value() == KEY
    environment = process_environment(settings)
    assert environment["FOOTNOTE_WRITER__URL"] == "http://127.0.0.1:11434/v1"
    assert KEY not in "".join(environment.values())
    assert KEY not in f"{settings!r}{settings}{settings.model_dump_json()}"
