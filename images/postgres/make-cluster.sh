#!/bin/bash
# Makes the cluster in $PGDATA: initdb, the database, and what /docker-entrypoint-initdb.d says. Its arguments are the
# server's; the password is what file descriptor 3 holds.
#
# The folder .half-made is there from the first moment to the last, so that a start after one that was killed knows: nobody
# was served yet, and all is made anew.
set -euo pipefail
shopt -s dotglob nullglob

say() {
  echo "make-cluster: $*"
}

fail() {
  say "$*" >&2
  exit 1
}

half_made=$PGDATA/.half-made
POSTGRES_PASSWORD=$(cat <&3)
exec 3<&-

if [[ -e $half_made ]]; then
  say "an earlier start ended before the cluster in $PGDATA was whole: making it anew"
  find "$PGDATA" -mindepth 1 -maxdepth 1 ! -path "$half_made" -exec rm -rf {} +
  rm -rf "$half_made"
fi
found=("$PGDATA"/*)
[[ ${#found[@]} == 0 ]] ||
  fail "$PGDATA has no cluster and is not empty (${found[0]##*/}): empty it, or name a folder below it in PGDATA"
[[ -n $POSTGRES_PASSWORD || $POSTGRES_HOST_AUTH_METHOD == trust ]] ||
  fail "a new cluster needs a password for $POSTGRES_USER: set POSTGRES_PASSWORD_FILE or POSTGRES_PASSWORD"
[[ $POSTGRES_HOST_AUTH_METHOD != trust ]] ||
  say "warning: POSTGRES_HOST_AUTH_METHOD=trust lets everybody who reaches the port in as anybody, without a password"

mkdir "$half_made"
new=$half_made/cluster
more=()
eval "more=($POSTGRES_INITDB_ARGS)"
(
  # initdb wants a name for the user it runs as.
  if ! getent passwd "$(id -u)" >/dev/null; then
    names=$(mktemp -d)
    trap 'rm -rf "$names"' EXIT
    echo "postgres:x:$(id -u):$(id -g)::/:/bin/false" >"$names/passwd"
    echo "postgres:x:$(id -g):" >"$names/group"
    export LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=$names/passwd NSS_WRAPPER_GROUP=$names/group
  fi
  initdb --pgdata="$new" --username="$POSTGRES_USER" --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
    --auth-local=trust --auth-host="$POSTGRES_HOST_AUTH_METHOD" --no-instructions \
    ${POSTGRES_PASSWORD:+--pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD")} "${more[@]}"
)
# First, so that what POSTGRES_INITDB_ARGS sets further down wins. Not by --set, which initdb has from PostgreSQL 16 on.
sed -i "1i listen_addresses = '*'\nshared_preload_libraries = 'pg_stat_statements'\ncron.host = '/run/postgresql'\n" \
  "$new/postgresql.conf"
printf '\nhost all all all %s\n' "$POSTGRES_HOST_AUTH_METHOD" >>"$new/pg_hba.conf"
chmod --reference="$new" "$PGDATA"
mv "$new"/* "$PGDATA"
rmdir "$new"

# Reached by its socket only: a health check over TCP does not take it for the server. Whatever the server's own
# configuration says, nobody is refused there, no commit waits for a replica that cannot be yet, and no log has the
# passwords that init scripts set.
server=(
  "$@"
  -c listen_addresses= -c unix_socket_directories=/run/postgresql -c port=5432
  -c "hba_file=$PGDATA/pg_hba.conf" -c synchronous_standby_names=
  -c log_statement=none -c log_min_duration_statement=-1 -c log_min_duration_sample=-1 -c pgaudit.log=none
)
pg_ctl start --wait --silent --options="${server[*]@Q}"
unset PGHOSTADDR PGDATABASE
export PGHOST=/run/postgresql PGPORT=5432 POSTGRES_PASSWORD PGPASSWORD=$POSTGRES_PASSWORD
sql=(psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER")
[[ $POSTGRES_DB == postgres ]] ||
  "${sql[@]}" --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db"'
sql+=(--dbname "$POSTGRES_DB")
for file in /docker-entrypoint-initdb.d/*; do
  say "$file"
  case $file in
    *.sh) if [[ -x $file ]]; then "$file"; else . "$file"; fi ;;
    *.sql) "${sql[@]}" --file "$file" ;;
    *.sql.gz) gunzip --stdout "$file" | "${sql[@]}" ;;
    *) say "not run: neither .sh, .sql nor .sql.gz" ;;
  esac
done
unset PGPASSWORD POSTGRES_PASSWORD
pg_ctl stop --wait --silent --mode=fast

sync --file-system "$PGDATA"
rmdir "$half_made"
say "the cluster is whole"
