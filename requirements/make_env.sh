#!/bin/sh
# usage: make_env.sh VENV [PYTHON]    make the virtual environment VENV from the hashed locks
#        make_env.sh --find [PYTHON]  only print the Python that would be used
# An environment whose making was interrupted, or that was made in another place, is begun again.
set -eu
cd "$(dirname "$0")/.."

venv=$1
preferred=${2:-}
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH

say() {
    echo "make env: $1" >&2
}

fail() {
    say "$1"
    exit 1
}

# A name may be a shim with nothing behind it, so each candidate is run.
fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

has() {
    "$1" -c "import $2" 2>/dev/null
}

if [ -n "$preferred" ] && ! fits "$preferred"; then
    fail "PYTHON=$preferred is no Python 3.11, 3.12 or 3.13: leave it out or name another."
fi

complete= # a Python with venv and pip
bare=     # the first one without
for candidate in ${preferred:-python3 python3.13 python3.12 python3.11}; do
    if fits "$candidate"; then
        if has "$candidate" "venv, ensurepip"; then
            complete=$candidate
            break
        fi
        bare=${bare:-$candidate}
    fi
done

if [ -z "$complete" ] && [ -z "$bare" ]; then
    fail "no Python 3.11, 3.12 or 3.13 here: install one, or name it as in make env PYTHON=/path/to/python3."
fi
if [ -z "$complete" ] && ! has "$bare" "venv, pip"; then
    version=$("$bare" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    fail "Python $version cannot make environments: apt-get install python$version-venv, then try again."
fi
if [ "$venv" = --find ]; then
    echo "${complete:-$bare}"
    exit
fi

stamp=$venv/.complete
here=$(pwd -P)
python=$venv/bin/python
uv=$venv/bin/uv

install_uv() {
    "$@" install --quiet --disable-pip-version-check --no-input --only-binary :all: \
        --require-hashes --requirement requirements/uv.txt
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$here" ] || ! "$python" -c '' 2>/dev/null; then
    rm -rf "$venv"
    if [ -n "$complete" ]; then
        "$complete" -m venv "$venv"
        install_uv "$python" -m pip
    else
        "$bare" -m venv --without-pip "$venv"
        install_uv "$bare" -m pip --python "$python"
    fi
fi
rm -f "$stamp"

say "installing $(grep -c '==' requirements/development.txt) packages for $("$python" --version) in $venv"
install_all() {
    "$uv" pip sync --quiet --python "$python" --require-hashes --no-build --compile-bytecode \
        requirements/development.txt
}
# uv brings its own certificates; a network that inspects TLS is known to the system's only.
if ! install_all; then
    say "trying again, with the system's certificates"
    export UV_SYSTEM_CERTS=true
    install_all
fi
"$uv" pip install --quiet --python "$python" --no-deps --no-build-isolation --editable .

# A Python that its user built may lack the standard library's bytecode.
library=$("$python" -c '
import ast, importlib.util, os, sysconfig
library = sysconfig.get_path("stdlib")
if not os.path.exists(importlib.util.cache_from_source(ast.__file__)) and os.access(library, os.W_OK):
    print(library)
')
if [ -n "$library" ]; then
    "$python" -m compileall -qq -j 0 -x '/(test|tests|idlelib|lib2to3|site-packages)/' "$library" || true
fi

echo "$here" > "$stamp"
say "done"
