#!/bin/bash
# Becomes a standby of the primary that the environment names, after cloning it to $PGDATA where there is no data of it.
# Arguments go to the server.
#
#   PGSTACK_PRIMARY_HOST, PGSTACK_PRIMARY_PORT (5432)  the primary, as its certificate names it
#   PGSTACK_SLOT   its replication slot, such as replica_1, which is there already
#   PGSTACK_NAME   the replica's name and its folder in /etc/pgstack, such as replica-1
#
# The folder has postgresql.conf, pg_hba.conf, what those name, and replicator.crt, replicator.key and ca.crt, by which role
# rdsrepladmin logs in to the primary.
set -euo pipefail

fail() {
  echo "run-replica: $*" >&2
  exit 1
}

# A setting that goes into a connection string: of a form that needs no quotes there.
needed() {
  [[ ${!1:-} =~ ^[A-Za-z0-9_.:-]+$ ]] || fail "$1 is '${!1:-}': set it to letters, digits and any of _ . : -"
}

PGSTACK_PRIMARY_PORT=${PGSTACK_PRIMARY_PORT:-5432}
for name in PGSTACK_PRIMARY_HOST PGSTACK_PRIMARY_PORT PGSTACK_SLOT PGSTACK_NAME; do needed "$name"; done
unset PGHOST PGHOSTADDR PGPORT PGUSER PGDATABASE PGPASSWORD PGSERVICE PGOPTIONS
folder=/etc/pgstack/$PGSTACK_NAME
for file in postgresql.conf pg_hba.conf replicator.crt replicator.key ca.crt; do
  [[ -r $folder/$file ]] || fail "$folder/$file cannot be read by user id $(id -u)"
done
conninfo="host=$PGSTACK_PRIMARY_HOST port=$PGSTACK_PRIMARY_PORT user=rdsrepladmin application_name=$PGSTACK_NAME"
conninfo+=" sslmode=verify-full sslrootcert=$folder/ca.crt sslcert=$folder/replicator.crt sslkey=$folder/replicator.key"
conninfo+=" connect_timeout=5 keepalives_idle=30 keepalives_interval=10 keepalives_count=3"

. lock-data.sh
lock_data

# In the background, for a shell hears of a signal only between commands; all others end with this process.
trap 'exit 130' INT
trap 'exit 143' TERM
clone-primary.sh "$conninfo" &
wait $!
trap - INT TERM

# The clone may be in another folder of this name now.
lock_data
# The primary as of this start: what data and configuration say of another one does not count.
exec postgres -c "config_file=$folder/postgresql.conf" -c "hba_file=$folder/pg_hba.conf" \
  -c "primary_conninfo=$conninfo" -c "primary_slot_name=$PGSTACK_SLOT" "$@"
