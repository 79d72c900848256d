#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Links a program with ftsim::comparator and nothing else, and runs it.

usage: comparator_alone.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER CXX_FLAGS
"""

import re
import sys

import package

# The C++ library and what the loader itself is made of.
KNOWN = re.compile(r"linux-vdso|ld-linux|libc\.so|libm\.so|libstdc\+\+|libgcc_s|lib[au]\w*san")


def main(build, example, work, flags):
    tree = package.install(build, work)
    for library in tree.rglob("libftsim*.a"):
        if library.name != "libftsim_comparator.a":
            library.write_bytes(b"")
    program = package.build_against(tree, example, flags) / "bus_window"
    foreign = [line.strip() for line in package.said_by("ldd", program).splitlines()
               if not KNOWN.search(line)]
    for line in foreign:
        print(f"not needed: {line}")
    said = package.said_by(program)
    return 1 if foreign or package.lacks(said, "cycle 80001: wdata[9] differs, 1 bit") else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
