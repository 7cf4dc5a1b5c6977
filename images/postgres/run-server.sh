#!/bin/bash
# Becomes the server on $PGDATA, after making the cluster there if there is none, or only half of one.
set -euo pipefail

fail() {
  echo "run-server: $*" >&2
  exit 1
}

mkdir -p "$PGDATA" 2>/dev/null && [[ -O $PGDATA && -w $PGDATA ]] ||
  fail "$PGDATA is not a folder of user id $(id -u): give it to that user, or name a folder below it in PGDATA"

# PostgreSQL's own lock knows process ids, and in two containers those are the same. This one is of the folder itself, and
# held as long as a process of this container lives.
exec {folder}<"$PGDATA"
flock --nonblock --conflict-exit-code 75 "$folder" || [[ $? != 75 ]] || fail "another container runs on $PGDATA"

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
