#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs ftsim into an empty folder, builds the example against it as a stranger would, runs it.

usage: install_and_link.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER CXX_FLAGS PROGRAM.elf
"""

import sys

import package


def main(build, example, work, flags, program):
    tree = package.install(build, work)
    folder = package.build_against(tree, example, flags)
    said = package.said_by(folder / "pair", program)
    if package.lacks(said, "cpu1.core.pc_q[3] flipped", "differs", "rolled back to", "K\n", "done"):
        return 1
    return 0 if "core.pc_q" in package.said_by(tree / "bin" / "ftsim", "sites") else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
