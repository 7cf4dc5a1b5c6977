#!/usr/bin/env bash
# A Docker daemon and the base images of the tests, on a new Debian machine as root. Changes nothing where they are there.
set -euo pipefail

# That of the image, and one with an older PostgreSQL, whose data is upgraded.
releases=(trixie bookworm)
log=/var/log/dockerd.log
# Seconds until a daemon has to answer, and a registry to have sent the base image.
patience=120

say() {
  echo "docker: $*"
}

root_on_debian() {
  [[ $(id -u) == 0 && -e /etc/debian_version ]]
}

answers() {
  docker info >/dev/null 2>&1
}

# Installs the packages that are not there yet.
install() {
  local missing=() package
  for package; do
    [[ $(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "installing ${missing[*]}"
  apt-get update --quiet=2
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null
}

start_daemon() {
  install docker.io iptables ca-certificates
  # A package of its own from Debian 13 on.
  command -v docker >/dev/null || install docker-cli
  local daemon='' end=$((SECONDS + patience))
  # The package starts it where there is a service manager.
  if ! pidof dockerd >/dev/null; then
    say "starting dockerd, its output is in $log"
    # What daemons that were killed have left behind may name processes of today.
    pidof containerd >/dev/null || rm -f /var/run/docker.pid /var/run/docker/containerd/containerd.pid
    setsid dockerd >"$log" 2>&1 </dev/null &
    daemon=$!
  fi
  until answers; do
    if ((SECONDS > end)) || { [[ -n $daemon ]] && ! kill -0 "$daemon" 2>/dev/null; }; then
      say "dockerd does not answer" >&2
      [[ -z $daemon ]] || tail -n 20 "$log" >&2
      return 1
    fi
    sleep 0.2
  done
}

# What the image of that name is, as far as the tests go, made from Debian's mirror.
bootstrap_base() (
  release=$1
  base=debian:$release-slim
  say "bootstrapping $base from Debian's mirror"
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  debootstrap --variant=minbase "$release" "$folder/root" >"$folder/log" || {
    tail -n 20 "$folder/log" >&2
    return 1
  }
  sources=$folder/root/etc/apt/sources.list
  sed -n 's,^\(deb .*\)/debian/* '"$release"' main$,\1/debian-security '"$release"'-security main,p' "$sources" >"$folder/security"
  cat "$folder/security" >>"$sources"
  tar --create --directory "$folder/root" --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' \
    --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' . |
    docker import --change 'CMD ["bash"]' - "$base" >/dev/null
)

if ! answers; then
  if ! root_on_debian; then
    say "no daemon answers; the Docker tests need one, and this is not root on Debian: going on without"
    exit 0
  fi
  start_daemon
fi
say "a daemon answers"

missing=()
for release in "${releases[@]}"; do
  base=debian:$release-slim
  docker image inspect "$base" >/dev/null 2>&1 || timeout "$patience" docker pull --quiet "$base" 2>/dev/null ||
    missing+=("$release")
done
if [[ ${#missing[@]} -gt 0 ]]; then
  if ! root_on_debian; then
    say "the Docker tests need Debian's images, which are not here and cannot be pulled (${missing[*]}): going on without"
    exit 0
  fi
  install debootstrap debian-archive-keyring
  # Side by side: each waits for the mirror, then for the disk.
  processes=()
  for release in "${missing[@]}"; do
    bootstrap_base "$release" &
    processes+=($!)
  done
  for process in "${processes[@]}"; do wait "$process"; done
fi
say "${releases[*]/#/debian:} are here"
