# The two commands a newcomer needs are `make run` and `make test`; each sets up what it lacks.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed-for
PUBLIC_SETS ?= ../shared/data
# Discord waits three seconds for a bot, however busy the machine is: what a bot does on the wire is tested with nothing beside it.
ON_THE_WIRE := tests/wire tests/isolation/test_wired.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup run preview ask test check fix evaluate fit train bench bench-growth bench-database soak leaks screenshots

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-16s%s\n", $$1, $$2 }' Makefile

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Footnote needs Python 3.11 or newer: name one with make PYTHON=…" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV) >&2
	@echo "installing what Footnote needs into $(VENV) (once, a few minutes) …" >&2
	@$(BIN)/python -m pip install --quiet --editable '.[dev]' >&2
	@touch $@

setup: $(STAMP) ## virtual environment and dependencies

run: setup ## the bot with a Discord token, else a console chat; also with piped input
	@$(BIN)/python -m bot

preview: setup ## the bot in a local browser page, without Discord: make preview PORT=8765 where it should listen there
	@$(BIN)/python -c 'import sys, importlib.util; sys.exit(importlib.util.find_spec("simcord") is None)' \
		|| $(BIN)/python -m pip install --quiet --editable '.[preview]' >&2
	@$(BIN)/footnote preview $(if $(PORT),--port $(PORT))

ask: setup ## answer one question: make ask Q="Why did BlackBerry leave Pakistan?"
	@$(BIN)/footnote ask -- "$$Q"

# As it was typed: make would expand a "$$" in it.
override Q := $(value Q)
export Q

# A file's tests stay together, as they share what is slow to make. Each process takes up to 1.8 GB.
test: setup ## all tests, on up to four cores, and then, one by one, those on the wire
	@PUBLIC_SETS="$(PUBLIC_SETS)" $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile \
		$(addprefix --ignore=,$(ON_THE_WIRE)) --cov-report= --cov-fail-under=0
	@PUBLIC_SETS="$(PUBLIC_SETS)" $(BIN)/python -m pytest --cov-append $(ON_THE_WIRE)

check: setup ## format, lint, types, imports; only looks
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: setup ## format and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

evaluate: setup ## figures on the public sets, where they are
	@PUBLIC_SETS="$(PUBLIC_SETS)" $(BIN)/python -m benchmarks.evaluate

fit: setup ## fit retrieval/ranking/model.json anew to the public sets; make fit RANKER=1 the ranker too
	@$(BIN)/python -m retrieval.fitting --sets "$(PUBLIC_SETS)" $(if $(RANKER),--ranker)

train: setup ## train the selector anew from the public sets and invented news into retrieval/selectors/model; by the time its steps took, some three hours on two cores that multiply bfloat16 and over six on others, taken up from var/training where it was left
	@$(BIN)/python -c 'import sys, importlib.util; sys.exit(importlib.util.find_spec("bm25s") is None)' \
		|| $(BIN)/python -m pip install --quiet --editable '.[training]' >&2
	@$(BIN)/python -m training --sets "$(PUBLIC_SETS)" --out var/training

bench: setup ## Footnote beside other systems, and what it does alone, into benchmarks/results.json, a plot and README; make bench QUICK=1 for a little of it
	@$(BIN)/python -c 'import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, ["langchain_huggingface", "llama_index", "txtai"])))' \
		|| $(BIN)/python -m pip install --quiet --editable '.[bench]' >&2
	@PUBLIC_SETS="$(PUBLIC_SETS)" $(BIN)/python -m benchmarks.run $(if $(QUICK),--quick)

bench-growth: setup ## vectors and words from a thousand to a million, into benchmarks/growth.json and a plot; half an hour
	@$(BIN)/python -m benchmarks.growth

bench-database: setup ## corpora in PostgreSQL: a million passages of two thousand servers, into benchmarks/database.json; a quarter of an hour
	@$(BIN)/python -m benchmarks.database

soak: setup ## half an hour of everything that goes wrong, into benchmarks/soak.json: make soak MINUTES=5 for less
	@$(BIN)/python -m benchmarks.soak $(if $(MINUTES),--minutes $(MINUTES))

leaks: setup ## ten thousand questions of two servers with nearly the same articles: how many leak
	@$(BIN)/python -m benchmarks.leaks

screenshots: setup ## docs/images anew, from the preview in Chromium
	@$(BIN)/python docs/screenshots.py docs/images
