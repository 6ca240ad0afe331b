# Two commands on a fresh machine: `make demo` to try Easel, `make test` to check it.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8080
VENV := .venv/bin
PIP := $(VENV)/pip --quiet --disable-pip-version-check install

.PHONY: help setup setup-dev demo init run check test bench fmt clean

help:
	@echo "make demo    try it: the bot against a local Discord and Runware, no token, no key, no cost (PORT=8080)"
	@echo "make test    every check: lint, types, import contracts, tests"
	@echo "make init    five questions, and config.toml is written"
	@echo "make run     the bot with config.toml"
	@echo "make check   whether token, key, database and hosts work, line by line; changes nothing"
	@echo "make bench   the benchmarks, one table"
	@echo "make fmt     format the code and fix what can be fixed"
	@echo "make clean   remove what these commands made"

# The stamps hold the checksums of what was installed, so that a second call costs nothing.
setup: .venv/.installed
setup-dev: .venv/.installed-dev

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("Easel needs Python 3.11 or newer; PYTHON=/path/to/python3 names another one.") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/.installed: requirements.txt | .venv/bin/python
	$(PIP) --require-hashes -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt | .venv/bin/python
	$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@ .venv/.installed

demo: setup
	@exec $(VENV)/python -m sandbox --demo --port $(PORT)

init: setup
	@exec $(VENV)/python -m bot init

run: setup
	@exec $(VENV)/python -m bot run

check: setup
	@$(VENV)/python -m bot check

test: setup-dev
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/pytest

bench: setup-dev
	@exec $(VENV)/python -m benchmarks

fmt: setup-dev
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

clean:
	rm -rf .venv build dist data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
