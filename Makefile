# Two commands for a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: serve test check browser clean

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

# The browser tests drive Chromium; Debian's package is installed where it is missing and may be.
browser:
	@sh tests/browser/install

.venv/.created:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.created pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.tested: .venv/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
