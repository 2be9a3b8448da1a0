# On a fresh machine, run `make serve` or `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test quick check browser screenshots campaigns benchmarks lock sbom clean

serve: .venv/.installed
# If the build fails, the existing index is served, unless the build was interrupted (130).
	@$(BIN)/kashaf build || [ $$? -ne 130 ]
	@exec $(BIN)/kashaf serve $(if $(PORT),--port '$(PORT)')

# All checks that a change must pass; CI runs the same.
test: check browser
	$(BIN)/pytest

# The tests to run after each change: without browsers, clusters, servers of their own and campaigns.
quick: .venv/.tested
	$(BIN)/pytest -m 'not slow'

check: .venv/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive indexer webapp

# The browser tests need Chromium: installs Debian's package if it is missing and permissions allow.
browser:
	@sh tests/browser/install

# Saves every state of the page at three widths, light and dark; FOLDER= sets the folder.
screenshots: .venv/.tested browser
	$(BIN)/python -m tests.browser.screenshots '$(or $(FOLDER),build/screenshots)'

.venv/.created:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[documents,watch]'
	@touch $@

.venv/.tested: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# Longer versions of tests in `make test`, such as builds that are killed at random moments while a server
# answers requests, and faults at every system call of a publication.
campaigns: .venv/.tested
	$(BIN)/python -m tests.campaigns.kill_builds --rounds 100
	$(BIN)/python -m tests.campaigns.kill_nodes --rounds 4 && $(BIN)/python -m tests.campaigns.kill_nodes --all
	$(BIN)/kashaf build --index .venv/campaign && $(BIN)/python -m tests.campaigns.misspell .venv/campaign
	$(BIN)/python -m tests.campaigns.hostile_queries .venv/campaign
	$(BIN)/python -m tests.campaigns.generations calls
	$(BIN)/python -m tests.campaigns.generations kills 500
	$(BIN)/python -m tests.campaigns.generations damages 2000

# DOCS=file.jsonl[.gz] measures with news articles instead of the seeds.
benchmarks: .venv/.tested
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[benchmarks]'
	$(BIN)/python -m benchmarks.analysis $(DOCS)
	$(BIN)/python -m benchmarks.matching tests/data/relevance/pairs.tsv
	$(BIN)/python -m benchmarks.peers $(DOCS) --sizes 1000 --queries 5

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-header --no-annotate --extra container

# `lock` pins the packages of containers with hashes; `sbom` lists the parts of a release.
lock: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[release]'
	$(LOCK) --upgrade --output-file requirements.lock pyproject.toml
	$(LOCK) --extra opensearch --constraints requirements.lock --output-file deploy/opensearch.lock pyproject.toml

sbom: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[release]'
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	    --output-file sbom.json requirements.lock

clean:
	rm -rf .venv build sbom.json *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
