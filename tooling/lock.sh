#!/bin/sh
# Makes requirements.txt and requirements-dev.txt from the .in files: one lock for Python 3.11 to 3.13 and for
# every system, with the hash of every file. Versions that are locked already stay; `make lock UPGRADE=1` moves
# them all. Uses uv, in an environment of its own that is thrown away.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
.venv/bin/python -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check uv

# No index address: nothing in the lock depends on the machine that made it.
for lock in requirements requirements-dev; do
    "$work/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --custom-compile-command "make lock" ${UPGRADE:+--upgrade} \
        "$lock.in" --output-file "$lock.txt"
done
