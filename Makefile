# Needs GNU make, a POSIX shell and Python 3.11-3.13. `make setup` brings the rest.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up
TABLES := $(patsubst %.ts,%.qm,$(wildcard resources/translations/*.ts))
SAMPLE := build/sample-library
OFFSCREEN := QT_QPA_PLATFORM=offscreen
ABREAST := -n auto --dist loadfile

.DEFAULT_GOAL := setup
.NOTPARALLEL:
.PHONY: setup sample run test test-all bench screenshots package lock lint format clean

setup: $(STAMP) $(TABLES)

$(STAMP): requirements.lock pyproject.toml packaging/set_up.sh packaging/system_libraries.sh
	@sh packaging/set_up.sh $(VENV)
	@touch $@

resources/translations/%.qm: resources/translations/%.ts | $(STAMP)
	@$(BIN)/pyside6-lrelease -silent $< -qm $@

sample: setup
	@$(BIN)/briefing-library build resources/sample-library --library $(SAMPLE)

run: sample
	@sh packaging/has_display.sh
	$(BIN)/briefing-reader --library $(SAMPLE)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/python -m pytest $(ABREAST) -m "not slow" --no-qt -p no:pytest-qt
	$(OFFSCREEN) $(BIN)/python -m pytest $(ABREAST) -m "gui and not slow"

test-all: test package
	@sh packaging/debian_packages.sh cups cups-filters poppler-utils chromium libreoffice-writer-nogui
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes --upgrade --target build/validator \
		-r packaging/validator.txt || echo "page-validation: not installed, its tests are left out" >&2
	$(OFFSCREEN) $(BIN)/python -m pytest -m slow

bench: setup
	@sh packaging/debian_packages.sh python3-xapian recollcmd libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
	$(OFFSCREEN) $(BIN)/python tests/bench --json build/bench.json

screenshots: sample
	$(BIN)/python packaging/screenshots.py $(SAMPLE) build/screenshots

package: sample
	$(OFFSCREEN) $(BIN)/pyinstaller --noconfirm --log-level WARN \
		--distpath dist --workpath build/pyinstaller packaging/reader.spec

lock: setup
	@sh packaging/lock.sh $(BIN)/python

clean:
	rm -rf build dist $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
