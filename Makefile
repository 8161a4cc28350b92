# One command each. The first run makes .venv; later runs only notice that nothing changed.
PYTHON ?= python3
# further extras of the test environment, each with a comma before it: make test EXTRAS=,ocr
EXTRAS ?=
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
export PYTHONUTF8 := 1

.PHONY: help demo test lint format bench clean

help: ## show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

demo: $(VENV)/.demo ## crawl the four sample regulators over a fortnight and write the daily reports to demo/
	$(BIN)/regdelta demo

test: $(VENV)/.dev ## run every test
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## style, types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev ## how well the normalizer and the differ do on the labelled texts (needs ../shared)
	$(BIN)/python -m bench.score_normalize
	$(BIN)/python -m bench.score_differ
	$(BIN)/python -m bench.score_subjects
	$(BIN)/python -m bench.normalize
	$(BIN)/python -m bench.differ
	$(BIN)/python -m bench.report

clean: ## forget the environment and the demo
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "regdelta needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	@echo "installing regdelta into $(VENV) (about half a minute, once)"
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml constraints.txt
	@echo "installing regdelta and its test tools into $(VENV) (about a minute, once)"
	@$(PIP) install -c constraints.txt -e '.[dev$(EXTRAS)]'
	@touch $@ $(VENV)/.demo
