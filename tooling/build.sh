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
if grep -E '(^|/)(\.|__pycache__)|^(tests|tooling)/' "$work/files" >&2; then
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

# ansible-doc says nothing of what it does not find and ends well, so its answer is looked at.
documented=0
document() {
    quietly ansible-doc --type "$1" "sentral.nec.$2"
    if ! grep -q "sentral.nec.$2" "$work/output" || grep -q "was not found" "$work/output"; then
        cat "$work/output" >&2
        echo "build: ansible-doc finds no $1 sentral.nec.$2 in the installed collection" >&2
        exit 1
    fi
    documented=$((documented + 1))
}
for path in "$installed"/plugins/modules/*.py "$installed"/plugins/connection/*.py "$installed"/roles/*/meta/argument_specs.yml; do
    [ -e "$path" ] || continue
    case $path in
        */plugins/modules/*) document module "$(basename "$path" .py)" ;;
        */plugins/connection/*) document connection "$(basename "$path" .py)" ;;
        *) document role "$(basename "${path%/meta/*}")" ;;
    esac
done
for path in "$installed"/playbooks/*.yml; do
    [ -e "$path" ] || continue
    quietly ansible-playbook --syntax-check --inventory localhost, "sentral.nec.$(basename "$path" .yml)"
done

# One question to an exchange simulated by what was installed. Any free port; its name and password are the fleet's.
cat >fleet.yml <<'YAML'
exchanges:
  - {name: built, ssh_port: 0, accounts: [{user: 2, name: tech, password: "12345678", level: IN}]}
YAML
simulator() {
    (cd "$installed" && python -m simulator "$@" --state "$work/simulator")
}
trap 'simulator down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
quietly simulator up "$work/elsewhere/fleet.yml"
simulator host-keys --known-hosts >known_hosts
port=$(sed -n 's/^\[127\.0\.0\.1\]:\([0-9]*\) .*/\1/p' known_hosts | head -n 1)
cat >hosts.yml <<YAML
all:
  hosts:
    built:
      ansible_connection: sentral.nec.pbx
      ansible_host: 127.0.0.1
      ansible_port: $port
      ansible_user: tech
      ansible_password: "12345678"
      pbx_known_hosts: $work/elsewhere/known_hosts
YAML
quietly ansible built --inventory hosts.yml --module-name sentral.nec.pbx_command --args commands=VERSION
grep -q "MODEL SV9100" "$work/output" || { cat "$work/output" >&2; exit 1; }

echo "build: $(basename "$archive"), $(du -k "$archive" | cut -f1) KB, $(wc -l <"$work/files" | tr -d ' ') files;" \
    "installed elsewhere: $documented pages of documentation read, a simulated exchange asked"
