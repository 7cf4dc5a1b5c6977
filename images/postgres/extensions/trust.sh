#!/bin/bash
# Marks the extensions that the list `trusted` beside it names as trusted, and gives rds_superuser in their scripts what
# RDS's has. For the image's build, where PG_MAJOR is set. An extension that is not there ends it, unless this Debian release
# has no package of it.
set -euo pipefail
shopt -s nullglob

here=$(dirname "$0")
cd "/usr/share/postgresql/$PG_MAJOR/extension"

fail() {
  echo "trust: $*" >&2
  exit 1
}

# What comes after a script: grants run where the role is there, in the privileges an extension's members begin with.
grants() {
  echo
  echo '-- Added by the image: what rds_superuser may do on RDS.'
  echo 'DO $pgstack$'
  echo 'DECLARE function record;'
  echo 'BEGIN'
  echo "  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname OPERATOR(pg_catalog.=) 'rds_superuser'::pg_catalog.name) THEN"
  sed '/^--/d; s/^/    /' "$1"
  echo '  END IF;'
  echo 'END'
  echo '$pgstack$;'
}

while read -r extension package; do
  control=$extension.control
  if [[ ! -e $control ]]; then
    [[ -n $package ]] && ! dpkg-query --status "postgresql-$PG_MAJOR-$package" >/dev/null 2>&1 ||
      fail "$PWD/$control is not there: mend $here/trusted"
    echo "trust: this Debian release has no $extension"
    continue
  fi
  for script in "$extension"--*.sql; do
    sed "s/@@extension@@/$extension/" "$here/only-rds-superuser.sql" >>"$script"
  done
  # One that needs no superuser belongs to whoever creates it, whom no script can give more.
  ! grep -qx 'superuser *= *false' "$control" || continue
  ! grep -q '^trusted' "$control" || fail "$control is trusted already: mend $here/trusted"
  echo 'trusted = true' >>"$control"

  [[ -e $here/grants/$extension.sql ]] || continue
  version=$(sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" "$control")
  scripts=("$extension"--"$version".sql "$extension"--*--"$version".sql)
  ((${#scripts[@]})) || fail "no script makes $extension $version"
  for script in "${scripts[@]}"; do
    [[ ! -e $script ]] || grants "$here/grants/$extension.sql" >>"$script"
  done
done < <(sed '/^#/d; /^$/d' "$here/trusted")

for extension in file_fdw plperlu plpython3u pg_surgery xml2 adminpack; do
  [[ ! -e $extension.control ]] || ! grep -q '^trusted' "$extension.control" || fail "RDS has no $extension"
done
