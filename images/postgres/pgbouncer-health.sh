#!/bin/bash
# PgBouncer's health check: succeeds while its console answers. By the socket, where PgBouncer lets its own user in as
# `pgbouncer` without a password.
set -euo pipefail

as=()
[[ $(id -u) != 0 ]] || as=(setpriv --reuid=postgres --regid=postgres --init-groups)
PGCONNECT_TIMEOUT=3 "${as[@]}" psql -XqAt --host /run/postgresql --port "${PGSTACK_PGBOUNCER_PORT:-6432}" \
  --username pgbouncer --dbname pgbouncer --no-password --command 'SHOW VERSION'
