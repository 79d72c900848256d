#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command that a page shows, and compares what it prints with what is shown.

usage: run_pages.py [--update] FTSIM FIRMWARE_FOLDER [PAGE...]     all pages without PAGE

Each page has a folder of its own, in which its commands run in their order. There `ftsim` is the
command, `build/release` and `build/tests` have the programs of this build, and `examples` is that
of the source tree. What a command needs beside that the page has to make.
--update writes what was printed into the pages, where it is not what they show.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import tomllib

import outputs
import pages

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_RUN = pathlib.Path(__file__).with_name("not_run.toml")
SECONDS = 300      # for one command
SHOWN = 40         # lines of what was printed, where it is not what is shown


def exceptions():
    """The commands that are not run; of one that ends in ` ...` the beginning."""
    return [entry["text"] for entry in tomllib.loads(NOT_RUN.read_text())["command"]]


def is_excepted(text, by):
    return text == by or (by.endswith(" ...") and text.startswith(by[:-3]))


def furnish(work, ftsim, firmware):
    """What the pages take for granted: the command and the programs, where a build puts them."""
    for preset in ("release", "tests"):
        folder = work / "build" / preset
        folder.mkdir(parents=True)
        (folder / "bin").symlink_to(ftsim.parent)
        (folder / "firmware").symlink_to(firmware)
    for name in ("examples", "tests"):
        (work / name).symlink_to(ROOT / name)


def run(text, work, ftsim):
    """Exit status, and what came on stderr and then on stdout, as lines."""
    environment = {**os.environ, "PATH": f"{ftsim.parent}:{os.environ['PATH']}", "LC_ALL": "C",
                   "HOME": str(work)}
    try:
        done = subprocess.run(["bash", "-c", text], cwd=work, env=environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, errors="replace", check=False,
                              timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return f"no end within {SECONDS} s", []
    return done.returncode, (done.stderr + done.stdout).splitlines()


def one_page(page, ftsim, firmware, update):
    """Complaints about a page; where it is to be updated, only those that remain."""
    lines = page.read_text().splitlines()
    complaints, changes, not_run = [], [], exceptions()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        furnish(work, ftsim, firmware)
        for step in pages.steps(lines):
            if isinstance(step, pages.File):
                (work / step.name).write_text(step.text)
                continue
            if any(is_excepted(step.text, by) for by in not_run):
                continue
            status, printed = run(step.text, work, ftsim)
            where = f"{page.relative_to(ROOT)}:{step.line}: {step.text}"
            if status != step.status:
                told = "\n    ".join(printed[-SHOWN:])
                complaints.append(f"{where}\n  exit status {status}, not {step.status}\n    {told}")
            elif step.output is not None:
                shown = [lines[at] for at in step.output]
                if update:
                    changes.append((step.output, outputs.updated(shown, printed)))
                elif not outputs.agree(shown, printed):
                    told = "\n    ".join(printed[:SHOWN])
                    complaints.append(f"{where}\n  prints not what is shown, but\n    {told}")
    for shown, fresh in reversed(changes):
        lines[shown.start:shown.stop] = fresh
    if update and changes:
        page.write_text("\n".join(lines) + "\n")
    return complaints


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("ftsim", type=pathlib.Path)
    parser.add_argument("firmware", type=pathlib.Path)
    parser.add_argument("pages", nargs="*")
    given = parser.parse_args()
    wanted = [ROOT / name for name in given.pages] or pages.pages(ROOT)
    bad = False
    for page in wanted:
        for complaint in one_page(page, given.ftsim.resolve(), given.firmware.resolve(),
                                  given.update):
            bad = True
            print(complaint)
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
