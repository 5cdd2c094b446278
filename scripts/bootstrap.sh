#!/bin/sh
# Finds a Python that is new enough and hands over to bootstrap.py:  scripts/bootstrap.sh run|test|installer
set -eu
cd "$(dirname "$0")/.."
for python in .venv/bin/python python3.11 python3 python3.12 python3.13 python3.14 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$python" scripts/bootstrap.py "$@"
    fi
done
echo "没有找到 Python 3.11 或更新的版本，请先安装（Debian 12：apt-get install python3 python3-venv）。" >&2
exit 1
