#!/bin/bash
# First of the image: reads the settings, and goes on as a user who may run a server. What is not a server is run as it is.
#
# The password goes on through file descriptor 3, opened while a file of root's can still be, and never through the
# environment: what runs later has it neither there nor among its arguments.
set -euo pipefail

fail() {
  echo "docker-entrypoint: $*" >&2
  exit 1
}

# A setting by its name, or from the file that <name>_FILE names, else its default. Exported.
setting() {
  local name=$1 default=$2 file_name=$1_FILE
  local file=${!file_name:-}
  [[ -z $file || -z ${!name:-} ]] || fail "both $name and $file_name are set: set one of them"
  if [[ -n $file ]]; then
    [[ -r $file ]] || fail "$file_name: $file cannot be read"
    printf -v "$name" %s "$(<"$file")"
    unset "$file_name"
  fi
  export "$name=${!name:-$default}"
}

# Gives the folders to postgres, and goes on as it. The mount that PGDATA is a folder of as well: clusters stand side by
# side there.
as_postgres() {
  [[ $(id -u) == 0 ]] || exec "$@"
  mkdir -p "$PGDATA" /run/postgresql
  find "$PGDATA" /run/postgresql ! -user postgres -exec chown postgres:postgres {} +
  [[ $PGDATA != /var/lib/postgresql/data/* ]] || chown postgres:postgres /var/lib/postgresql/data
  export HOME=/var/lib/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$@"
}

[[ ${1:-} != -* ]] || set -- postgres "$@"
case ${1:-} in
  postgres) ;;
  run-replica.sh | run-pgbouncer.sh) as_postgres "$@" ;;
  *) exec "$@" ;;
esac
for argument in "${@:2}"; do
  case $argument in
    -'?' | --help | -V | --version | --describe-config) exec "$@" ;;
  esac
done

setting POSTGRES_USER postgres
setting POSTGRES_DB "$POSTGRES_USER"
setting POSTGRES_INITDB_ARGS ''
setting POSTGRES_HOST_AUTH_METHOD scram-sha-256
case ${POSTGRES_HOST_AUTH_METHOD%% *} in
  scram-sha-256 | md5 | password | trust | reject | cert | gss | ident | ldap | pam | radius) ;;
  *) fail "POSTGRES_HOST_AUTH_METHOD is '$POSTGRES_HOST_AUTH_METHOD', which is no method for pg_hba.conf: leave it out for scram-sha-256" ;;
esac

[[ -z ${POSTGRES_PASSWORD_FILE:-} || -z ${POSTGRES_PASSWORD:-} ]] ||
  fail "both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set: set one of them"
if [[ -n ${POSTGRES_PASSWORD_FILE:-} ]]; then
  [[ -r $POSTGRES_PASSWORD_FILE ]] || fail "POSTGRES_PASSWORD_FILE: $POSTGRES_PASSWORD_FILE cannot be read"
  exec 3<"$POSTGRES_PASSWORD_FILE"
else
  exec 3<<<"${POSTGRES_PASSWORD:-}"
fi
unset POSTGRES_PASSWORD POSTGRES_PASSWORD_FILE PGPASSWORD

as_postgres run-server.sh "$@"
