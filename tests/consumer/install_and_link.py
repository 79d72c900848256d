#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Installs ftsim into an empty folder, builds the example against it as a stranger would, runs it.

usage: install_and_link.py BUILD_FOLDER EXAMPLE_FOLDER WORK_FOLDER PROGRAM.elf CXX_FLAGS
"""

import pathlib
import shutil
import subprocess
import sys


def main(build, example, work, program, flags):
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run(["cmake", "--install", build, "--prefix", work / "tree"], **quiet)
    subprocess.run(["cmake", "-S", example, "-B", work / "build", "-G", "Ninja",
                    f"-DCMAKE_PREFIX_PATH={work / 'tree'}", f"-DCMAKE_CXX_FLAGS={flags}"], **quiet)
    subprocess.run(["cmake", "--build", work / "build"], **quiet)
    said = subprocess.run([work / "build" / "pair", program], check=True, capture_output=True,
                          text=True).stdout
    print(said)
    for wanted in ("cpu1.core.pc_q[3] flipped", "differs", "rolled back to", "K\n", "done"):
        if wanted not in said:
            print(f"missing: {wanted!r}")
            return 1
    installed = subprocess.run([work / "tree" / "bin" / "ftsim", "sites"], check=True,
                               capture_output=True, text=True).stdout
    return 0 if "core.pc_q" in installed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
