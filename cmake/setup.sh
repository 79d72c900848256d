# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by run.sh and test.sh, which set $root: installs what is missing, configures and builds.
# Everything goes to stderr, and nothing is said when there is nothing to do.

say() { printf 'ftsim: %s\n' "$*" >&2; }

die() { say "$*"; exit 1; }

# The packages of the given kinds that are not installed.
missing_packages() {
  local kind package
  while read -r kind package _; do
    case " $* " in
      *" $kind "*)
        # A package installed for two architectures says so twice.
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) = installed* ]] ||
          printf '%s ' "$package" ;;
    esac
  done < "${root:?}/cmake/packages.txt"
}

# install_packages KIND...
install_packages() {
  local packages sudo=() log
  packages=$(missing_packages "$@")
  [ -n "$packages" ] || return 0
  command -v apt-get > /dev/null || die "needs these packages, and there is no apt-get: $packages"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || die "needs these packages; install them as root: $packages"
    sudo=(sudo)
  fi
  say "installing with apt: $packages"
  log=$(mktemp)
  # shellcheck disable=SC2086
  if ! { "${sudo[@]}" apt-get update &&
         "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
           apt-get install -y --no-install-recommends $packages; } > "$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    die "apt could not install: $packages"
  fi
  rm -f "$log"
}

# build PRESET CMAKE-ARGUMENT...: configures where that is new or different, then builds.
build() {
  local preset=$1 log dir="$root/build/$1" wanted
  shift
  # The folder, as a clone may be moved; and what CMake reads, as ninja cannot get over a change
  # there while the list of Verilog sources that it knows is an older one.
  wanted="$root $* $(cd "$root" && find . \( -name build -o -name .git \) -prune -o \
    \( -name CMakeLists.txt -o -name '*.cmake' -o -name CMakePresets.json \) -print0 |
    LC_ALL=C sort -z | xargs -0 cat | cksum)"
  if [ ! -f "$dir/build.ninja" ] ||
     [ "$(cat "$dir/configured-for" 2> /dev/null)" != "$wanted" ]; then
    say "configuring ($preset)"
    log=$(mktemp)
    if ! cmake --fresh -S "$root" --preset "$preset" "$@" > "$log" 2>&1; then
      cat "$log" >&2
      rm -f "$log"
      die "cmake could not configure"
    fi
    rm -f "$log"
    printf '%s' "$wanted" > "$dir/configured-for"
  fi
  if ! ninja -C "$dir" -n 2> /dev/null | grep -q 'no work to do'; then
    say "building ($preset), a few minutes the first time"
    cmake --build "$dir" >&2 || die "the build failed"
  fi
}
