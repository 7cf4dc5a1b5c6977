#!/bin/bash
# PgBouncer's health check: succeeds while its console answers. By the socket in /run/postgresql, where PgBouncer lets its
# own user in as `pgbouncer` without a password, at the port its configuration names.
set -euo pipefail

as=()
[[ $(id -u) != 0 ]] || as=(setpriv --reuid=postgres --regid=postgres --init-groups)
port=$(sed -n 's/^ *listen_port *= *\([0-9]*\).*/\1/p' /etc/pgstack/pgbouncer/pgbouncer.ini | tail -n 1)
PGCONNECT_TIMEOUT=3 "${as[@]}" psql -XqAt --host /run/postgresql --port "${port:-6432}" \
  --username pgbouncer --dbname pgbouncer --no-password --command 'SHOW VERSION'
