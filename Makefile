# Two commands matter: `make preview` opens the bot in a browser, `make test` runs its tests. Both set everything up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: preview test chat setup check figures lock wheel clean

preview: setup  ## the real bot inside a simulated Discord, on a local page
	@$(BIN)/osteon preview

chat: setup  ## a conversation in the terminal
	@$(BIN)/osteon chat

test: setup  ## every test, on every core up to four
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

check: setup  ## style, types and content
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/osteon check

figures: setup  ## how well matching and triage do; fails when a figure is worse than it landed
	@$(BIN)/osteon evaluate --alone --folds 0

setup: $(STAMP)  ## .venv with the `osteon` command

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Osteon needs Python 3.11 or newer: install it, or name one with «make PYTHON=python3.12»." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python cannot make a virtual environment: install its venv module (on Debian: apt-get install python3-venv)." >&2; exit 2; }
	@echo "Installing into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt || \
		{ echo "The packages could not be installed: check the network connection and run the command again." >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@echo "Learning the questions and what sounds like danger, once ..." >&2
	@$(BIN)/osteon ask --jsonl </dev/null
	@touch $(STAMP)

lock: setup  ## pin what pyproject.toml asks for, with hashes and without index addresses
	@scripts/lock

wheel: setup  ## a wheel that carries its content
	@$(BIN)/python -m build --no-isolation --wheel

clean:
	rm -rf $(VENV) dist build
