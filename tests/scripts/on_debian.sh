#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs both commands of the README as somebody would who has just installed a release of Debian: in
# a root of its own with nothing but the essential packages, on a clone of what is committed here.
#
# usage: tests/scripts/on_debian.sh [-k FOLDER] SUITE MIRROR [MMDEBSTRAP-OPTION...]
#
#   on_debian.sh trixie http://MIRROR/debian
#
# Needs root, mmdebstrap, git, and an hour. -k keeps the root in FOLDER, with what was built, and uses
# it again; if it has /root/.cache/ccache, the caller's is bound there. Options for mmdebstrap are for a
# mirror that is a copy of long ago (--aptopt='Acquire::Check-Valid-Until "false"') or needs a key.
# Proxies are taken from the environment.
set -euo pipefail

say() { printf 'on_debian: %s\n' "$*" >&2; }

die() { say "$*"; exit 2; }

usage() {
  die 'usage: tests/scripts/on_debian.sh [-k FOLDER] SUITE MIRROR [MMDEBSTRAP-OPTION...]'
}

kept=
if [ "${1:-}" = -k ]; then
  [ $# -ge 2 ] || usage
  kept=$2
  shift 2
fi
[ $# -ge 2 ] || usage
suite=$1 mirror=$2
shift 2
source=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

[ "$(id -u)" -eq 0 ] || die "makes a root and mounts into it: run it as root"
for tool in mmdebstrap git unshare chroot; do
  command -v "$tool" > /dev/null || die "needs $tool, which was not found"
done
[ -z "$(git -C "$source" status --porcelain --untracked-files=no)" ] ||
  say "what is not committed is not tested"

if [ -n "$kept" ]; then
  mkdir -p "$kept"
  root=$(cd "$kept" && pwd)
else
  root=$(mktemp -d)
  trap 'rm -rf --one-file-system "$root"' EXIT
fi

if [ ! -e "$root/root/made" ]; then
  say "making a root of $suite in $root"
  # mmdebstrap wants an empty folder. A folder that others may not enter confuses apt.
  chmod 755 "$root"
  mmdebstrap --quiet --variant=minbase "$@" "$suite" "$root" "$mirror" >&2
  touch "$root/root/made"
fi
clone=$root/root/ftsim
if [ -d "$clone" ]; then
  git -C "$clone" fetch --quiet origin HEAD
  git -C "$clone" reset --quiet --hard FETCH_HEAD
  git -C "$clone" clean --quiet -fd
else
  git clone --quiet --no-hardlinks "$source" "$clone"
fi

# Mounts and processes live in namespaces, so nothing of them is left behind, whatever happens.
# shellcheck disable=SC2016
inside='
  set -euo pipefail
  root=$1
  shift
  mount -t proc proc "$root/proc"
  mount -t sysfs sysfs "$root/sys"
  mount -t tmpfs tmpfs "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  mount --bind "$root/dev/pts/ptmx" "$root/dev/ptmx"
  if [ -d "$root/root/.cache/ccache" ] && [ -d "${HOME:-/root}/.cache/ccache" ]; then
    mount --bind "${HOME:-/root}/.cache/ccache" "$root/root/.cache/ccache"
  fi
  exec chroot "$root" "$@"'

# Only what a login gives, and the way to the network.
kept_variables=()
for name in http_proxy https_proxy no_proxy; do
  [ -z "${!name:-}" ] || kept_variables+=("$name=${!name}")
done
run_inside() {
  unshare --mount --pid --fork --kill-child bash -c "$inside" bash "$root" \
    /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    TERM="${TERM:-dumb}" "${kept_variables[@]}" bash -c "cd /root/ftsim && $1"
}

say "$suite: ./run.sh"
run_inside ./run.sh || die "$suite: ./run.sh ended with status $?"
say "$suite: ./test.sh"
run_inside ./test.sh || die "$suite: ./test.sh ended with status $?"
run_inside 'verilator --version && g++ --version | head -n 1 && pkg-config --modversion systemc'
say "$suite: both commands pass"
