#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image from the archive.
set -euo pipefail
BASE="${AUTOGRADER_BASE:-/autograder}"
export DEBIAN_FRONTEND=noninteractive

python=""
for version in 3.13 3.12 3.11; do
  if command -v "python$version" >/dev/null; then python="python$version"; break; fi
done
apt-get update
if [ -z "$python" ]; then
  python=python3.11
fi
apt-get install -y --no-install-recommends "$python" "$python-venv" ca-certificates
apt-get install -y --no-install-recommends bubblewrap || echo "no bubblewrap here: the other layers still stand"

"$python" -m venv "$BASE/venv"
"$BASE/venv/bin/pip" install --no-cache-dir --upgrade pip
# The processor-only builds of torch are a tenth of the size; they satisfy the same versions.
"$BASE/venv/bin/pip" install --no-cache-dir --extra-index-url https://download.pytorch.org/whl/cpu \
  --constraint "$BASE/source/constraints.txt" --requirement "$BASE/source/requirements.txt"
echo "$BASE/source/package" > "$("$BASE/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/autograder.pth"
# Students' code runs as another user, which has no business here.
chmod -R go-rwx "$BASE/source/course"
