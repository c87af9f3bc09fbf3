# Two commands: `make demo` shows it, `make test` proves it. They need Python 3.11 or newer, with venv, and make.
# VENV=folder, PYTHON=program and EXTRA="more packages" change where and with what the environment is made.

VENV = .venv
PYTHON =
EXTRA =
BIN = $(VENV)/bin
CORPUS = $(or $(TRACKER_CORPUS),../shared/corpus)
GOLD = $(or $(TRACKER_GOLD),../shared/gold)
# Where there is none, the browser tests are left out, and it is said.
CHROMIUM = $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
PICTURED = drafting-exercise-66-152/specimen-1...specimen-2
# pytest says 5 where nothing was collected: no trouble for a suite that a checkout can lack.
OR_NONE = || [ $$? -eq 5 ]

.PHONY: help demo test browser corpus coverage mutants accuracy load bench crash fuzz lint types docs picture package oldest lowest audit clean

help:
	@echo "make demo     fill a database with what ships and what can be fetched, and show it in the browser"
	@echo "make test     run all tests that need no corpus"
	@echo "make corpus   run the tests that read official documents (TRACKER_CORPUS, TRACKER_GOLD)"
	@echo "make accuracy measure the alignment on mutated official texts, write docs/accuracy.json;  make docs shows it"
	@echo "make bench    accuracy and time beside other ways to compare; speed, as ratios in one run"
	@echo "make crash    kill the program at random moments, 200 times: what it leaves is whole, and the next run completes it"
	@echo "make fuzz     read documents that were spoilt at random, for a minute: no crash, no hang, little memory, one clear line"
	@echo "make coverage the branches that the tests take, where it must be more than 95 %: alignment, diff, significance, readers, store"
	@echo "make mutants  put faults into the alignment and the significance: each must be noticed by a test, or be explained"
	@echo "make load     the pages: server time beside Datasette's own, a large text, 20 readers for a minute"
	@echo "make browser  run the tests that drive chromium"
	@echo "make docs     write the generated parts of the README anew;  make picture: its pictures"
	@echo "make lowest   run the tests with the oldest versions that pyproject.toml allows;  make audit asks for known holes"
	@echo "make lint types package clean"

demo: $(VENV)/.installed
	$(BIN)/tracker demo

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m "not corpus and not slow and not browser"
ifeq ($(CHROMIUM),)
	@echo "Browser tests left out: there is no chromium here."
else
	@$(MAKE) --no-print-directory browser
endif

browser: $(VENV)/.browser
	$(BIN)/python -m pytest -m "browser and not slow" $(OR_NONE)

corpus: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m "corpus and not slow and not browser" $(OR_NONE)

coverage: $(VENV)/.dev
	@mkdir -p build && rm -f build/coverage build/coverage.*
	$(BIN)/python -m coverage run -m pytest -n 2 -m "not corpus and not slow and not browser"
	PYTHONPATH=tests $(BIN)/python -m covered

# Half an hour. MODULES="order known" tries only those.
mutants: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m mutants $(MODULES)

accuracy: $(VENV)/.bench
	PYTHONPATH=tests $(BIN)/python -m proof "$(CORPUS)" "$(GOLD)"

load: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m bench.pages "$(CORPUS)"

bench: $(VENV)/.bench
	PYTHONPATH=tests $(BIN)/python -m bench "$(CORPUS)" "$(GOLD)"

# 200 runs that are killed at random moments; RUNS=n changes how many.
crash: $(VENV)/.dev
	PYTHONPATH=tests:. $(BIN)/python -m crash $(RUNS)
	PYTHONPATH=tests:. $(BIN)/python -m crash_commands

# SECONDS=n changes for how long.
fuzz: $(VENV)/.dev
	PYTHONPATH=tests:. $(BIN)/python -m fuzz $(SECONDS)

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.browser
	$(BIN)/mypy

docs: $(VENV)/.dev
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/cog -r README.md

# Only what ships is in the picture: the mirror is an empty folder.
picture: $(VENV)/.installed
	rm -rf build/picture && mkdir -p build/picture/mirror docs
	TRACKER_MIRROR=build/picture/mirror $(BIN)/tracker demo --no-serve --db build/picture/tracker.db
	$(BIN)/tracker serve --db build/picture/tracker.db --port 8917 & server=$$!; trap "kill $$server" EXIT; \
	for try in $$(seq 60); do $(BIN)/python -c 'import urllib.request as u; u.urlopen("http://127.0.0.1:8917/-/tracker")' \
	  2>/dev/null && break; sleep 0.5; done; \
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,1500 \
	  --screenshot=docs/comparison.png http://127.0.0.1:8917/-/tracker/$(PICTURED)
	$(BIN)/tracker diff fixtures/SPECIMEN_1.txt fixtures/SPECIMEN_2.xml --format docx -o build/picture/redline.docx
	soffice --headless --convert-to pdf --outdir build/picture build/picture/redline.docx
	pdftoppm -r 64 -f 2 -l 2 -singlefile -png build/picture/redline.pdf docs/redline
	$(BIN)/tracker brief --db build/picture/tracker.db --series $(firstword $(subst /, ,$(PICTURED))) -o build/picture/brief.html
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=880,1330 \
	  --screenshot=docs/brief.png file://$(CURDIR)/build/picture/brief.html

package: $(VENV)/.dev
	$(BIN)/python -m pytest tests/test_packaging.py

# The oldest version of each dependency, as pyproject.toml has it.
oldest:
	@sed -n '/^dependencies = \[/,/^\]/s/^ *"\([^>]*\)>=\([^,"]*\).*/\1==\2/p' pyproject.toml

lowest:
	@$(MAKE) --no-print-directory test VENV=.venv-lowest CHROMIUM= EXTRA="$$($(MAKE) -s oldest | tr '\n' ' ')"

# What the program needs, in the versions that an installation gets today. --strict: what could not be looked up is a
# failure, not a pass.
audit: .venv-audit/.installed
	.venv-audit/bin/python -m pip_audit --strict --progress-spinner off .

.venv-audit/.installed:
	@$(or $(PYTHON),python3) -m venv .venv-audit
	@.venv-audit/bin/python -m pip install --quiet pip-audit
	@touch $@

clean:
	rm -rf $(VENV) .venv-* dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# One stamp for each set of packages: a second run asks no network. pip is upgraded first, because a new environment of
# Python 3.11 brings one that knows no --group. Modules are compiled once, as in any installation: where
# PYTHONDONTWRITEBYTECODE is set each command would compile them anew, which takes longer than to compare two texts.
$(VENV)/.installed: pyproject.toml
	@python=; for name in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	  if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "error: no Python 3.11 or newer with venv was found." >&2; \
	  echo "       Debian, Ubuntu: apt install python3 python3-venv. Elsewhere: make PYTHON=/path/to/python" >&2; exit 2; fi; \
	test -x $(BIN)/python || $$python -m venv $(VENV)
	@echo "Installing tracker and what it needs into $(VENV) (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --editable . $(EXTRA)
	@$(BIN)/python -m compileall -q tracker
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --group dev
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --group bench
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --group browser
	@touch $@
