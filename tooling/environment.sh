#!/bin/sh
# Makes .venv from the hash-locked requirements, or leaves it alone when it is up to date.
#
#   tooling/environment.sh runtime       what `make demo` needs
#   tooling/environment.sh development   that, and what `make test` needs
#
# The Python is $PYTHON, else the first on PATH that is one of the supported versions and works.
# Plain sh, because it runs before there is anything else.
set -eu
cd "$(dirname "$0")/.."

level=${1:-development}
supported="3.11 3.12 3.13"
supported_words="3.11, 3.12 or 3.13"
log=.venv/install.log

# Settings that would make the new environment look at somebody else's packages.
unset PYTHONHOME PYTHONPATH
export PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1

case $level in
    runtime) lock=requirements.txt ;;
    development) lock=requirements-dev.txt ;;
    *) echo "usage: $0 runtime|development" >&2; exit 2 ;;
esac

stop() {
    echo "$1" >&2
    exit 1
}

# The version of a Python that starts and can make virtual environments; nothing for any other. Being on PATH
# is no proof: the shims of version managers stand there for versions that are not switched on, and some Linux
# distributions ship Python without the modules that make environments.
version_of() {
    "$1" -c 'import ensurepip, sys, venv; print("%d.%d" % sys.version_info[:2])' 2>/dev/null </dev/null || true
}

is_supported() {
    case " $supported " in *" $1 "*) [ -n "$1" ] ;; *) return 1 ;; esac
}

# Sets `python` and `version`, or stops with one line.
choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        python=$PYTHON
        version=$(version_of "$python")
        [ -n "$version" ] || stop "PYTHON=$python does not work here: it does not start, or lacks the module venv or ensurepip."
        is_supported "$version" || stop "PYTHON=$python is Python $version; Sentral needs Python $supported_words."
        return
    fi
    seen=
    for name in python3.11 python3.12 python3.13 python3 python; do
        old_ifs=$IFS
        IFS=:
        for folder in $PATH; do
            IFS=$old_ifs
            # The environment that is about to be removed cannot make its successor, and make has it first on PATH.
            [ "$folder" -ef .venv/bin ] && continue
            python=$folder/$name
            [ -x "$python" ] || continue
            version=$(version_of "$python")
            if is_supported "$version"; then
                return
            fi
            seen="$seen $name (${version:-does not work, or lacks venv or ensurepip}),"
        done
        IFS=$old_ifs
    done
    stop "Sentral needs Python $supported_words, with venv; found${seen:- none}${seen:+ none of them fits}. Install one, or name it: make test PYTHON=/path/to/python3.12"
}

# A lock is copied into .venv once all of it is installed: equal files mean that there is nothing to do.
installed() {
    cmp -s "$1" ".venv/$1"
}

works() {
    [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null
}

# With PYTHON given, an environment of another version is not the one that was asked for.
is_the_one_asked_for() {
    [ -z "${PYTHON:-}" ] || [ "$(version_of "$PYTHON")" = "$(version_of .venv/bin/python)" ]
}

keep=no
if works && is_the_one_asked_for; then
    if installed "$lock"; then
        exit 0
    fi
    # The development lock holds the runtime requirements in the same versions, so it goes on top of them.
    # Anything older is made afresh: installing over it would leave behind what the new lock no longer names.
    if [ "$level" = development ] && installed requirements.txt && [ ! -e .venv/requirements-dev.txt ]; then
        keep=yes
    fi
fi

if [ "$keep" = yes ]; then
    echo "Adding the development tools to .venv (once, about half a minute)…"
else
    choose_python
    echo "Creating .venv with Python $version (once, about a minute)…"
    rm -rf .venv
    mkdir .venv
    if ! "$python" -m venv .venv >"$log" 2>&1; then
        cat "$log" >&2
        stop "$python could not make .venv."
    fi
fi

# Wheels only: building from source would fetch build tools that no lock covers.
if ! .venv/bin/python -m pip install --require-hashes --only-binary :all: -r "$lock" >>"$log" 2>&1; then
    tail -n 25 "$log" >&2
    stop "Installing $lock failed; the whole output is in $log."
fi
cp requirements.txt .venv/
if [ "$level" = development ]; then
    cp requirements-dev.txt .venv/
fi
