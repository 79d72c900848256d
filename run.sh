#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds ftsim, with everything it needs, and runs it: ./run.sh [FTSIM-ARGUMENT...]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
. "$root/cmake/setup.sh"

install_packages build
build release -DFTSIM_DEVELOPER_MODE=OFF
[ $# -gt 0 ] || set -- --inject seu --cycles 1e9
exec "$root/build/release/bin/ftsim" "$@"
