# SPDX-License-Identifier: Apache-2.0
"""Runs one program on ftsim or on QEMU and says what came out: the console and how it ended."""

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass

# QEMU 7.2's riscv32 `virt` as an RV32IMAC core with machine mode, user mode and PMP. `debug` is its
# trigger module, `sstc` and `h` bring registers of supervisor and hypervisor mode.
QEMU_CPU = "rv32," + ",".join(
    f"{feature}=off"
    for feature in "f d h s mmu sstc debug zba zbb zbc zbs".split())

QEMU = ["qemu-system-riscv32", "-M", "virt", "-cpu", QEMU_CPU, "-bios", "none", "-nodefaults",
        "-display", "none", "-monitor", "none", "-serial", "stdio"]

# An end-to-end program is over long before; one that hangs ends here.
CYCLES = 50_000_000


class RunFailed(Exception):
    """The simulator itself failed, or did not end; the message is for the reader of the test."""


@dataclass
class Ended:
    console: bytes
    code: int


def run(command, stdin, seconds):
    """Into files: QEMU drops console bytes where a pipe is full for a moment."""
    try:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            done = subprocess.run(command, input=stdin, stdout=out, stderr=err, timeout=seconds)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, out.read(), err.read())
    except FileNotFoundError:
        package = " (Debian package qemu-system-misc)" if command[0] == QEMU[0] else ""
        raise RunFailed(f"{command[0]}: not found{package}") from None
    except subprocess.TimeoutExpired:
        line = " ".join(command)
        raise RunFailed(f"{command[0]} did not end within {seconds} s: {line}") from None


def run_qemu(elf, console_in=None, seconds=60, args=()):
    stdin = b""
    if console_in:
        with open(console_in, "rb") as file:
            stdin = file.read()
    done = run([*QEMU, *args, "-kernel", elf], stdin, seconds)
    complaint = done.stderr.decode(errors="replace").strip()
    if complaint.startswith("qemu-system-riscv32:"):
        raise RunFailed(complaint)
    return Ended(done.stdout, done.returncode)


def run_ftsim(ftsim, elf, kernel="plain", args=(), console_in=None, seconds=300):
    if console_in:
        args = ["--console-in", console_in, *args]
    with tempfile.TemporaryDirectory() as folder:
        console = os.path.join(folder, "console")
        done = run([ftsim, "--program", elf, "--golden", "off", "--kernel", kernel, "--cycles",
                    str(CYCLES), "--format", "json", "--console", console, *args], b"", seconds)
        if done.returncode not in (0, 1):
            complaint = done.stderr.decode(errors="replace").strip()
            raise RunFailed(f"ftsim exit status {done.returncode} on {elf}: {complaint}")
        ended = json.loads(done.stdout)["exit"]
        if ended["reason"] not in ("finisher", "tohost"):
            raise RunFailed(f"{elf} ended by {ended['reason']}, and not by its own word")
        if done.returncode != (1 if ended["code"] else 0):
            raise RunFailed(f"{elf}: exit status {done.returncode} for code {ended['code']}")
        with open(console, "rb") as file:
            return Ended(file.read(), ended["code"])


def first_difference(ftsim, qemu):
    """None where both agree, else one line that says where they part."""
    ours = ftsim.console.splitlines()
    theirs = qemu.console.splitlines()
    for number in range(max(len(ours), len(theirs))):
        mine = ours[number] if number < len(ours) else b"(nothing)"
        yours = theirs[number] if number < len(theirs) else b"(nothing)"
        if mine != yours:
            return (f"console line {number + 1}: ftsim `{mine.decode(errors='replace')}`, "
                    f"QEMU `{yours.decode(errors='replace')}`")
    if ftsim.console != qemu.console:
        return "the consoles end or break their lines differently"
    # QEMU's own exit status keeps eight bits of the code.
    if ftsim.code & 0xff != qemu.code:
        return f"exit code: ftsim {ftsim.code}, QEMU {qemu.code}"
    return None
