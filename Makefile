# `make demo` and `make test` set everything up themselves; the work is in tools/setup.

BIN := .venv/bin
CASE := samples/mixed-decisions.json
OUT := out
PYTEST_ARGS ?=
SETUP_ARGS ?=
LOCK_ARGS ?=

.PHONY: help setup demo test long conformance load bench check format accept schema metrics rules picture screenshot lock

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

setup: ## installs what is missing; quick when nothing is
	@sh tools/setup $(SETUP_ARGS)

demo: setup ## renders a sample letter as text and PDF
	@$(BIN)/imrletters render $(CASE) -o $(OUT)
	@echo "The letter made from $(CASE) is in $(OUT)/: $(basename $(notdir $(CASE))).txt and $(basename $(notdir $(CASE))).pdf"
	@echo "The review page on that case, in a browser: $(BIN)/imrletters preview $(CASE)   (for any case: $(BIN)/imrletters serve)"

test: override SETUP_ARGS += browser
test: setup ## runs the tests (more options: PYTEST_ARGS="-k name")
	$(BIN)/pytest -n auto --dist loadgroup -m "not long" $(PYTEST_ARGS)

long: setup ## tests whole runs: batches that are killed, clusters, the built wheel and the example projects with it
	$(BIN)/pytest -n auto -m long

conformance: setup ## holds every sample letter against veraPDF (needs Java: SETUP_ARGS=java installs it)
	$(BIN)/python tools/conformance.py

load: setup ## loads the service: fifty clients for a minute, beside hostile uploads
	$(BIN)/python -m benchmarks.load

bench: setup ## measures speed, as ratios within one run, and writes docs/performance.md (some ten minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group peers
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python tools/performance_page.py
	$(BIN)/pytest benchmarks -p no:xdist -q --benchmark-columns=median,iqr,rounds --benchmark-sort=name

check: setup ## lint, format and types, changing nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	cd examples/workflow && ../../$(BIN)/mypy
	npm run --silent --prefix tools/page check

format: setup ## formats, and fixes what ruff can fix safely
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	npm run --silent --prefix tools/page format

accept: setup ## takes the present output as the new snapshots
	$(BIN)/pytest --snapshot-update $(PYTEST_ARGS)

# by way of a variable, so that a failure leaves the old schema alone
schema: setup ## writes the JSON Schema from the models
	@text=$$($(BIN)/imrletters schema) && printf '%s\n' "$$text" > schemas/case.schema.json

metrics: setup ## writes the character widths of the bundled fonts
	$(BIN)/python tools/font_metrics.py

rules: setup ## writes the page of the proofreading rules
	$(BIN)/python tools/rules_page.py

picture: setup ## draws the letter that the README shows
	$(BIN)/imrletters render $(CASE) -o $(OUT) --format pdf
	pdftoppm -r 72 -f 1 -l 1 -singlefile -png $(OUT)/$(basename $(notdir $(CASE))).pdf docs/letter

screenshot: override SETUP_ARGS += browser
screenshot: setup ## draws the review page that the README shows
	$(BIN)/python tools/screenshot.py $(CASE) docs/review-page.png

# editables: hatchling asks for it only while it builds an editable install, so nothing else would lock it
lock: setup ## locks the dependencies again (newer versions: LOCK_ARGS=--upgrade)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	echo editables | $(BIN)/uv pip compile pyproject.toml --group dev - --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" --quiet $(LOCK_ARGS) --output-file requirements.lock
