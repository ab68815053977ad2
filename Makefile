# Needs make and Python 3.11 or newer with its venv module; everything else is fetched into $(VENV).

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Pinned, and built by the pinned backend, so that two set-ups of one commit are alike.
INSTALL := $(PIP) install --quiet --constraint constraints.txt

RUN_READY := $(VENV)/.run-ready
DEV_READY := $(VENV)/.dev-ready

# The slowest tests are told, so that it is seen when one grows.
PYTEST_FLAGS ?= -n auto --durations=15
SPHINX_FLAGS ?= --fail-on-warning --keep-going --fresh-env --quiet

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

.PHONY: help
help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16
	@echo "PYTHON=python3.12 names the Python that .venv is made with; VENV=folder puts it elsewhere."

.PHONY: ask
ask: $(RUN_READY) ## Set up and answer the question of the flagship case
	@$(BIN)/detente ask winter-2021

.PHONY: test
test: lint docs pytest ## Set up and check everything: style, types, layers, documentation, tests

.PHONY: lint
lint: $(DEV_READY) ## Check style, types and layers
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

.PHONY: pytest
pytest: $(DEV_READY) ## Run the tests only
	$(BIN)/python -m pytest $(PYTEST_FLAGS)

.PHONY: docs
docs: $(DEV_READY) ## Build the documentation into docs/_build/html, warnings being errors
	$(BIN)/python -m sphinx $(SPHINX_FLAGS) docs docs/_build/html

.PHONY: bench
bench: $(DEV_READY) ## Measure the engine: BENCH_FLAGS="--largest 26" for all of it, "--largest 20" for less
	$(BIN)/python -m benchmarks $(BENCH_FLAGS)

.PHONY: format
format: $(DEV_READY) ## Put the code into shape
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

.PHONY: wheel
wheel: $(DEV_READY) ## Build the wheel into dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

.PHONY: clean
clean: ## Remove the environment and everything built
	rm -rf $(VENV) build dist docs/_build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# The environment: made once, filled again when the declared packages change.

define environment
@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "détente needs Python 3.11 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }; \
	$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }; \
}
endef

$(RUN_READY): pyproject.toml constraints.txt
	@echo "Setting up $(VENV); the first time takes a few minutes." >&2
	$(environment)
	@$(INSTALL) hatchling editables
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

$(DEV_READY): pyproject.toml constraints.txt
	@echo "Setting up $(VENV) with the developers' tools; the first time takes a few minutes." >&2
	$(environment)
	@$(INSTALL) hatchling editables
	@$(INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $(RUN_READY) $@
