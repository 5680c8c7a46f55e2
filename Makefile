# Serai's one-word jobs. Needs Python 3.11 or newer, make and Debian's packages; the first target that needs
# Python packages makes .venv and fills it from the hashed lists in requirements/.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VALIDATORS := tests/validators
RUN_STAMP := $(VENV)/.stamp-run
DEV_STAMP := $(VENV)/.stamp-dev
S3_STAMP := $(VENV)/.stamp-s3
CLUSTER_STAMP := $(VENV)/.stamp-cluster
DEMO ?= demo-newsroom
PYTEST_ARGS ?=
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: help install s3 cluster demo test check bench requirements setup validators clean

help: ## what there is to do
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUN_STAMP) ## make .venv with everything that a newsroom needs
s3: $(S3_STAMP) ## add to it what s3:// needs
cluster: $(CLUSTER_STAMP) ## add to it what baking on many machines needs

setup: $(DEV_STAMP) ## make .venv with everything that work on Serai itself needs

demo: $(RUN_STAMP) ## make a newsroom full of stories in ./demo-newsroom and run it
	$(BIN)/serai demo $(DEMO)

test: $(DEV_STAMP) ## run every test, those that touch a database on PostgreSQL too; what this machine lacks is told
	@half() { \
	    local code=0; \
	    $(BIN)/pytest --half $$1 $(PYTEST_ARGS) || code=$$?; \
	    [ $$code != 5 ] || code=0; \
	    $(BIN)/python -m tests.on_postgresql --half $$1 $(PYTEST_ARGS) || code=$$?; \
	    return $$code; \
	  }; \
	  told=$$(mktemp); failed=0; \
	  half houses >"$$told" 2>&1 & \
	  lane=$$!; \
	  half rooms || failed=$$?; \
	  wait $$lane || failed=$$?; \
	  echo "Whole newsrooms, run beside these:"; cat "$$told"; rm "$$told"; \
	  exit $$failed

check: $(DEV_STAMP) ## everything that can be known without running Serai
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint --lint --quiet src/serai/press/theme
	$(BIN)/djlint --lint --quiet --profile django $(wildcard src/serai/*/templates)
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python -m django check --settings tests.desk_settings --fail-level WARNING
	$(BIN)/python -m django makemigrations --check --dry-run --settings tests.desk_settings
	$(BIN)/pytest -q tests/docs

bench: $(DEV_STAMP) ## measure everything; print it, and write docs/reference/performance.md anew
	$(BIN)/python -m bench

validators: $(VALIDATORS)/node_modules/.stamp ## get the checkers of HTML, sitemaps and Open Graph that the tests ask (npm)

requirements: $(DEV_STAMP) ## write requirements/*.txt anew from requirements/*.in, with hashes
	for list in build serai s3 cluster dev; do \
	  $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate \
	    --python-version 3.11 requirements/$$list.in --output-file requirements/$$list.txt; \
	done

clean: ## remove what was made here: .venv, validators, caches, the demo newsroom
	rm -rf $(VENV) $(VALIDATORS)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache $(DEMO)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Serai needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv module is not installed. On Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Pinned by version and by SHA-512 in the list; nothing of it runs while it is installed.
$(VALIDATORS)/node_modules/.stamp: $(VALIDATORS)/package-lock.json
	npm ci --prefix $(VALIDATORS) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

$(RUN_STAMP): requirements/build.txt requirements/serai.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/serai.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@

$(S3_STAMP) $(CLUSTER_STAMP): $(VENV)/.stamp-%: requirements/%.txt $(RUN_STAMP)
	$(INSTALL) --require-hashes -r $<
	touch $@

$(DEV_STAMP): requirements/build.txt requirements/dev.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements/build.txt -r requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	touch $@ $(RUN_STAMP)
