# Each target first makes the checkout ready (scripts/bootstrap.sh: system libraries, .venv, pinned requirements), which
# costs a fraction of a second when all is there. What the targets do is told by `make help`.

PYTHON := .venv/bin/python
TEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest

.PHONY: help run test test-all bench lint installer requirements clean

help:
	@echo "make run           打开主窗口（演示单位）；没有显示器时生成 build/tour/ 里的画面"
	@echo "make test          代码检查和测试"
	@echo "make test-all      同上，再加耗时的彻底测试"
	@echo "make bench         按十万户量速度（约十分钟），输出 JSON"
	@echo "make lint          只做代码检查"
	@echo "make installer     生成安装包 build/dist/*.deb"
	@echo "make requirements  按 pyproject.toml 重新锁定依赖版本"
	@echo "make clean         删除 build/ 和各种缓存"

run:
	@scripts/bootstrap.sh run
	@scripts/run.sh

test: lint
	$(TEST)

test-all: lint
	$(TEST)
	$(TEST) -m thorough

bench:
	@scripts/bootstrap.sh run
	@QT_QPA_PLATFORM=offscreen $(PYTHON) main.py bench --households 100000 --json

lint:
	@scripts/bootstrap.sh test
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports --no-logo

installer:
	@scripts/bootstrap.sh installer
	$(PYTHON) installer/build_deb.py

requirements:
	@scripts/bootstrap.sh test
	scripts/pin_requirements.sh

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
