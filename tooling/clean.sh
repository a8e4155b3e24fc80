#!/bin/sh
# Stops the demo's exchanges, if they run, and removes what was made in this checkout; nothing that is in git.
set -eu
cd "$(dirname "$0")/.."

if [ -d .demo ] && [ -x .venv/bin/python ]; then
    .venv/bin/python tooling/demo.py down || true
fi
rm -rf .venv .demo .cache .ansible .mypy_cache .pytest_cache .ruff_cache .hypothesis
find . -name .git -prune -o -type d -name __pycache__ -print | while IFS= read -r folder; do
    rm -rf "$folder"
done
