# Two commands on a fresh machine: `make demo` to try Easel, `make test` to check it.
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8080
VENV := .venv/bin
ENGINE ?= docker
UPGRADE ?=
PIP := $(VENV)/pip --quiet --disable-pip-version-check install

.PHONY: help setup setup-dev demo init run check test messages bench pictures fmt pins image sbom clean

help:
	@echo "make demo    try it: the bot against a local Discord and Runware, no token, no key, no cost (PORT=8080)"
	@echo "make test    every check: lint, types, import contracts, tests"
	@echo "make init    five questions, and config.toml is written"
	@echo "make run     the bot with config.toml"
	@echo "make check   whether token, key, database and hosts work, line by line; changes nothing"
	@echo "make messages the sentences that have no translation yet, ready to be copied and translated"
	@echo "make bench   the benchmarks, one table"
	@echo "make pictures the pictures in docs/, taken from the page in Chromium and of a terminal"
	@echo "make fmt     format the code and fix what can be fixed"
	@echo "make pins    pin what pyproject.toml asks for, with hashes (UPGRADE=--upgrade takes newer versions)"
	@echo "make image   the container image, as easel (ENGINE=podman builds it with Podman)"
	@echo "make sbom    the list of all packages in the image, as CycloneDX: sbom.cdx.json"
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

messages: setup-dev
	@$(VENV)/python -m tests.support.missing_messages

bench: setup-dev
	@exec $(VENV)/python -m benchmarks

pictures: setup-dev
	PICTURES_FOLDER=$(CURDIR)/docs $(VENV)/pytest -n 0 tests/process/test_page_walk.py tests/process/test_terminal_pictures.py

fmt: setup-dev
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

# The development pins hold every package, so the other two take their versions from there.
PIN := $(VENV)/uv pip compile --universal --generate-hashes
OPTIONAL := --extra=archive --extra=postgres --extra=re2 --extra=traces

pins: setup-dev
	$(PIN) $(UPGRADE) --extra=dev $(OPTIONAL) --output-file=requirements-dev.txt pyproject.toml >/dev/null
	$(PIN) --constraints=requirements-dev.txt --output-file=requirements.txt pyproject.toml >/dev/null
	$(PIN) --constraints=requirements-dev.txt $(OPTIONAL) --output-file=requirements-all.txt pyproject.toml >/dev/null

# Podman and Buildah keep the health check in Docker's format only.
image:
	BUILDAH_FORMAT=docker $(ENGINE) build --tag easel .

sbom: setup-dev
	$(VENV)/cyclonedx-py requirements requirements-all.txt --pyproject pyproject.toml --mc-type application \
		--output-reproducible --output-file sbom.cdx.json

clean:
	rm -rf .venv build dist data sbom.cdx.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
