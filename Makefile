# Two commands for a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test check browser screenshots campaigns benchmarks lock sbom clean

serve: .venv/.installed
# A build that refuses says why; what was published before is served. Interrupted (130) ends all.
	@$(BIN)/kashaf build || [ $$? -ne 130 ]
	@exec $(BIN)/kashaf serve $(if $(PORT),--port '$(PORT)')

# Everything that must hold before a change lands; the same here and in CI.
test: check browser
	$(BIN)/pytest

check: .venv/.tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive indexer webapp

# The browser tests drive Chromium; Debian's package is installed where it is missing and may be.
browser:
	@sh tests/browser/install

# Every state of the page, at three widths, light and dark, to look at: FOLDER= for another folder.
screenshots: .venv/.tested browser
	$(BIN)/python tests/browser/screenshots.py '$(or $(FOLDER),build/screenshots)'

.venv/.created:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[documents,watch]'
	@touch $@

.venv/.tested: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# Longer runs of what `make test` does in small: builds killed at random moments under a server that is
# asked all the time, and faults at every system call of a publication.
campaigns: .venv/.tested
	$(BIN)/python tests/campaigns/kill_builds.py --rounds 100
	$(BIN)/python tests/campaigns/kill_nodes.py --rounds 4 && $(BIN)/python tests/campaigns/kill_nodes.py --all
	$(BIN)/kashaf build --index .venv/campaign && $(BIN)/python tests/campaigns/misspell.py .venv/campaign
	$(BIN)/python tests/campaigns/hostile_queries.py .venv/campaign
	$(BIN)/python tests/generations/campaign.py calls
	$(BIN)/python tests/generations/campaign.py kills 500
	$(BIN)/python tests/generations/campaign.py damages 2000

# DOCS=file.jsonl[.gz] measures on running news instead of the seeds.
benchmarks: .venv/.tested
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[benchmarks]'
	$(BIN)/python benchmarks/analysis.py $(DOCS)
	$(BIN)/python benchmarks/matching.py tests/data/relevance/pairs.tsv
	$(BIN)/python -m benchmarks.peers $(DOCS) --sizes 1000 --queries 5

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-header --no-annotate --extra container

# The versions that containers are built of, with their hashes; and the list of parts of a release.
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
