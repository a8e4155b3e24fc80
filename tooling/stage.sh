#!/bin/sh
# Copies the checkout to FOLDER as a real tree, where ansible-test and ansible-galaxy can work on it: links are
# followed, and what git ignores is left out. Files that are not in git yet are taken along.
#
#   tooling/stage.sh FOLDER
set -eu
cd "$(dirname "$0")/.."

stage=$1
mkdir -p "$stage"
# library/ arrives as plugins/modules, which links to it; .collections leads back to this very folder.
git ls-files --cached --others --exclude-standard -- . ':!library' ':!.collections' |
    while IFS= read -r file; do
        [ ! -e "$file" ] || printf '%s\n' "$file"
    done |
    tar -chf - -T - | tar -xf - -C "$stage"
