#!/bin/bash
# Sees that $PGDATA is a standby's, with data from which the primary can be followed, and clones the primary where it is not.
# Its argument says how to connect; it asks by the replication protocol, for the replicator's role may do nothing else.
#
# The folder .half-made is there from a clone's first moment to its last, so that one that was killed is made anew.
set -euo pipefail
shopt -s dotglob nullglob

conninfo=$1
half_made=$PGDATA/.half-made
outdated=$PGDATA.outdated
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

say() {
  echo "clone-primary: $*"
}

fail() {
  say "$*" >&2
  exit 1
}

. lock-data.sh

# Puts what the primary answers to a command into `answer`, columns between |. Fails when it does not.
ask() {
  answer=$(psql -XqAt --no-password --command "$1" "$conninfo replication=true" 2>"$errors")
}

# Says why the primary refused or did not answer, once for each reason.
said=
say_refusal() {
  local reason
  reason=$(sed 's/^psql: error: //' "$errors" | head -n 1)
  [[ $reason == "$said" ]] || say "$1: $reason"
  said=$reason
}

# What pg_control says, by the name pg_controldata gives it.
control() {
  LC_ALL=C pg_controldata "$PGDATA" | sed -n "s/^$1: *//p"
}

lsn() {
  echo $(((16#${1%/*} << 32) + 16#${1#*/}))
}

# Gives the data another name, and goes on with an empty folder.
set_aside() {
  mv --no-target-directory "$PGDATA" "$1" ||
    fail "$PGDATA cannot be renamed: in PGDATA, name a folder below the volume's mount"
  lock_data
}

# Keeps the data, for there may be no other copy of it; of what was kept so the newest only.
keep() {
  local kept older
  kept=$PGDATA.of-$(control 'Database system identifier')
  say "the data here $1: keeping it as $kept"
  older=("$PGDATA".of-*)
  set_aside "$kept.new"
  ((${#older[@]} == 0)) || rm -rf "${older[@]}"
  mv --no-target-directory "$kept.new" "$kept"
}

# Sets data aside from which the primary, when it answers, can never be followed.
judge_data() {
  local system mine position end slot_position
  if ! ask IDENTIFY_SYSTEM; then
    say_refusal "standing by with the data that is here, the primary does not answer"
    return
  fi
  IFS='|' read -r system _ position _ <<<"$answer"
  mine=$(control 'Database system identifier')
  end=$(control 'Minimum recovery ending location')
  if [[ $system != "$mine" ]]; then
    keep "is of another system than the primary's ($mine, not $system)"
  elif [[ ! -e $PGDATA/standby.signal ]]; then
    keep "was promoted"
  elif (($(lsn "$end") > $(lsn "$position"))); then
    keep "is ahead of the primary ($end, it is at $position)"
  elif ask "READ_REPLICATION_SLOT \"$PGSTACK_SLOT\"" && IFS='|' read -r _ slot_position _ <<<"$answer" &&
    [[ -z $slot_position ]]; then
    # Then nothing says that the primary still has what comes after this data.
    say "the data here is behind: slot $PGSTACK_SLOT of the primary holds nothing for it any more"
    rm -rf "$outdated"
    set_aside "$outdated"
  fi
}

# Waits for the primary and the slot. One that holds nothing, because it was lost, is made anew: as it is it serves nobody.
await_slot() {
  local kind position
  until ask "READ_REPLICATION_SLOT \"$PGSTACK_SLOT\"" && IFS='|' read -r kind position _ <<<"$answer" && [[ -n $kind ]]; do
    [[ -s $errors ]] || echo "it has no slot $PGSTACK_SLOT" >"$errors"
    say_refusal "waiting for the primary"
    sleep 1
  done
  [[ -z $position ]] || return 0
  ask "DROP_REPLICATION_SLOT \"$PGSTACK_SLOT\"" &&
    ask "CREATE_REPLICATION_SLOT \"$PGSTACK_SLOT\" PHYSICAL RESERVE_WAL"
}

clone() {
  local new=$half_made/cluster found
  if [[ -e $half_made ]]; then
    say "an earlier clone was not whole: making it anew"
    find "$PGDATA" -mindepth 1 -maxdepth 1 ! -path "$half_made" -exec rm -rf {} +
    rm -rf "$half_made"
  fi
  found=("$PGDATA"/*)
  ((${#found[@]} == 0)) || fail "$PGDATA has no cluster and is not empty (${found[0]##*/}): empty it"
  mkdir "$half_made"
  until await_slot && pg_basebackup --pgdata="$new" --wal-method=stream --slot="$PGSTACK_SLOT" --checkpoint=fast \
    --no-password --dbname="$conninfo" 2>"$errors"; do
    say_refusal "the clone failed"
    rm -rf "$new"
    sleep 1
  done
  touch "$new/standby.signal"
  chmod --reference="$new" "$PGDATA"
  mv "$new"/* "$PGDATA"
  rmdir "$new"
  sync --file-system "$PGDATA"
  rmdir "$half_made"
  say "the clone is whole"
  # The primary has all that was in it.
  rm -rf "$outdated"
}

whole() {
  [[ -s $PGDATA/PG_VERSION && ! -e $half_made ]]
}

! whole || judge_data
whole || clone
