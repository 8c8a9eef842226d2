"""Which database the tests keep records and articles in, where they name none themselves."""

from __future__ import annotations

import os

import pytest

IN_DATABASE = os.environ.get("BACKEND") == "postgres"

# A law of records or articles that lie in files of this machine.
on_disk = pytest.mark.skipif(IN_DATABASE, reason="records and articles are in PostgreSQL, and this is about files")
