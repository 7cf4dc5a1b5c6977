#!/usr/bin/env bash
# Makes a folder with PostgreSQL 17, pgvector and other extensions out of the packages of Debian 13 (trixie), whose
# programs run on an older Debian too: each is told to use the C library that came with them. Nothing is installed, and
# no rights are needed. Prints the folder of the programs; does nothing else when they are there.
#
#   PGSTACK_TEST_POSTGRES  folder to make it below; by default the user's cache, /var/cache for root, whose own folder
#                          the ordinary user that the server runs as cannot reach
set -euo pipefail

if [ -n "${PGSTACK_TEST_POSTGRES:-}" ]; then cache=$PGSTACK_TEST_POSTGRES
elif [ "$(id -u)" = 0 ]; then cache=/var/cache
else cache=${XDG_CACHE_HOME:-$HOME/.cache}; fi
folder=$cache/pgstack-test/trixie
packages=(postgresql-17 postgresql-17-{pgvector,cron,partman,hypopg,pgaudit,repack} postgresql-client-17)

if [ -x "$folder/bin/postgres" ]; then
  echo "$folder/bin"
  exit
fi

umask 022
mkdir -p "$(dirname "$folder")"
exec 9>"$folder.lock"
flock 9
if [ -x "$folder/bin/postgres" ]; then
  echo "$folder/bin"
  exit
fi
rm -rf "$folder" "$folder.apt"
mkdir -p "$folder" "$folder.apt"/{lists/partial,archives/partial}
touch "$folder.apt/status"

# The Debian this machine takes its own packages from has trixie beside it.
uri=$(apt-get update --print-uris | sed -nE "s#^'(.*/debian/?(\.list)?)/dists/.*#\1#p" | head -n 1)
[ -n "$uri" ] || { echo "this machine takes its packages from no Debian" >&2; exit 1; }
for keyring in /usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do [ ! -e "$keyring" ] || break; done
echo "deb [signed-by=$keyring] $uri trixie main" >"$folder.apt/sources.list"

# An apt that knows of no installed package fetches all that the programs need, down to the C library.
apt=(apt-get -qq
  -o "Dir::State=$folder.apt" -o "Dir::State::status=$folder.apt/status" -o "Dir::State::lists=$folder.apt/lists"
  -o "Dir::Cache=$folder.apt" -o "Dir::Cache::archives=$folder.apt/archives"
  -o "Dir::Etc::sourcelist=$folder.apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
  -o Dir::Etc::preferencesparts=/dev/null -o APT::Install-Recommends=false -o APT::Sandbox::User=root
  -o Acquire::Languages=none -o Debug::NoLocking=true)
"${apt[@]}" update >&2
"${apt[@]}" install --download-only -y "${packages[@]}" patchelf >&2

for package in "$folder.apt"/archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" |
    tar -x -C "$folder" --no-same-owner --wildcards --exclude './usr/share/doc/*' --exclude './usr/share/locale/*' \
      --exclude './usr/share/man/*' --exclude './usr/share/perl*' --exclude './etc/*' --exclude './var/*' 2>/dev/null ||
    { echo "$(basename "$package") could not be unpacked" >&2; exit 1; }
done

libraries=$(dirname "$(find "$folder/usr/lib" -name libc.so.6)")
loader=$(find "$libraries" -maxdepth 1 -name 'ld-linux*.so.*' | head -n 1)
patchelf() { "$loader" --library-path "$libraries" "$folder/usr/bin/patchelf" "$@"; }
programs=$folder/usr/lib/postgresql/17/bin
for program in "$programs"/*; do
  # Some are scripts.
  [ "$(head -c 4 "$program" | tail -c 3)" = ELF ] || continue
  patchelf --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program"
done
"$programs/postgres" --version >&2
rm -rf "$folder.apt" "$folder"/{etc,var,usr/{bin,sbin,libexec,include}}
find "$folder/usr/share" -mindepth 1 -maxdepth 1 ! -name postgresql -exec rm -rf {} +
# Last, for it says that all is there.
ln -s usr/lib/postgresql/17/bin "$folder/bin"
echo "$folder/bin"
