#!/bin/sh
# ansible-test sanity on a copy of the checkout. ansible-test wants to stand in …/ansible_collections/sentral/nec,
# reached by no link and under git, which a checkout need not be.
#
#   tooling/sanity.sh [OPTIONS OF ansible-test sanity]     for instance: --test validate-modules
#
# The first run makes an environment for each kind of test in ~/.ansible/test/venv (minutes); later runs use them.
set -eu
cd "$(dirname "$0")/.."

root=$PWD
PATH=$root/.venv/bin:$PATH
python=$(python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
work=$(mktemp -d)
stand_in=
trap 'rm -rf "$work"; [ -z "$stand_in" ] || rm -f "$stand_in"' EXIT
trap 'exit 130' INT TERM

stage=$work/ansible_collections/sentral/nec
tooling/stage.sh "$stage"
cd "$stage"
# ansible-test's rules are made for what Ansible loads. ruff and mypy look after the simulator and the tests.
rm -rf simulator tooling
find tests -mindepth 1 -maxdepth 1 ! -name config.yml ! -name sanity -exec rm -rf {} +
git init --quiet
git add --all
git -c user.name=sanity -c user.email=sanity@localhost -c commit.gpgsign=false commit --quiet --message "copy"

# --local: with the Python of .venv; --python: and with no other that may be on PATH.
sanity() {
    ansible-test sanity --local --python "$python" --color no "$@" >"$work/output" 2>&1
}

status=0
sanity "$@" || status=$?

# ansible-test fetches a script that puts pip into its new environments. Where that download is blocked it stops and
# names the file it wants. Python can do the same without a download, so such a file is laid there, for this run only.
wanted=$(sed -n 's/^The bootstrap script can be manually downloaded and saved to: //p' "$work/output")
if [ "$status" -ne 0 ] && [ -n "$wanted" ] && [ ! -e "$wanted" ]; then
    echo "(ansible-test could not download its pip script; using the pip that comes with Python.)"
    stand_in=$wanted
    cat >"$stand_in" <<'PYTHON'
import subprocess
import sys

packages = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
subprocess.run([sys.executable, "-m", "ensurepip"], check=True)
subprocess.run([sys.executable, "-m", "pip", "install", *packages], check=True)
PYTHON
    status=0
    sanity "$@" || status=$?
fi

mkdir -p "$root/.cache"
cp "$work/output" "$root/.cache/sanity.log"
if [ "$status" -ne 0 ]; then
    # Without the many lines about the environments that were made.
    grep -E '^(ERROR|See documentation)' "$work/output" >&2 || true
    sed -n '/^FATAL/,$p' "$work/output" >&2
    echo "sanity: failed; the whole output is in .cache/sanity.log" >&2
    exit "$status"
fi
echo "sanity: $(grep -c '^Running sanity test' "$work/output") tests passed"
