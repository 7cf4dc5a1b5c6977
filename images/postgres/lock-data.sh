#!/bin/bash
# Sourced by what runs a server on $PGDATA, after its function `fail`. PostgreSQL's own lock knows process ids, and in two
# containers those are the same. This one is of the folder itself, and held as long as a process of this container lives.

lock_data() {
  mkdir -p "$PGDATA" 2>/dev/null && [[ -O $PGDATA && -w $PGDATA ]] ||
    fail "$PGDATA is not a folder of user id $(id -u): give it to that user, or name a folder below it in PGDATA"
  local folder
  exec {folder}<"$PGDATA"
  flock --nonblock --conflict-exit-code 75 "$folder" || [[ $? != 75 ]] || fail "another container runs on $PGDATA"
}
