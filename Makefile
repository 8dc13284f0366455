# The front door. Needs Python 3.11 or newer and make; everything else is set up here.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help install demo test test-slow test-distributed lint format docs up bench accuracy lock clean

help:  ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

install: $(INSTALLED)  ## Create .venv from the lock file

# Byte code is compiled here because importing Airflow without it costs seconds at every start.
$(INSTALLED): requirements.lock pyproject.toml
	@set -euo pipefail; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "PatenTrack needs Python 3.11 or newer: set PYTHON=python3.11")'; \
	if command -v uv >/dev/null; then \
	  uv venv -q --allow-existing --python "$$(command -v $(PYTHON))" $(VENV); \
	  uv pip sync -q --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock; \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation --editable .; \
	else \
	  $(PYTHON) -m venv $(VENV); \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock; \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	  $(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true; \
	fi; \
	touch $@

demo: $(INSTALLED)  ## Run the main job on a generated week, embedded, and show what came out
	@$(BIN)/patentrack demo

up: $(INSTALLED)  ## Start Airflow's user interface on this machine (PORT=8080)
	@PORT="$(PORT)" exec $(BIN)/python -m patentrack.orchestration.standalone

test: $(INSTALLED)  ## Pass the tests
	@$(BIN)/pytest -m "not slow"

test-slow: $(INSTALLED)  ## The proofs that take minutes
	@$(BIN)/pytest -m slow

test-distributed: $(INSTALLED)  ## Two Celery workers on this machine; installs Redis and PostgreSQL if need be
	@tests/distributed/servers.sh
	@PATENTRACK_REQUIRE_MARIADB=1 PATENTRACK_REQUIRE_DISTRIBUTED=1 $(BIN)/pytest -m slow tests/distributed

lint: $(INSTALLED)  ## Style, types, layers, generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(INSTALLED)  ## Put the code into the project's style
	@$(BIN)/ruff check --fix -q . || true
	@$(BIN)/ruff format .

bench: $(INSTALLED)  ## Measure reading and loading; MEGABYTES="25 100 500" and SHARE=10 choose the sizes
	@cd tests && ../$(BIN)/python -m bench.assignments && ../$(BIN)/python -m bench.sources && ../$(BIN)/python -m bench.names

accuracy: $(INSTALLED)  ## Precision and recall of conveyance types and of names, on labelled texts and names
	@cd tests && ../$(BIN)/python -m accuracy.conveyances && ../$(BIN)/python -m accuracy.names

docs: $(INSTALLED)  ## Write the generated pages anew: data dictionary, command line
	@$(BIN)/python -m patentrack.warehouse.dictionary > docs/data-dictionary.md
	@PYTHONPATH=tests $(BIN)/python -m support.command_line > docs/command-line.md

lock: $(INSTALLED)  ## Resolve requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -q -o requirements.lock

clean:  ## Remove the virtual environment and the embedded databases
	rm -rf $(VENV) var
