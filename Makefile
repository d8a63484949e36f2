# make graph: from seeds/ to a graph in build/      make test: everything that must hold
# Each target makes the virtual environment first where it is missing or older than pyproject.toml.

PYTHON ?= $(firstword $(foreach python,python3 python3.13 python3.12 python3.11,$(shell $(python) -c 'import sys; print("$(python)" * ((3, 11) <= sys.version_info < (3, 14)))' 2>/dev/null)))
BIN := .venv/bin
VENV := .venv/.made
BUILD ?= build
PORT ?= 8000
EVAL ?= ../shared/eval

.PHONY: graph test lint notebooks bench calibrate serve browser clean

graph: $(VENV)  ## read seeds/ into build/ and say what was found
	$(BIN)/kg build seeds -o $(BUILD)

test: lint browser  ## lint, then all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)  ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

notebooks: $(VENV)  ## run the notebooks from the first cell to the last, and keep their outputs in them
	$(BIN)/python notebooks/execute.py notebooks/*.ipynb

bench: $(VENV)  ## how fast each stage is
	$(BIN)/python -m pytest tests/benchmarks --override-ini=python_files='bench_*.py' -s

calibrate: $(VENV)  ## measure confidence on the judged texts in EVAL, with the weights and patterns as they are
	$(BIN)/python -m kg.train.calibration $(EVAL)

serve: graph  ## the build folder on http://127.0.0.1:8000/graph.html
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(BUILD) $(PORT)

browser:  ## a Chromium for the tests that open a page
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	sudo=$$([ "$$(id -u)" = 0 ] || echo 'sudo -n'); \
	$$sudo apt-get update -q && $$sudo apt-get install -y -q --no-install-recommends chromium || { \
	    echo 'No Chromium here, and none could be installed: the tests that open a page are skipped. Install one, or run with apt-get at hand.' >&2; \
	    [ -z "$${CI:-}" ]; }

clean:  ## away with all that was made, but for the virtual environment
	rm -rf $(BUILD) dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV): pyproject.toml
	@test -n '$(PYTHON)' || { echo 'kg needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=/path/to/python' >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@
