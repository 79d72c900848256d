#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds ftsim with its tests and runs them all: ./test.sh [CTEST-ARGUMENT...]
# Tests run on the optimised build, which keeps its assertions: a debug build would take ten times
# as long over the same cycles. FTSIM_PRESET=asan runs them under the sanitizers instead.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
. "$root/cmake/setup.sh"

preset=${FTSIM_PRESET:-tests}
install_packages build test
werror=OFF
[ "${CI:-}" = true ] && werror=ON
build "$preset" -DFTSIM_DEVELOPER_MODE=ON -DFTSIM_WERROR=$werror
exec ctest --test-dir "$root/build/$preset" --output-on-failure -j "$(nproc)" "$@"
