#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Links a machine that is not ours with ftsim::replay and nothing else, records it, plays it.

usage: replay_alone.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER CXX_FLAGS
"""

import pathlib
import re
import sys

import package

# What the replay log has no need of, as a linker or a loader spells it.
FOREIGN = re.compile(r"systemc|verilat|libftsim\.a|libfdt|-lfdt|libftsim_systemc", re.IGNORECASE)


def foreign_libraries(folder, program):
    """Lines of the link, and of what is loaded, that have no business there."""
    link = [line for line in (folder / "build.ninja").read_text().splitlines()
            if line.lstrip().startswith("LINK_LIBRARIES")]
    if not any("libftsim_replay.a" in line for line in link):
        return ["the link line does not name libftsim_replay.a"]
    lines = link + package.said_by("ldd", program).splitlines()
    return [line.strip() for line in lines if FOREIGN.search(line)]


def main(build, example, work, flags):
    tree = package.install(build, work)
    # An installation without the machine: nothing may miss it.
    for library in (*tree.rglob("libftsim.a"), *tree.rglob("libftsim_systemc.a")):
        library.write_bytes(b"")
    folder = package.build_against(tree, example, flags)
    program = folder / "toy_machine"
    foreign = foreign_libraries(folder, program)
    for line in foreign:
        print(f"not needed: {line}")
    said = package.said_by(program, pathlib.Path(work) / "toy.ftlog")
    if package.lacks(said, "the replay ended in the same state", "one changed input was noticed",
                     "recorded: cycle", "replayed: cycle"):
        return 1
    # The command knows the file format, whatever machine is in it.
    known = package.said_by(tree / "bin" / "ftsim", "log", "verify", pathlib.Path(work) / "toy.ftlog")
    return 1 if foreign or package.lacks(known, "all right") else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
