# The two commands for a fresh machine with Python and make: `make grade` and `make test`.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.complete
PARALLEL := -n 2 --dist worksteal
LOCKS := requirements/uv.txt requirements/development.txt

# TensorFlow greets on standard error, and graders take that for a failure.
export TF_CPP_MIN_LOG_LEVEL = 3
export TF_ENABLE_ONEDNN_OPTS = 0
# Without compiled bytecode, TensorFlow's import takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help env lint test test-all fuzz bench attacks release grade lock clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-14s  %s\n' "$$name" "$$text"; done

env: $(STAMP) ## make .venv with everything in it (PYTHON=... chooses the Python)

$(STAMP): pyproject.toml $(LOCKS) requirements/make_env.sh
	@sh requirements/make_env.sh $(VENV) $(PYTHON)

# An environment holds its own path: one that came along with a moved folder is made again.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(realpath .))
.PHONY: $(STAMP)
endif

lint: $(STAMP) ## check style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint ## lint, then all tests but the long ones
	$(BIN)/pytest $(PARALLEL) -m "not full"

test-all: lint ## lint, then every test
	$(BIN)/pytest $(PARALLEL)

fuzz: $(STAMP) ## 10,000 hostile inputs of each kind (N=... for another number)
	FUZZ_EXAMPLES=$(or $(N),10000) $(BIN)/pytest -s tests/fuzz

bench: $(STAMP) ## run the benchmarks and print their tables (N=200 for a class of that size)
	$(BIN)/python -m tests.bench $(N)
	$(BIN)/python -m tests.bench_cold

attacks: $(STAMP) ## grade hostile submissions on every isolation level, and print the table
	$(BIN)/python -m tests.attacks --as-both

release: $(STAMP) ## make release/ from source/
	$(BIN)/tracegrade release

grade: $(STAMP) ## grade the sample submissions and print their table
	$(BIN)/python -m tests.grade_samples

COMPILE = $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

lock: $(STAMP) ## resolve the requirements again, newest versions first
	$(COMPILE) --python-version 3.10 --output-file requirements/grader.txt \
		--extra grader --excludes requirements/grader.excludes \
		pyproject.toml requirements/grader.in
	$(COMPILE) --python-version 3.10 --output-file requirements/otter.txt \
		--extra otter --excludes requirements/grader.excludes \
		pyproject.toml requirements/grader.in
	$(COMPILE) --python-version 3.11 --output-file requirements/instructor.txt \
		--fork-strategy fewest --extra instructor pyproject.toml
	$(COMPILE) --python-version 3.11 --output-file requirements/development.txt \
		--fork-strategy fewest --extra instructor --group dev \
		--constraints requirements/instructor.txt pyproject.toml
	$(COMPILE) --python-version 3.11 --output-file requirements/uv.txt \
		--group bootstrap --constraints requirements/development.txt

clean: ## remove .venv, caches and build products
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find autograder tests -name __pycache__ -type d -prune -exec rm -rf {} +
