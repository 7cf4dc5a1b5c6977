#!/bin/bash
# Becomes the server on $PGDATA, after making the cluster there if there is none, or only half of one.
set -euo pipefail

fail() {
  echo "run-server: $*" >&2
  exit 1
}

. lock-data.sh
lock_data

if [[ -e $PGDATA/.half-made || ! -s $PGDATA/PG_VERSION ]]; then
  # In the background, for a shell hears of a signal only between commands; all others end with this process.
  trap 'exit 130' INT
  trap 'exit 143' TERM
  make-cluster.sh "${@:2}" &
  wait $!
  trap - INT TERM
fi

exec 3<&-
exec "$@"
