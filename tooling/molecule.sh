#!/bin/sh
# Runs the molecule scenarios in tests/molecule, each against an exchange that it starts and ends itself.
#
#   tooling/molecule.sh [converge|verify|destroy …]     default: test, the whole sequence
set -eu
cd "$(dirname "$0")/.."

PATH=$PWD/.venv/bin:$PATH
action=${1:-test}
log=.cache/molecule.log
mkdir -p .cache

export MOLECULE_GLOB="tests/molecule/*/molecule.yml"
# What a run keeps stays in the checkout; by default it would be in the home folder.
export MOLECULE_EPHEMERAL_DIRECTORY="$PWD/.cache/molecule"
# Plain text: molecule would colour even a file.
export NO_COLOR=1 ANSIBLE_NOCOLOR=1

if ! molecule "$action" --all >"$log" 2>&1; then
    cat "$log" >&2
    echo "molecule: failed" >&2
    exit 1
fi
sed -n 's/^\(.*actions=.*\)$/molecule: \1/p' "$log"
