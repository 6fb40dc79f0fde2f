# `make help` explains every target. The work is done by `mlp` (scripts/mlplatform); make only sets it up.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV := .venv
PYTHON := $(VENV)/bin/python
UV := $(VENV)/bin/uv
MLP := $(VENV)/bin/mlp
# Compiled once, and not beside the sources: a test run starts in half the time.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.work/pycache

.PHONY: help
help: ## Show what there is to call
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  \033[1mmake %-14s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST) \
		| if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9;]*m//g'; fi
	@echo "  plan, apply and destroy take ENV= and USE_CASE=, such as: make plan ENV=dev USE_CASE=credit_risk"

.PHONY: demo
demo: setup setup-policy ## Apply the whole platform to an AWS inside this repo (KEEP=1 leaves it up)
	@$(MLP) demo

.PHONY: test
# More workers than cores: what takes long waits for an AWS.
test: setup setup-policy ## Set up all it needs and run every test
	@$(PYTHON) -m pytest -n 4 --dist loadgroup $(if $(K),-k "$(K)")

.PHONY: test-fast
test-fast: setup setup-policy ## Run the tests that a person runs while editing
	@$(PYTHON) -m pytest -n 2 --dist loadgroup -m "not slow" $(if $(K),-k "$(K)")

.PHONY: test-watch
test-watch: setup ## Run the tests of a module whenever something in it changes
	@$(MLP) test --watch

.PHONY: setup
setup: $(VENV)/.ready ## Only the set-up: environment, mlp command, Terraform and its provider

# Ready when the locks have been installed; a changed lock installs again.
$(VENV)/.ready: requirements/bootstrap.txt requirements/platform.txt pyproject.toml
	@scripts/setup_environment $(VENV) requirements/platform.txt
	@$(UV) pip install --quiet --python $(PYTHON) --no-deps --no-build-isolation --editable .
	@$(MLP) doctor
	@touch $@

.PHONY: setup-policy
setup-policy: $(VENV)-policy/.ready ## Only the set-up of checkov, in an environment of its own

.PHONY: gate
gate: setup setup-policy ## Judge the plan named by PLAN=, the JSON of any plan for AWS
	@$(MLP) gate $(PLAN)

$(VENV)-policy/.ready: requirements/bootstrap.txt requirements/policy.txt
	@scripts/setup_environment $(VENV)-policy requirements/policy.txt
	@touch $@

.PHONY: lint
lint: setup ## Check the style of Python and Terraform, and the types
	@$(VENV)/bin/ruff format --check scripts tests || { echo "mend with: make format"; exit 1; }
	@$(VENV)/bin/ruff check scripts tests || { echo "mend with: make format"; exit 1; }
	@$(VENV)/bin/mypy
	@$(MLP) terraform fmt -check -recursive modules || { echo "mend with: make format"; exit 1; }
	@$(MLP) terraform fmt -check -recursive environments || { echo "mend with: make format"; exit 1; }
	@$(MLP) terraform fmt -check -recursive scripts/mlplatform/gate/controls || { echo "mend with: make format"; exit 1; }
	@$(MLP) docs --check

.PHONY: docs
docs: setup ## Write the tables in the modules' READMEs and docs/controls.md from the code
	@$(MLP) docs

.PHONY: format
format: setup ## Mend the style
	@$(VENV)/bin/ruff format scripts tests
	@$(VENV)/bin/ruff check --fix scripts tests
	@$(MLP) terraform fmt -recursive modules
	@$(MLP) terraform fmt -recursive environments
	@$(MLP) terraform fmt -recursive scripts/mlplatform/gate/controls

.PHONY: bootstrap
bootstrap: setup ## Make the state bucket in the shared account (safe to run twice)
	@$(MLP) bootstrap

.PHONY: plan
plan: setup ## Plan one root for one use case
	@$(MLP) plan --env "$(ENV)" --use-case "$(USE_CASE)"

.PHONY: apply
apply: setup ## Apply one root for one use case
	@$(MLP) apply --env "$(ENV)" --use-case "$(USE_CASE)"

.PHONY: destroy
destroy: setup ## Take one root of one use case away
	@$(MLP) destroy --env "$(ENV)" --use-case "$(USE_CASE)"

.PHONY: bench
bench: setup setup-policy ## Measure anew what docs/architecture.md says
	@$(MLP) bench
	@$(MLP) demo --json

.PHONY: locks
locks: setup ## Resolve requirements/*.in anew, with hashes
	@for name in bootstrap platform policy; do \
		$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--no-emit-find-links --no-header --quiet --upgrade requirements/$$name.in -o requirements/$$name.txt; done

.PHONY: clean
clean: ## Remove what is made and not kept in git
	@if [ -x $(MLP) ]; then $(MLP) local down; fi
	@rm -rf $(VENV) $(VENV)-policy .work .mypy_cache .pytest_cache .ruff_cache
