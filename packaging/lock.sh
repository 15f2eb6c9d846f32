#!/bin/sh
# Resolve pyproject.toml into requirements.lock: every dependency, pinned and hashed, for every platform we serve.
# usage: lock.sh PYTHON
set -eu
uv=build/lock
if [ ! -x "$uv/bin/uv" ]; then
    "$1" -m venv "$uv"
    "$uv/bin/python" -m pip install --quiet --require-hashes --no-deps -r packaging/lock-tool.txt
fi
"$uv/bin/uv" pip compile pyproject.toml --extra test --extra package --extra bench --universal --python-version 3.11 \
    --generate-hashes --no-config --no-emit-index-url --quiet -o requirements.lock
