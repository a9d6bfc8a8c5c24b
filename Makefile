# Everything that Pendopo needs on a machine with Python 3.11, git and make: `make run` and `make test`.

PYTHON ?= python3
HOST ?= 127.0.0.1
ifndef PORT
PORT := $(or $(shell sed -n 's/^PORT=//p' .env 2>/dev/null),8000)
endif
# How many test processes run side by side, each with whole files, which plant once what they share; 0 runs them in one.
WORKERS ?= $(shell n=$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1); [ $$n -gt 4 ] && n=4; [ $$n -lt 2 ] && n=0; echo $$n)
export PORT

RUN := .venv/.run-ready
DEV := .venv/.dev-ready
MANAGE := .venv/bin/python manage.py
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
UV := $(shell command -v uv 2>/dev/null)
INSTALL_OPTIONS := --quiet --quiet --require-hashes --no-deps --only-binary :all:
# A secret and a key of the right length, for the deployment check only.
CHECK_SECRET := only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG
CHECK_KEYS := check:$(shell head -c 32 /dev/zero | base64)

.PHONY: help run test check bench bench-feed bench-line feed messages lock clean
.DELETE_ON_ERROR:

help:
	@echo "make run       set up, open the demonstration regency, serve it at http://$(HOST):$(PORT)/"
	@echo "make test      all tests, on SQLite (or on TEST_DATABASE_URL)"
	@echo "make check     style, types, import contracts, templates, migrations, deployment, catalogues"
	@echo "make bench     queries and CPU time of the main pages and endpoints"
	@echo "make feed      the change feed for an hour: chance, crowds, 1,200 writes at once (on TEST_DATABASE_URL)"
	@echo "make bench-feed  the change feed with 20,000 objects"
	@echo "make bench-line  how soon pages are seen on slow lines, in a browser; beside make run"
	@echo "make messages  collect the words of code and templates into locale/"
	@echo "make lock      pin the newest allowed versions (needs uv)"
	@echo "make clean     remove everything that these commands made, the data in var/ too"

run: $(RUN) $(CATALOGUES)
	@$(MANAGE) set_up
	@echo "Pendopo: http://$(HOST):$(PORT)/   editors: http://$(HOST):$(PORT)/admin/   stop: Ctrl+C"
	@DJANGO_SETTINGS_MODULE=$${DJANGO_SETTINGS_MODULE:-cms.settings.dev} exec .venv/bin/granian cms.wsgi:application \
		--interface wsgi --host $(HOST) --port $(PORT) --workers 1 --blocking-threads 4 --log-level warning

test: $(DEV) $(CATALOGUES)
	@.venv/bin/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

check: $(DEV) $(CATALOGUES)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	.venv/bin/djlint templates --lint --quiet
	.venv/bin/djhtml --check --tabwidth 2 templates
	$(MANAGE) makemigrations --check --dry-run
	SECRET_KEY=$(CHECK_SECRET) CASE_KEYS=$(CHECK_KEYS) BASE_URL=https://example.go.id ALLOWED_HOSTS=example.go.id \
		$(MANAGE) check --deploy --fail-level WARNING --settings cms.settings.production
	$(MANAGE) catalogues check

bench: $(DEV) $(CATALOGUES)
	@.venv/bin/python -m tests.benchmarks

bench-feed: $(DEV) $(CATALOGUES)
	@.venv/bin/python -m tests.benchmarks.feed

bench-line: $(DEV)
	@.venv/bin/python -m tests.benchmarks.line

feed: $(DEV) $(CATALOGUES)
	@FEED_PAIRS=all FEED_SEEDS=20 FEED_STEPS=200 FEED_WRITES=150 FEED_OBJECTS=160 .venv/bin/pytest -n $(WORKERS) tests/api/sync tests/pages/feed $(ARGS)

messages: $(DEV)
	@$(MANAGE) catalogues update
	@.venv/bin/python -c "from cms.catalogues import compile_all; compile_all()"

%.mo: %.po | $(RUN)
	@.venv/bin/python -c "from cms.catalogues import compile_all; compile_all()"

lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --upgrade --quiet -o requirements.txt
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --upgrade --quiet --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv var static-collected .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f locale/*/LC_MESSAGES/*.mo

# The environment: made once, renewed when a lock changes. uv, where it is installed, only makes it faster.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Pendopo needs Python 3.11 or newer; name one with: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing here. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv …"
	@$(PYTHON) -m venv .venv

define install
	@echo "Installing $(1) …"
	@$(if $(UV),uv pip install --python .venv/bin/python $(INSTALL_OPTIONS) -r $(1) 2>/dev/null ||) \
		.venv/bin/python -m pip install --disable-pip-version-check $(INSTALL_OPTIONS) -r $(1)
endef

$(RUN): requirements.txt | .venv/bin/python
	$(call install,requirements.txt)
	@touch $@

# The second lock holds everything of the first.
$(DEV): requirements-dev.txt | .venv/bin/python
	$(call install,requirements-dev.txt)
	@touch $@ $(RUN)
