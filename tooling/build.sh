#!/bin/sh
# Builds the collection, installs it into an empty folder, and uses it from there with nothing of this checkout
# in reach but .venv.
set -eu
cd "$(dirname "$0")/.."

root=$PWD
PATH=$root/.venv/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

quietly() {
    if ! "$@" >"$work/output" 2>&1; then
        cat "$work/output" >&2
        echo "build: failed: $*" >&2
        exit 1
    fi
}

quietly ansible-galaxy collection build --output-path "$work" "$root"
archive=$(ls "$work"/sentral-nec-*.tar.gz)
tar -tzf "$archive" >"$work/files"

# What the archive must not hold: everything hidden, and what belongs to working on Sentral.
if grep -E '^(\.|tests/|tooling/|Makefile|.*__pycache__)' "$work/files" >&2; then
    echo "build: the files above do not belong into the collection (build_ignore in galaxy.yml)" >&2
    exit 1
fi

# From here on no settings and no collections but the installed one.
mkdir "$work/elsewhere"
cd "$work/elsewhere"
: >"$work/ansible.cfg"
export ANSIBLE_CONFIG="$work/ansible.cfg" ANSIBLE_COLLECTIONS_PATH="$work/collections" ANSIBLE_HOME="$work/home"
quietly ansible-galaxy collection install --offline -p "$work/collections" "$archive"
installed=$work/collections/ansible_collections/sentral/nec

documented=0
document() {
    quietly ansible-doc --type "$1" "sentral.nec.$2"
    documented=$((documented + 1))
}
for file in "$installed"/plugins/modules/*.py; do
    document module "$(basename "$file" .py)"
done
for file in "$installed"/plugins/connection/*.py; do
    document connection "$(basename "$file" .py)"
done
for folder in "$installed"/roles/*/; do
    document role "$(basename "$folder")"
done
for file in "$installed"/playbooks/*.yml; do
    quietly ansible-playbook --syntax-check --inventory localhost, "sentral.nec.$(basename "$file" .yml)"
done

echo "build: $(basename "$archive"), $(du -k "$archive" | cut -f1) KB, $(wc -l <"$work/files" | tr -d ' ') files;" \
    "installed elsewhere, $documented pages of documentation read"
