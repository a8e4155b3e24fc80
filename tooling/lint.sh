#!/bin/sh
# Runs every check, prints one line each, and the output of those that failed.
set -eu
cd "$(dirname "$0")/.."

output=$(mktemp)
trap 'rm -f "$output"' EXIT
failed=0
total=0

check() {
    name=$1
    shift
    total=$((total + 1))
    start=$(date +%s)
    if "$@" >"$output" 2>&1; then
        printf '  ok      %-26s %3d s\n' "$name" $(($(date +%s) - start))
    else
        printf '  FAILED  %-26s %3d s\n' "$name" $(($(date +%s) - start))
        # mypy works on the links in .collections; people on the files.
        sed -e 's,\.collections/ansible_collections/sentral/nec/,,' -e 's/^/    /' "$output"
        failed=$((failed + 1))
    fi
}

shell_syntax() {
    for script in tooling/*.sh .ci/run; do
        case $(head -n 1 "$script") in
            *bash) bash -n "$script" ;;
            *) sh -n "$script" ;;
        esac
    done
}

export NO_COLOR=1
check "ruff check" ruff check --quiet --output-format concise .
check "ruff format" ruff format --quiet --diff .
check "mypy" mypy --no-error-summary -p ansible_collections.sentral.nec.plugins.module_utils -p simulator
check "yamllint" yamllint --strict .
check "ansible-lint (production)" ansible-lint -q --nocolor
check "changelog fragments" antsibull-changelog lint
check "links in the pages" python tooling/check_links.py
check "syntax of the scripts" shell_syntax

if [ "$failed" -ne 0 ]; then
    echo "lint: $failed of $total checks failed"
    exit 1
fi
echo "lint: $total checks passed"
