# SPDX-License-Identifier: Apache-2.0
"""ftsim as a stranger has it: installed into an empty folder, with a project built against it."""

import pathlib
import shutil
import subprocess


def install(build, work):
    """Installs into WORK/tree, which is made anew."""
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    _quietly("cmake", "--install", build, "--prefix", work / "tree")
    return work / "tree"


def build_against(tree, project, flags):
    """Builds a project beside the installed tree; returns its build folder."""
    folder = tree.parent / "build"
    _quietly("cmake", "-S", project, "-B", folder, "-G", "Ninja",
             f"-DCMAKE_PREFIX_PATH={tree}", f"-DCMAKE_CXX_FLAGS={flags}")
    _quietly("cmake", "--build", folder)
    return folder


def said_by(*command):
    """What a command says; it must succeed."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def lacks(text, *wanted):
    """True, and a line for each, where something is not in the text."""
    print(text)
    missing = [what for what in wanted if what not in text]
    for what in missing:
        print(f"missing: {what!r}")
    return bool(missing)


def _quietly(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
