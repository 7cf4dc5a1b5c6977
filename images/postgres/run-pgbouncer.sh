#!/bin/bash
# Becomes PgBouncer with the configuration in /etc/pgstack/pgbouncer. SIGINT lets running transactions end first, SIGHUP
# reads configuration and certificates again. Arguments go to PgBouncer.
set -euo pipefail

file=/etc/pgstack/pgbouncer/pgbouncer.ini
[[ -r $file ]] || {
  echo "run-pgbouncer: $file cannot be read by user id $(id -u)" >&2
  exit 1
}
exec pgbouncer "$@" "$file"
