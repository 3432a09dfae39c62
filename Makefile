# Everything that a fresh machine with Python 3.11 or newer needs is set up here.
# One virtual environment serves all targets; each stamp says what is installed in it.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo "$$python"; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
FUZZ_SECONDS ?= 60
PINS := pyproject.toml constraints.txt

.PHONY: serve test lint bench fuzz rules clean

serve: .venv/serve.stamp  ## publish the articles and serve them on http://127.0.0.1:8000
	$(BIN)/feedservice serve

test: .venv/test.stamp  ## run all tests
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/lint.stamp  ## check style, types and floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/bench.stamp  ## measure speed and memory beside yardsticks
	$(BIN)/python bench/run.py

rules: .venv/serve.stamp  ## write the page of the rules from the rules
	$(BIN)/feedservice rules --markdown > docs/rules.md

fuzz: .venv/fuzz.stamp  ## let atheris look for an input on which the validator fails
	$(BIN)/python fuzz/validation.py -max_total_time=$(FUZZ_SECONDS) -max_len=20000 -timeout=10

clean:  ## remove everything that was set up or published here
	rm -rf .venv var .coverage .hypothesis .*_cache

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "feedservice needs Python 3.11 or newer with venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt pip

.venv/serve.stamp: .venv/bin/python $(PINS)
	$(PIP) --editable .
	@touch $@

.venv/%.stamp: .venv/serve.stamp
	$(PIP) --group $*
	@touch $@
