# Lotse. `make demo` runs the bot on a local messenger, `make test` tests it.
# Needs git, make, python3 (3.11 or later) and python3-venv, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
DEMO := data/demo

# `.venv/bin/lotse` works from any folder.
COMMAND = printf '\#!/bin/sh\nPYTHONPATH="%s" exec "%s/python" -m bot "$$@"\n' \
  "$(CURDIR)" "$(CURDIR)/$(BIN)" > $(BIN)/lotse && chmod +x $(BIN)/lotse

.PHONY: demo test check words preview bench clean

# With ARGOS=1 the extra for machine translation, too: a hundred megabytes more.
demo: $(VENV)/.run $(if $(ARGOS),$(VENV)/.argos)
	@$(BIN)/python -m bot demo --port $(PORT) --data-dir $(DEMO) $(if $(RESET),--reset)

test: $(VENV)/.dev
	@mkdir -p build
	@$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check bot handlers storage tests
	$(BIN)/ruff check bot handlers storage tests
	$(BIN)/mypy
	$(BIN)/lint-imports

words: $(VENV)/.dev
	$(BIN)/python -m tests.words

preview: $(VENV)/.run
	$(BIN)/python -m bot preview --output build/preview.html

bench: $(VENV)/.dev
	$(BIN)/python -m bot bench --json

clean:
	rm -rf $(VENV) build

# The lock files name every package with its hash, and no index.
$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Lotse needs (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(COMMAND)
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what Lotse and its tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(COMMAND)
	@touch $@ $(VENV)/.run

$(VENV)/.argos: requirements-argos.txt | $(VENV)/.run
	@echo "Installing the machine translation (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-argos.txt
	@echo "Now add models: $(BIN)/lotse models add de-en FILE (or URL). Without them nothing is translated."
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Lotse needs Python 3.11 or later."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Please install it first: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
