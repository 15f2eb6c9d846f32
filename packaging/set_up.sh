#!/bin/sh
# Make the virtual environment and bring it to requirements.lock.
# usage: set_up.sh VENV
set -eu
venv=$1
here=$(dirname "$0")
export PIP_DISABLE_PIP_VERSION_CHECK=1

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; }

python=
for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if fits "$candidate"; then
        python=$(command -v "$candidate")
        break
    fi
done
if [ -z "$python" ]; then
    echo "Cần Python 3.11, 3.12 hoặc 3.13 (máy này: $(python3 --version 2>&1 || true)). Hãy cài rồi chạy lại." >&2
    echo "Python 3.11, 3.12 or 3.13 is needed (found: $(python3 --version 2>&1 || true)). Install one and run again." >&2
    exit 1
fi

sh "$here/system_libraries.sh" "$python"

if ! fits "$venv/bin/python"; then
    "$python" -m venv --clear "$venv"
fi
"$venv/bin/python" -m pip install --quiet --require-hashes --no-deps -r requirements.lock
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
