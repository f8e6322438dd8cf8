# All targets first install what is missing; see tools/setup.

BIN := .venv/bin
CASE := samples/mixed-decisions.json
OUT := out
PYTEST_ARGS ?=
SETUP_ARGS ?=
LOCK_ARGS ?=

.PHONY: help setup demo page test long windows conformance load bench check dist container format accept schema metrics rules data picture screenshot lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup: ## install what is missing
	@sh tools/setup $(SETUP_ARGS)

demo: setup ## render a sample letter as text and PDF
	@$(BIN)/imrletters render $(CASE) -o $(OUT)
	@echo
	@echo "Rendered $(CASE) to the two files above."
	@echo "To open this case in a browser:    make page && $(BIN)/imrletters preview $(CASE)"
	@echo "To start with an empty form:       make page && $(BIN)/imrletters serve"

page: override SETUP_ARGS += page
page: setup ## install the libraries of the review page (needs Node.js)

# the tests include those of the review page, and compare with published letters
test long accept: override SETUP_ARGS += page poppler
test: override SETUP_ARGS += browser
test: setup ## run the tests (pytest options: PYTEST_ARGS="-k name")
	$(BIN)/pytest -n auto --dist worksteal -m "not long" $(PYTEST_ARGS)

long: override SETUP_ARGS += browser firefox postgresql nginx types
long: setup ## run the slow tests: whole runs, limits, hostile clients, other environments, details of the review page
	$(BIN)/pytest -n auto --dist loadfile -m long $(PYTEST_ARGS)

WINDOWS_TESTS := tests/case tests/validation tests/cleaning tests/rendering tests/wording tests/parsing tests/mtus \
	tests/batch/test_run.py tests/batch/test_folder.py tests/batch/test_journal.py tests/batch/test_files.py \
	tests/printing/typst tests/printing/test_engines.py tests/test_files.py tests/test_file_names.py \
	tests/cli/test_batch.py tests/cli/test_check.py tests/cli/test_clean.py tests/cli/test_commands.py \
	tests/cli/test_inputs.py tests/cli/test_output.py tests/cli/test_parse.py tests/cli/test_render.py \
	tests/cli/test_render_copies.py tests/cli/test_schema.py tests/cli/test_templates.py tests/cli/test_verify.py

# on Windows nothing is kept for the next process, and no worker has a socket in the temporary folder; the simulation has a
# temporary folder of its own, which a message about a full disk names
NOT_ON_WINDOWS := --ignore=tests/rendering/test_bytecode.py --ignore=tests/rendering/test_kept_look.py --ignore=tests/wording/test_stored.py \
	--deselect=tests/wording/test_known.py::test_a_second_process_learns_nothing \
	--deselect=tests/batch/test_folder.py::test_a_full_disk_of_temporary_files_is_not_a_problem_of_one_case \
	--deselect=tests/batch/test_folder.py::test_a_temporary_folder_with_a_long_path_is_one_error \
	--deselect=tests/rendering/test_own_fonts.py::test_the_same_fonts_give_the_same_bytes_in_another_process

windows: setup ## run the tests of text, check, parse and Typst without the modules and names that Windows lacks
	PYTHONPATH=$(CURDIR)/tests/windows $(BIN)/pytest -n auto --dist worksteal -m "not long" $(WINDOWS_TESTS) $(NOT_ON_WINDOWS) $(PYTEST_ARGS)

conformance: setup ## validate every sample letter with veraPDF (needs Java: SETUP_ARGS=java installs it)
	$(BIN)/python tools/conformance.py

check format load bench: override SETUP_ARGS += page

load: setup ## load test of the service: fifty clients for a minute, and hostile uploads
	$(BIN)/python -m benchmarks.load

bench: setup ## run the benchmarks and write docs/performance.md (about half an hour)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --group peers
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python tools/performance_page.py
	$(BIN)/pytest benchmarks -p no:xdist -q --benchmark-columns=median,iqr,rounds --benchmark-sort=name

dist: setup ## build the wheel and the source distribution, and install both without a network
	@sh tools/dist

container: dist ## build the image and test it (needs docker or podman)
	@sh tools/container

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

data: setup ## write docs/data.md from the columns of the tables
	$(BIN)/python tools/data_page.py

picture: override SETUP_ARGS += poppler
picture: setup ## write the picture of a letter for the README
	$(BIN)/imrletters render $(CASE) -o $(OUT) --format pdf
	pdftoppm -r 72 -f 1 -l 1 -singlefile -png $(OUT)/$(basename $(notdir $(CASE))).pdf docs/letter

screenshot: override SETUP_ARGS += page browser
screenshot: setup ## write the picture of the review page for the README
	$(BIN)/python tools/screenshot.py $(CASE) docs/review-page.png

# hatchling needs the package editables only while it builds an editable install, so it must be locked explicitly
lock: setup ## lock the dependencies (newer versions: LOCK_ARGS=--upgrade)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	echo editables | $(BIN)/uv pip compile pyproject.toml --group dev - --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make lock" --quiet $(LOCK_ARGS) --output-file requirements.lock
