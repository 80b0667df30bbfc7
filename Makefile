# Every command of the project. `make help` lists them; CONTRIBUTING is this file and .ci/run is a caller of it.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
export ONRECORD_QUESTION := $(value Q)
export ORT_DISABLE_TELEMETRY := 1
# Compiled modules are kept: without them each of the processes that a test starts takes three seconds longer to begin.
unexport PYTHONDONTWRITEBYTECODE

# Tests that store nothing are not run a second time on PostgreSQL.
STORED := tests/retrieval tests/bot $(addprefix --ignore=tests/,bot/slack bot/workspace retrieval/fetch retrieval/pages) \
  $(foreach name,intents kind blocks followups terminal messages links checking times tongues typing dialogues readings \
  disagreement digest_schedule reader text language feeds rerank dating speech novelty percolate index_engines \
  index_keeper,'--ignore-glob=*/test_$(name)*.py')

.DEFAULT_GOAL := help
.PHONY: help install ask workspace test test-slow test-postgres opensearch test-opensearch lint types imports gate lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(RUN)  ## the bot and what it needs, into .venv/ (the other commands do it by themselves)

ask: $(RUN)  ## ask the record: make ask Q="what deadline did Trump set?"
	@test -n "$$ONRECORD_QUESTION" || { echo 'ask: no question; try: make ask Q="what deadline did Trump set?"' >&2; exit 2; }
	@$(BIN)/onrecord ask -- "$$ONRECORD_QUESTION"; status=$$?; test $$status -eq 3 || exit $$status

workspace: $(RUN)  ## try the bot in a small Slack in your browser: no account, nothing leaves this machine
	@$(BIN)/onrecord workspace $(ARGS)

test: $(DEV)  ## every test that needs no server beyond what it starts itself
	@$(BIN)/python -m pytest -m "not slow" -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

test-slow: $(DEV)  ## the full versions of the tests that `make test` runs short
	@$(BIN)/python -m pytest -m "slow and not opensearch and not alone" -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)
	@$(BIN)/python -m pytest -m alone $(ARGS)

test-postgres: $(DEV)  ## the tests of everything that is stored, on a PostgreSQL server that they start (apt-get install postgresql)
	@$(BIN)/python -m pytest --postgres -m "not slow" -n 3 --dist loadfile --no-loadscope-reorder $(or $(ARGS),$(STORED))

opensearch:  ## the OpenSearch server that its tests start, into var/opensearch (needs mvn and a Java of 21 or newer)
	@.ci/opensearch

test-opensearch: $(DEV)  ## the tests of the index on OpenSearch nodes that they start (make opensearch fetches the server)
	@$(BIN)/python -m pytest -m opensearch $(ARGS)

lint: $(DEV)  ## ruff: style and format
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(DEV)  ## mypy, strict
	@$(BIN)/mypy

imports: $(DEV)  ## import-linter: who may import whom
	@$(BIN)/lint-imports

gate: $(DEV)  ## quality must not fall below benchmarks/baseline.json: make gate EVAL=<folder of the evaluation data>
	@$(BIN)/python -m benchmarks.gate $(if $(EVAL),--eval $(EVAL))

lock: $(DEV)  ## write the lock files anew from pyproject.toml
	@for pair in "config/requirements.lock:" "config/requirements-dev.lock:--group dev" "benchmarks/training/requirements.lock:--group dev --group train"; do \
	  $(BIN)/uv pip compile pyproject.toml $${pair#*:} --group build --universal --python-version 3.11 --generate-hashes \
	    --no-annotate --no-emit-index-url --custom-compile-command "make lock" --quiet -o $${pair%%:*} || exit 1; done

clean:  ## remove the environment and caches, not the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo 'install: no Python 3.11, 3.12 or 3.13 with venv was found; install one, or name it: make PYTHON=/path/to/python3.11 ...' >&2; exit 2; }
	@echo "install: creating $(VENV)/ (about a minute, once)" >&2
	@$(PYTHON) -m venv $(VENV)

$(RUN): config/requirements.lock pyproject.toml | $(BIN)/python
	@echo "install: packages from config/requirements.lock" >&2
	@$(PIP) install --require-hashes --no-deps -r config/requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): config/requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "install: packages from config/requirements-dev.lock" >&2
	@$(PIP) install --require-hashes --no-deps -r config/requirements-dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN)
