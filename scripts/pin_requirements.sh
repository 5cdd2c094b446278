#!/bin/sh
# Writes requirements.txt and requirements-dev.txt anew from pyproject.toml, for Linux and Windows at once, with the
# hashes of every wheel and without any address. uv does the resolving; it lives in build/ and is no requirement.
set -eu
cd "$(dirname "$0")/.."
uv=build/pin/bin/uv
[ -x "$uv" ] || { .venv/bin/python -m venv build/pin && build/pin/bin/python -m pip install --quiet uv; }
pin() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
        --no-emit-index-url --no-emit-find-links --output-file "$@" pyproject.toml
}
pin requirements.txt
pin requirements-dev.txt --extra dev --constraint requirements.txt
