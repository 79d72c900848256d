# SPDX-License-Identifier: Apache-2.0
"""Runs the ftsim command for the tests of this folder.

usage of every test here: X_test.py FTSIM FIRMWARE_FOLDER [unittest's options]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

FTSIM = None
FIRMWARE = None

# A sanitizer's complaint must not look like the exit status 1 of a program that failed.
SANITIZER_STATUS = 99
ENVIRONMENT = {
    **os.environ,
    "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:exitcode={SANITIZER_STATUS}",
    "UBSAN_OPTIONS": f"{os.environ.get('UBSAN_OPTIONS', '')}:exitcode={SANITIZER_STATUS}",
}


def firmware(name):
    return FIRMWARE / f"{name}.elf"


def run(*arguments, **options):
    """ftsim with these arguments: returncode, and stdout and stderr as text unless redirected."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, **options}
    return subprocess.run([FTSIM, *map(str, arguments)], stdin=subprocess.DEVNULL, text=True,
                          errors="replace", check=False, env=ENVIRONMENT, **options)


def run_json(*arguments):
    """The report of a run, as JSON; the run may end with any verdict on its program."""
    done = run(*arguments, "--format", "json")
    if done.returncode not in (0, 1, 3, 4):
        raise AssertionError(f"ftsim {arguments}: exit {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name)

    def assert_refused(self, done, status, named):
        """Exit status `status`, and one line on stderr, from ftsim, that has `named` in it."""
        self.assertEqual(done.returncode, status, done.stderr)
        self.assertIn(done.stdout, (None, ""))
        self.assertRegex(done.stderr, r"\Aftsim: [^\n]+\n\Z")
        self.assertIn(str(named), done.stderr)


def main():
    global FTSIM, FIRMWARE
    FTSIM = pathlib.Path(sys.argv.pop(1))
    FIRMWARE = pathlib.Path(sys.argv.pop(1))
    unittest.main(module="__main__")
