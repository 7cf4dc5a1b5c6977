#!/bin/bash
# Sourced by what runs a server on $PGDATA, after its function `fail`. PostgreSQL's own lock knows process ids, and in two
# containers those are the same. This one is of the folder itself, and held as long as a process of this container lives.

locked=
lock_data() {
  mkdir -p "$PGDATA" 2>/dev/null && [[ -O $PGDATA && -w $PGDATA ]] ||
    fail "$PGDATA is not a folder of user id $(id -u): give it to that user, or name a folder below it in PGDATA"
  # Once is enough, unless it is another folder by now.
  [[ -z $locked || ! /proc/self/fd/$locked -ef $PGDATA ]] || return 0
  exec {locked}<"$PGDATA"
  flock --nonblock --conflict-exit-code 75 "$locked" || [[ $? != 75 ]] || fail "another container runs on $PGDATA"
}
