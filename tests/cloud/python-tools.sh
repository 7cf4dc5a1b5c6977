#!/usr/bin/env bash
# Makes a Python environment with what tests compare with and run against: cfn-lint and checkov, whose tables and checks
# are oracles, and moto, a server that answers as AWS does. Prints the folder of the programs; does nothing else when they
# are there in these versions.
#
#   PGSTACK_TEST_PYTHON  folder to make it below; by default the user's cache, /var/cache for root
set -euo pipefail

wanted=$(dirname "${BASH_SOURCE[0]}")/python-tools.txt
if [ -n "${PGSTACK_TEST_PYTHON:-}" ]; then cache=$PGSTACK_TEST_PYTHON
elif [ "$(id -u)" = 0 ]; then cache=/var/cache
else cache=${XDG_CACHE_HOME:-$HOME/.cache}; fi
folder=$cache/pgstack-test/python

mkdir -p "$(dirname "$folder")"
exec 9>"$folder.lock"
flock 9
if ! cmp -s "$wanted" "$folder/made-of"; then
  rm -rf "$folder"
  python3 -m venv "$folder" >&2
  "$folder/bin/pip" install --quiet --requirement "$wanted" >&2
  cp "$wanted" "$folder/made-of"
fi
echo "$folder/bin"
