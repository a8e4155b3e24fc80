# Needs Python 3.11, 3.12 or 3.13, git and make; the rest goes into .venv the first time.
# Another Python than the first that fits: make test PYTHON=/path/to/python3.12

.DEFAULT_GOAL := help
.SILENT:
MAKEFLAGS += --no-print-directory

export PYTHON
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# What `make unit`, `make integration` and `make bench` pass on to pytest: make unit ARGS="-k renumber"
ARGS ?=

PYTEST := pytest -q -n auto --dist worksteal

.PHONY: help demo demo-down test lint unit integration matrix soak sanity fuzz molecule build bench docs lock clean runtime development

help:
	echo "Sentral: NEC telephone exchanges as code."
	echo
	awk -F ' *## *' '/^[a-z-]+:.*##/ { sub(/:.*/, "", $$1); printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: runtime  ## three simulated exchanges: plan, apply, and a day's changes (under a minute)
	python tooling/demo.py

demo-down: runtime  ## end the exchanges that the demo started
	python tooling/demo.py down

test: development  ## lint, unit and integration tests: what must pass before anything is committed
	status=0; \
	tooling/lint.sh || status=1; \
	$(PYTEST) $(ARGS) || status=1; \
	exit $$status

lint: development  ## ruff, mypy, yamllint, ansible-lint, changelog, links
	tooling/lint.sh

unit: development  ## the unit tests only
	$(PYTEST) tests/unit $(ARGS)

integration: development  ## the tests against the simulator only
	$(PYTEST) tests/integration $(ARGS)

matrix: development  ## every fault at every command of a plan, over SSH and telnet (a quarter of an hour)
	SENTRAL_MATRIX_LONG=1 $(PYTEST) -o timeout=0 tests/matrix/test_matrix.py $(ARGS)

soak: development  ## 10,000 random changes with random faults; SEED=… repeats a run, ROUNDS=… shortens it
	seed=$(or $(SEED),$$(date +%s)); echo "make soak SEED=$$seed"; \
	SENTRAL_SOAK_SEED=$$seed SENTRAL_SOAK_ROUNDS=$(or $(ROUNDS),10000) $(PYTEST) tests/matrix/test_soak.py $(ARGS)

fuzz: development  ## ten minutes of arbitrary answers and files; SEED=… repeats a run, FUZZ_SECONDS=… is its time
	seed=$(or $(SEED),$$(date +%s)); echo "make fuzz SEED=$$seed"; \
	FUZZ_SEED=$$seed FUZZ_SECONDS=$(or $(FUZZ_SECONDS),600) $(PYTEST) -o timeout=0 tests/fuzz $(ARGS)

sanity: development  ## ansible-test sanity on a copy (the first run takes two minutes)
	tooling/sanity.sh $(ARGS)

molecule: development  ## the role against a simulated exchange
	tooling/molecule.sh $(ARGS)

build: development  ## build the collection, install it elsewhere and try it there
	tooling/build.sh

bench: development  ## commands sent and seconds, for large sites
	pytest -q -s -m benchmark -p no:xdist --timeout 0 tests/benchmarks $(ARGS)

docs: development  ## check the links between the pages
	python tooling/check_links.py

lock: development  ## make the locks again from requirements*.in (UPGRADE=1 moves all versions)
	tooling/lock.sh

clean:  ## stop the demo and remove what was made here, .venv too
	tooling/clean.sh

runtime:
	tooling/environment.sh runtime

development:
	tooling/environment.sh development
