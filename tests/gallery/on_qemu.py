# SPDX-License-Identifier: Apache-2.0
"""Runs a program of the gallery on QEMU, with a disk and a peer on the network where it needs one.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))

from machines import Ended, RunFailed, run  # noqa: E402 (the folder comes first)
from programs import REQUESTS  # noqa: E402
from request_peer import RequestPeer  # noqa: E402


def command(elf, pmp):
    off = [] if pmp else ["pmp"]
    cpu = ",".join(["rv32", *(f"{name}=off" for name in "f d h s mmu sstc".split() + off)])
    return ["qemu-system-riscv32", "-M", "virt", "-cpu", cpu, "-bios", "none", "-nodefaults",
            "-display", "none", "-monitor", "none", "-serial", "stdio",
            "-global", "virtio-mmio.force-legacy=false", "-kernel", elf]


def run_on_qemu(elf, program, disk=None, pmp=True, seconds=60):
    """`disk` is the path of an image that the program may change."""
    options = command(elf, pmp)
    if disk:
        options += ["-drive", f"file={disk},if=none,id=disk,format=raw",
                    "-device", "virtio-blk-device,drive=disk"]
    stdin = b""
    if program.console_in:
        with open(program.console_in, "rb") as file:
            stdin = file.read()
    if program.port is None:
        return ended(run(options, stdin, seconds))
    # Every request comes twice, so that the servers see what a lost answer brings.
    with RequestPeer(program.port, REQUESTS, twice=True) as peer:
        try:
            done = ended(run(options + peer.qemu_options(), stdin, seconds))
        except RunFailed as failure:
            raise RunFailed(f"{failure}; {'; '.join(peer.complaints()[:3])}") from None
    complaints = peer.complaints()
    if complaints:
        raise RunFailed("; ".join(complaints))
    return done


def ended(done):
    complaint = done.stderr.decode(errors="replace").strip()
    if complaint.startswith("qemu-system-riscv32:"):
        raise RunFailed(complaint)
    return Ended(done.stdout, done.returncode)
