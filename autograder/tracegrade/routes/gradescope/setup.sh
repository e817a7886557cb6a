#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image of the assignment.
set -euo pipefail
cd "$(dirname "$0")"

if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq -y --no-install-recommends python3 python3-venv
fi

home=/opt/tracegrade
python3 -m venv "$home"
"$home/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-compile \
    --only-binary :all: --require-hashes --requirement requirements.txt
"$home/bin/python" -m pip install --quiet --no-cache-dir --disable-pip-version-check --no-compile \
    --no-index --no-deps ./tracegrade-*.whl
"$home/bin/python" -m pip uninstall --quiet --yes pip setuptools
rm -rf "$home"/lib/python3*/site-packages/tensorflow/include
# Without compiled bytecode, TensorFlow's import takes three times as long, for every submission.
"$home/bin/python" -m compileall -q -j 0 "$home/lib" || true
rm -rf /var/lib/apt/lists/*

# The hidden tests are for the user that grades, not for the one that runs the notebook.
chmod -R go-rwx .
chmod -R go+rX "$home"
