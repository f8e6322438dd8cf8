# All targets first install what is missing; see tools/setup.

BIN := .venv/bin
CASE := samples/mixed-decisions.json
OUT := out
PYTEST_ARGS ?=
SETUP_ARGS ?=
LOCK_ARGS ?=

.PHONY: help setup demo test long conformance load bench check format accept schema metrics rules picture screenshot lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing
	@sh tools/setup $(SETUP_ARGS)

demo: setup ## render a sample letter as text and PDF
	@$(BIN)/imrletters render $(CASE) -o $(OUT)
	@echo
	@echo "Rendered $(CASE) to the two files above."
	@echo "To open this case in a browser:    $(BIN)/imrletters preview $(CASE)"
	@echo "To start with an empty form:       $(BIN)/imrletters serve"

test: override SETUP_ARGS += browser
test: setup ## run the tests (pytest options: PYTEST_ARGS="-k name")
	$(BIN)/pytest -n auto --dist loadgroup -m "not long" $(PYTEST_ARGS)

long: setup ## run the slow tests: killed batches, clusters, the built wheel, the example projects, new editions
	$(BIN)/pytest -n auto -m long

conformance: setup ## validate every sample letter with veraPDF (needs Java: SETUP_ARGS=java installs it)
	$(BIN)/python tools/conformance.py

load: setup ## load test of the service: fifty clients for a minute, and hostile uploads
	$(BIN)/python -m benchmarks.load

bench: setup ## run the benchmarks and write docs/performance.md (about fifteen minutes)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group peers
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python tools/performance_page.py
	$(BIN)/pytest benchmarks -p no:xdist -q --benchmark-columns=median,iqr,rounds --benchmark-sort=name

check: setup ## check lint, format and types without changing files
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	cd examples/workflow && ../../$(BIN)/mypy
	npm run --silent --prefix tools/page check

format: setup ## format the code and apply safe fixes
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	npm run --silent --prefix tools/page format

accept: setup ## accept the current output as the new snapshots
	$(BIN)/pytest --snapshot-update $(PYTEST_ARGS)

# uses a variable so that a failure does not overwrite the schema
schema: setup ## write the JSON Schema from the models
	@text=$$($(BIN)/imrletters schema) && printf '%s\n' "$$text" > schemas/case.schema.json

metrics: setup ## write the character widths of the bundled fonts
	$(BIN)/python tools/font_metrics.py

rules: setup ## write docs/rules.md from the proofreading rules
	$(BIN)/python tools/rules_page.py

picture: setup ## write the picture of a letter for the README
	$(BIN)/imrletters render $(CASE) -o $(OUT) --format pdf
	pdftoppm -r 72 -f 1 -l 1 -singlefile -png $(OUT)/$(basename $(notdir $(CASE))).pdf docs/letter

screenshot: override SETUP_ARGS += browser
screenshot: setup ## write the picture of the review page for the README
	$(BIN)/python tools/screenshot.py $(CASE) docs/review-page.png

# hatchling needs the package editables only while it builds an editable install, so it must be locked explicitly
lock: setup ## lock the dependencies (newer versions: LOCK_ARGS=--upgrade)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	echo editables | $(BIN)/uv pip compile pyproject.toml --group dev - --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" --quiet $(LOCK_ARGS) --output-file requirements.lock
