# SPDX-License-Identifier: Apache-2.0
"""Runs the command for the tests of recordings."""

import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "gallery"))
from programs import PROGRAMS, REQUESTS     # noqa: E402,F401

SAME = ("cycles", "elapsed_cycles", "instructions", "mismatches", "reexecutions")


def symbols_of(elf):
    listing = subprocess.run(["riscv64-unknown-elf-nm", elf], capture_output=True, text=True,
                             check=True).stdout
    return {name: int(address, 16) for address, _, name in map(str.split, listing.splitlines())}


class Command:
    def __init__(self, ftsim, firmware, folder):
        self.ftsim, self.firmware, self.folder = ftsim, firmware, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def elf(self, name):
        return os.path.join(self.firmware, f"{name}.elf")

    def run(self, *arguments, timeout=300):
        return subprocess.run([self.ftsim, *map(str, arguments)], capture_output=True,
                              timeout=timeout)

    def json(self, *arguments):
        done = self.run(*arguments, "--format", "json")
        if done.returncode not in (0, 1):
            raise AssertionError(f"{arguments}: exit {done.returncode}: {done.stderr.decode()}")
        return json.loads(done.stdout)

    def contents(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def record(self, program, *arguments, log="run.ftlog"):
        """The result of a recorded run of a program of the gallery; its disk is gone afterwards."""
        needs = PROGRAMS[program]
        line = ["--program", self.elf(program), "--console", self.path("recorded"),
                "--record", self.path(log), *arguments]
        disk = self.path("disk.img")
        if needs.disk:
            with open(disk, "wb") as file:
                file.write(needs.disk())
            line += ["--disk", disk]
        if needs.port:
            line += ["--net", f"requests,port={needs.port},count={REQUESTS}"]
        if needs.console_in:
            line += ["--console-in", needs.console_in]
        result = self.json(*line)
        if needs.disk:
            os.remove(disk)
        return result

    def replay(self, *arguments, log="run.ftlog"):
        return self.json("replay", self.path(log), "--verify", "--console", self.path("replayed"),
                         *arguments)
