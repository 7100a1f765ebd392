# `make chat` tries Onrecord on sample articles; `make test` runs all that guards it. Nothing is done twice.

PYTHON ?= python3
PORT ?= 7860
KILLS ?= 300
MUTATIONS ?= 6000
SEED := $(or $(SEED),$(shell date +%s))
LOAD_SECONDS ?= 60

VENV := .venv
BIN := $(VENV)/bin
SAMPLE := .onrecord-sample
SAMPLE_ARTICLES := tests/fixtures/sample/articles
BENCHMARKS := answers ingest start
TORCH := $(shell sed -n 's/.*"\(torch==[^"]*\)".*/\1/p' pyproject.toml)

.DEFAULT_GOAL := help
.PHONY: help chat test lint soak fuzz bench speed load quotes tagger reranker encoder clean chromium

help:
	@echo "make chat   open the chat on http://127.0.0.1:$(PORT), with sample articles"
	@echo "make test   check style, types and imports, then run the tests"
	@echo "make lint   the checks without the tests"
	@echo "make soak   kill the command KILLS times ($(KILLS)) while it adds articles"
	@echo "make fuzz   read MUTATIONS ($(MUTATIONS)) files that are changed at random: a minute"
	@echo "make bench  run the benchmarks"
	@echo "make speed  ask over 100,000 passages, which are made first: some minutes"
	@echo "make load   twenty people ask for LOAD_SECONDS ($(LOAD_SECONDS)): how long they wait, and what memory it takes"
	@echo "make quotes GOLD=…  quotations and sources on annotated articles, beside textacy where it is installed"
	@echo "make tagger TRAIN=… DEV=…  train the tagger anew; its files go to qa/weights/"
	@echo "make reranker MEETINGS=… PAIRS=… SELECTION=…  train the reranker anew; its files go to embeddings/weights/"
	@echo "make encoder  round the question's encoder anew; its file goes to embeddings/weights/"
	@echo "make clean  remove what these commands have made"

chat: $(SAMPLE)/.added
	@echo "starting the chat; it says where it listens …"
	$(BIN)/onrecord --data $(SAMPLE) chat --port $(PORT)

$(SAMPLE)/.added: $(wildcard $(SAMPLE_ARTICLES)/*) | $(VENV)/.installed
	@echo "adding the sample articles; the model is loaded first …"
	$(BIN)/onrecord --data $(SAMPLE) add $(SAMPLE_ARTICLES)
	@touch $@

# The models of the tests are installed packages; nothing may be downloaded while they run.
test: export HF_HUB_OFFLINE := 1
test:
	@$(MAKE) --no-print-directory --jobs=2 lint chromium
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

soak: export HF_HUB_OFFLINE := 1
soak: $(VENV)/.installed-test
	ONRECORD_TEST_KILLS=$(KILLS) $(BIN)/python -m pytest tests/qa/test_durability.py

fuzz: export HF_HUB_OFFLINE := 1
fuzz: $(VENV)/.installed-test
	@echo "the same files again: make fuzz SEED=$(SEED)"
	ONRECORD_TEST_SEED=$(SEED) ONRECORD_TEST_MUTATIONS=$(MUTATIONS) $(BIN)/python -m pytest tests/qa/sources/test_mutations.py

bench: export HF_HUB_OFFLINE := 1
bench: $(VENV)/.installed-test
	@for benchmark in $(BENCHMARKS); do $(BIN)/python benchmarks/$$benchmark.py || exit; done

speed: export HF_HUB_OFFLINE := 1
speed: $(VENV)/.installed
	$(BIN)/python benchmarks/speed.py

load: export HF_HUB_OFFLINE := 1
load: $(VENV)/.installed-test
	$(BIN)/python benchmarks/load.py $(LOAD_SECONDS)

# GOLD, TRAIN and DEV are annotated articles, .jsonl or .jsonl.gz: benchmarks/quotes.py says in which form.
quotes: export HF_HUB_OFFLINE := 1
quotes: $(VENV)/.installed-test
	$(BIN)/python benchmarks/quotes.py $(GOLD)

tagger: export HF_HUB_OFFLINE := 1
tagger: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python benchmarks/train_tagger.py $(TRAIN) $(DEV)
	$(BIN)/python benchmarks/confidence.py $(DEV)

# The tests of the chat drive a browser. Without the right to install one they are skipped, and pytest says so at the end.
chromium:
	@command -v chromium >/dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; }

# benchmarks/train_reranker.py says in which form.
reranker: export HF_HUB_OFFLINE := 1
reranker: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python benchmarks/train_reranker.py $(MEETINGS) $(PAIRS) $(SELECTION)

encoder: export HF_HUB_OFFLINE := 1
encoder: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python benchmarks/export_encoder.py

clean:
	rm -rf $(VENV) $(SAMPLE) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# -- what is installed, again only when pyproject.toml has changed

$(VENV)/.installed: pyproject.toml | $(VENV)/.python
	@echo "installing $(TORCH), which takes minutes …"
	$(BIN)/pip install --quiet $(TORCH)
	@echo "installing Onrecord and what else it needs …"
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/.installed
	@echo "installing what the tests need …"
	$(BIN)/pip install --quiet --editable '.[test]'
	@touch $@

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Onrecord needs Python 3.11 or later; name one: make PYTHON=python3.12" >&2; exit 1; }
	@echo "making an environment in $(VENV) …"
	$(PYTHON) -m venv $(VENV)
	@touch $@
