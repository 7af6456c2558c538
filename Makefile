# Everything a newcomer needs: `make demo`, `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check
QUESTION ?= 待機児童の推移は？
GOLDEN := $(wildcard tests/bot/golden/*.jsonl tests/bot/golden/*/*.jsonl ../shared/eval/dev_questions.jsonl)
CITY := $(wildcard ../shared/corpus/*.txt)

.DEFAULT_GOAL := help
TOOLS := var/tools

.PHONY: help install demo test lint run eval sample preview audit sbom clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

install: $(VENV)/.ready ## Make .venv and install the pinned packages

# torch goes first: whatever pulls it in later would otherwise bring a build of several GB for graphics cards.
$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sosei needs Python 3.11 or newer, and $(PYTHON) is " + sys.version.split()[0] + ". Call: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	@echo "[1/3] Making $(VENV)" && $(PYTHON) -m venv $(VENV)
	@echo "[2/3] Installing PyTorch for the CPU" && $(PIP) install --progress-bar on "$$(grep '^torch==' constraints.txt)"
	@echo "[3/3] Installing sosei and what it needs, as pinned in constraints.txt" && $(PIP) install --progress-bar on --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: install ## Load the made-up city's documents and answer a question (QUESTION=… asks another)
	@$(BIN)/sosei sample
	@$(BIN)/sosei ask "$(QUESTION)"

test: install ## Run all tests, the slow ones too
	@$(BIN)/pytest -m '' --numprocesses 2 --dist loadfile

lint: install ## Check style, types and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

run: install ## Serve Slack over Socket Mode (needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN)
	@$(BIN)/sosei serve

eval: demo ## Grade the answers to the golden questions, and search beside its parts (more where ../shared stands)
	@$(BIN)/sosei eval answers $(GOLDEN) --corpus sample
	@if [ -n "$(CITY)" ]; then \
	    rm -rf var/eval && mkdir -p var/eval && ln -s ../models var/eval/models && export SOSEI_HOME=var/eval DATABASE_URL= && \
	    $(BIN)/sosei ingest $(CITY) --publish >/dev/null && \
	    $(BIN)/sosei eval answers $(GOLDEN) --corpus kumamoto_text && \
	    $(BIN)/sosei kpi import $(wildcard ../shared/corpus/*.csv) >/dev/null && \
	    $(BIN)/sosei eval answers $(GOLDEN) --corpus kumamoto_text+figures; \
	fi
	@$(BIN)/sosei eval passages tests/index/questions.jsonl $(addprefix sample=,$(wildcard corpus/sample/*.pdf)) \
	    $(addprefix kumamoto_text=,$(CITY))
	@if [ -d ../shared/eval/jaquad ]; then $(BIN)/sosei eval retrieval ../shared/eval/jaquad --parts; fi

sample: install ## Draw the sample documents again (needs LibreOffice and Noto CJK fonts)
	@$(BIN)/python -m corpus.sample.make

preview: install ## Write an HTML page that shows how the sample's answers look in Slack
	@$(BIN)/sosei sample >/dev/null
	@$(BIN)/python -m bot.preview

$(TOOLS)/.ready: constraints.txt
	@$(PYTHON) -m venv $(TOOLS) && $(TOOLS)/bin/pip --disable-pip-version-check install -q cyclonedx-bom==7.5.0 pip-audit==2.10.1
	@touch $@

audit: $(TOOLS)/.ready ## Look the pinned versions up among known vulnerabilities (asks PyPI)
	@$(TOOLS)/bin/pip-audit --disable-pip --no-deps --requirement constraints.txt

sbom: install $(TOOLS)/.ready ## Write what is installed, with versions and licences, to var/sbom.json (CycloneDX)
	@$(TOOLS)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --output-file var/sbom.json
	@echo "var/sbom.json"

clean: ## Remove the virtual environment and all local state
	rm -rf $(VENV) var
