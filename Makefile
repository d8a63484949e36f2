# make graph: from seeds/ to a graph in build/      make test: everything that must hold
# The virtual environment is made first where it is missing or older than pyproject.toml:
# `make graph` installs what a user of kg needs; `make test`, `make docs` and `make lab` add what they need.

PYTHON ?= $(firstword $(foreach python,python3 python3.13 python3.12 python3.11,$(shell $(python) -c 'import sys; print("$(python)" * ((3, 11) <= sys.version_info < (3, 14)))' 2>/dev/null)))
BIN := .venv/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check
USER := .venv/.installed
DEV := .venv/.installed-dev
DOCS := .venv/.installed-docs
LAB := .venv/.installed-notebook
BUILD ?= build
PORT ?= 8000
EVAL ?= ../shared/eval

.PHONY: graph test test-slow lint docs examples lab notebooks bench calibrate serve browser clean

graph: $(USER)  ## read seeds/ into build/ and say what was found
	$(BIN)/kg build seeds -o $(BUILD)

test: lint browser  ## lint, then all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-slow: $(DEV)  ## what takes minutes: a thousand pages of each format, fifty kills, 400 hostile files
	$(BIN)/python -m pytest -m long -n 2 --dist loadfile

lint: $(DEV)  ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(DOCS)  ## the documentation as a site in site/, which fetches nothing
	$(BIN)/zensical build --strict

examples: $(DEV)  ## run the examples in README and docs/ again, and keep what they print
	$(BIN)/python -m tests.documented

lab: $(LAB)  ## JupyterLab with the notebooks
	$(BIN)/jupyter lab notebooks

notebooks: $(DEV)  ## run the notebooks from the first cell to the last, and keep their outputs
	$(BIN)/python notebooks/execute.py notebooks/*.ipynb

bench: $(DEV)  ## how fast each stage is
	$(BIN)/python -m pytest tests/benchmarks --override-ini=python_files='bench_*.py' -s

calibrate: $(DEV)  ## measure confidence on the judged texts in EVAL, with today's weights and patterns
	$(BIN)/python -m kg.train.calibration $(EVAL)

serve: graph  ## the build folder on http://127.0.0.1:8000/graph.html
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(BUILD) $(PORT)

browser:  ## a Chromium for the tests that open a page
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	sudo=$$([ "$$(id -u)" = 0 ] || echo 'sudo -n'); \
	$$sudo apt-get update -q && $$sudo apt-get install -y -q --no-install-recommends chromium || { \
	    echo 'No Chromium here, and none could be installed: the tests that open a page are skipped. Install one, or run with apt-get at hand.' >&2; \
	    [ -z "$${CI:-}" ]; }

clean:  ## remove all that was made, but for the virtual environment
	rm -rf $(BUILD) dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'kg needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=/path/to/python' >&2; exit 1; }
	$(PYTHON) -m venv .venv

$(USER): pyproject.toml | $(BIN)/python
	$(PIP) -e .
	touch $@

$(DEV): pyproject.toml | $(BIN)/python
	$(PIP) -e '.[dev]'
	touch $(USER) $@

$(DOCS): pyproject.toml | $(BIN)/python
	$(PIP) -e '.[docs]'
	touch $(USER) $@

$(LAB): pyproject.toml | $(BIN)/python
	$(PIP) -e '.[notebook]'
	touch $(USER) $@
