# SPDX-License-Identifier: Apache-2.0
"""Builds random programs into one ELF, runs it on ftsim and on QEMU, and compares program by
program: starting a simulator costs more than one of these programs."""

import os
import subprocess
import sys

from machines import RunFailed, first_difference, run_ftsim, run_qemu
from random_program import Program

HERE = os.path.dirname(os.path.abspath(__file__))
LINKER_SCRIPT = os.path.join(HERE, "..", "..", "examples", "firmware", "link.ld")
FLAGS = ["-march=rv32imac_zicsr_zifencei", "-mabi=ilp32", "-nostdlib"]
FRAME = ["random_frame", "random_trap", "random_print"]

# A batch takes milliseconds; one that takes so long hangs.
QEMU_SECONDS = 60


class BuildFailed(Exception):
    """What the assembler or the linker said."""


class Bench:
    """The two machines and the folder to work in, as the command line gave them."""

    def __init__(self, options):
        self.options = options
        os.makedirs(options.work, exist_ok=True)
        self.frame = []
        for name in FRAME:
            self.frame.append(self.path(f"{name}.o"))
            self.compile("-c", os.path.join(HERE, f"{name}.S"), "-o", self.frame[-1])

    def path(self, name):
        return os.path.join(self.options.work, name)

    def compile(self, *arguments):
        command = [self.options.gcc, *FLAGS, *arguments]
        try:
            done = subprocess.run(command, capture_output=True, text=True)
        except FileNotFoundError:
            sys.exit(f"{command[0]}: not found (Debian package gcc-riscv64-unknown-elf)")
        if done.returncode != 0:
            raise BuildFailed(f"{' '.join(command)}: {done.stderr}")

    def build(self, text, name):
        source, elf = self.path(f"{name}.s"), self.path(f"{name}.elf")
        with open(source, "w", encoding="ascii") as file:
            file.write("    .option norelax\n" + text)
        self.compile("-T", LINKER_SCRIPT, *self.frame, source, "-o", elf)
        return elf

    def run(self, elf, qemu_seconds=QEMU_SECONDS):
        theirs = run_qemu(elf, seconds=qemu_seconds)
        ours = run_ftsim(self.options.ftsim, elf, self.options.kernel, self.options.ftsim_args)
        return ours, theirs

    def difference(self, text, name):
        """None where both agree on one program, else what is different."""
        return first_difference(*self.run(self.build(text, name), qemu_seconds=10))

    def remove(self, name):
        for suffix in ("s", "elf"):
            os.remove(self.path(f"{name}.{suffix}"))


def by_program(console):
    """What each program of a batch printed, by its seed."""
    programs = {}
    lines = []
    for line in console.splitlines():
        if line.startswith(b"p "):
            lines = programs.setdefault(int(line[2:], 16), [])
        else:
            lines.append(line)
    return programs


class Batch:
    """Programs that one machine runs one after the other."""

    def __init__(self, bench, seeds):
        self.bench = bench
        self.seeds = seeds
        self.elf = bench.build("".join(Program(seed).text() for seed in seeds), "batch")

    def differing(self):
        """The seeds whose programs come out differently."""
        ours, theirs = self.bench.run(self.elf)
        mine, yours = by_program(ours.console), by_program(theirs.console)
        if first_difference(ours, theirs) is None and list(mine) == list(self.seeds):
            return []
        different = [seed for seed in self.seeds
                     if mine.get(seed) != yours.get(seed) or seed not in mine]
        return different or list(self.seeds)


def alone(bench, seed):
    """What is different when a machine runs this program only, else None."""
    name = f"random_{seed}"
    try:
        difference = bench.difference(Program(seed).text(), name)
    except RunFailed as failure:
        difference = str(failure)
    if difference is None:
        bench.remove(name)
    return difference


def compare(bench, seeds):
    """(seed, what is different) of every program of `seeds` that comes out differently.

    Where an interrupt lands on QEMU is chance, and so may be a difference that follows from it:
    what comes only once, and in a batch only, is printed and is no finding."""
    batch = Batch(bench, seeds)
    try:
        suspects = batch.differing()
    except RunFailed as failure:
        print(f"seeds {seeds[0]} to {seeds[-1]}: {failure}; each alone:", flush=True)
        return [(seed, found) for seed in seeds if (found := alone(bench, seed))]
    if not suspects:
        return []
    found = [(seed, difference) for seed in suspects if (difference := alone(bench, seed))]
    if found:
        return found
    again = batch.differing()
    if not again:
        print(f"seeds {suspects}: different once, and not again", flush=True)
    return [(seed, "only after the programs of its batch that run before it") for seed in again]
