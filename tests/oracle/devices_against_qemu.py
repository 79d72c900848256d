#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every register of every device, for every access width and alignment, on ftsim and on QEMU.

Each device gets two generated programs. In one all accesses are aligned, loads of everything first,
then stores, each from a known state and followed by a look at the device; its results must be
QEMU's. The other makes the misaligned ones: a device takes none, the core says so with an access
fault (the privileged specification leaves it to the platform; QEMU splits them into bytes), and
nothing in the device has changed. Then words for the test finisher, each in a run of its own.
"""

import argparse
import pathlib
import sys

import machines
from device_program import build, load, results, store
from device_registers import all_devices

LOAD_FAULT, STORE_FAULT = 5, 7

# Of a virtio device, by its register; the section numbers are those of virtio 1.2.
VIRTIO = {
    "a shared memory region that is not there has all ones for its base (4.2.2)":
        lambda access, ours, theirs: access.address & 0xFFF in (0x0B8, 0x0BC),
    "a queue without addresses does not become ready, and the device needs a reset (2.1.2)":
        lambda access, ours, theirs: access.address & 0xFFF in (0x044, 0x070)
        and ours.value in (0, 0x43),
    "of the status only bits that mean something are kept (2.1)":
        lambda access, ours, theirs: access.address & 0xFFF == 0x070
        and ours.value in (0x03, 0x87),
}

# Where the specification wins over QEMU, by device: a text, and a test of (access, ours, theirs).
DEPARTURES = {
    "plic": {
        "the machine has sources 1 to 95; QEMU keeps a priority for one more":
            lambda access, ours, theirs: access.address == 0x0C00_0180 and ours.value == 0,
        "there is no source 0: its enable bit is zero (PLIC specification, Interrupt Enables)":
            lambda access, ours, theirs: access.address == 0x0C00_2000
            and ours.value == theirs.value & ~1,
    },
    "uart": {
        "in loop-back the modem outputs change the delta bits too (16550 data sheet, MSR)":
            lambda access, ours, theirs: access.address == 0x1000_0006
            and ours.value ^ theirs.value == 2,
    },
    "virtio_empty": {
        "registers are read by words (virtio 1.2, 4.2.2.2)":
            lambda access, ours, theirs: access.width != 4 and ours.value == 0,
    },
    "virtio_net": VIRTIO,
    "virtio_blk": VIRTIO,
}


def with_look(device, access):
    offset = access.address - device.base
    return [*device.known, access, *device.look(offset)]


def aligned_accesses(device):
    places = [device.base + word + byte for word in device.words for byte in range(4)]
    accesses = list(device.known)
    accesses += [load(width, place) for place in places for width in (1, 2, 4)
                 if place % width == 0]
    for place in places:
        for width in (1, 2, 4):
            if place % width != 0:
                continue
            for pattern in device.patterns:
                accesses += with_look(device, store(width, place, pattern))
    return accesses


def misaligned_cases(device):
    """(access, place in the program of the first look, and of the second)."""
    accesses, cases = [], []
    look = device.look(0)
    for word in device.words:
        for byte in range(4):
            place = device.base + word + byte
            for width in (2, 4):
                if place % width == 0:
                    continue
                for access in (load(width, place), store(width, place, device.patterns[0])):
                    before = len(accesses) + len(device.known)
                    accesses += [*device.known, *look, *device.known, access, *look]
                    cases.append((access, before, len(accesses) - len(look)))
    return accesses, cases


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        disk = folder / "disk.img"
        disk.write_bytes(bytes(1 << 20))
        self.ftsim_devices = ["--disk", f"{disk}", "--net", "echo", *options.ftsim_args]
        self.qemu_devices = [
            "-global", "virtio-mmio.force-legacy=false",
            "-drive", f"file={disk},format=raw,if=none,id=disk",
            "-device", "virtio-blk-device,drive=disk,bus=virtio-mmio-bus.7",
            "-netdev", "socket,id=net,udp=127.0.0.1:9,localaddr=127.0.0.1:0",
            "-device", "virtio-net-device,netdev=net,bus=virtio-mmio-bus.6"]

    def run_ftsim(self, elf):
        return machines.run_ftsim(self.options.ftsim, str(elf), self.options.kernel,
                                  self.ftsim_devices)

    def run_qemu(self, elf):
        return machines.run_qemu(str(elf), args=self.qemu_devices)

    def aligned(self, device):
        accesses = aligned_accesses(device)
        elf = build(self.options.gcc, accesses, self.folder, device.name)
        ours = results(self.run_ftsim(elf).console, len(accesses))
        theirs = results(self.run_qemu(elf).console, len(accesses))
        if ours is None or theirs is None:
            who = "ftsim" if ours is None else "QEMU"
            return [f"{device.name}: {who} did not print all results"], len(accesses)
        wrong = []
        for number, (access, mine, yours) in enumerate(zip(accesses, ours, theirs)):
            mask = 0xFFFFFFFF if access.store or mine.cause else device.mask(access)
            same = mine.cause == yours.cause and mine.value & mask == yours.value & mask
            named = any(departs(access, mine, yours)
                        for departs in DEPARTURES.get(device.name, {}).values())
            if not same and not named:
                wrong.append(f"{device.name}: {access}, access {number} of the program: "
                             f"ftsim {mine}, QEMU {yours}{self.after(accesses, number)}")
        return wrong, len(accesses)

    @staticmethod
    def after(accesses, number):
        for before in range(number - 1, max(number - 30, -1), -1):
            if accesses[before].store:
                return f" (after {accesses[before]})"
        return ""

    def misaligned(self, device):
        accesses, cases = misaligned_cases(device)
        elf = build(self.options.gcc, accesses, self.folder, f"{device.name}_misaligned")
        got = results(self.run_ftsim(elf).console, len(accesses))
        if got is None:
            return [f"{device.name}: ftsim did not print all results"], len(accesses)
        look = device.look(0)
        wrong = []
        for access, first, second in cases:
            said = got[second - 1]
            cause = STORE_FAULT if access.store else LOAD_FAULT
            if (said.cause, said.value) != (cause, access.address):
                wrong.append(f"{device.name}: {access}: {said}, not an access fault")
            for i, looked in enumerate(look):
                mask = 0xFFFFFFFF if looked.store else device.mask(looked)
                if (got[first + i].value ^ got[second + i].value) & mask:
                    wrong.append(f"{device.name}: {access} changed what {looked} gives: "
                                 f"{got[first + i]}, then {got[second + i]}")
        return wrong, len(accesses)

    def ends(self):
        """Stores that may end the program: console and exit code are QEMU's."""
        base = 0x0010_0000
        tries = [store(2, base, 0x3333), store(4, base, 0x53333), store(4, base, 0x55555),
                 store(4, base, 0x15555), store(2, base, 0x5555), store(1, base, 0x55),
                 store(1, base, 0x33), store(4, base, 0x7F3333), store(2, base + 2, 0x5555),
                 store(4, base + 4, 0x5555), store(4, base, 0x3333), store(4, base, 0x5554)]
        wrong = []
        for access in tries:
            elf = build(self.options.gcc, [access], self.folder, "finisher_word")
            difference = machines.first_difference(self.run_ftsim(elf), self.run_qemu(elf))
            if difference:
                wrong.append(f"finisher: {access}: {difference}")
        return wrong, len(tries)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("ftsim", help="the ftsim executable")
    parser.add_argument("--work", required=True, type=pathlib.Path, help="folder for the programs")
    parser.add_argument("--gcc", default="riscv64-unknown-elf-gcc")
    parser.add_argument("--kernel", choices=["plain", "systemc"], default="plain")
    parser.add_argument("--device", help="only this one")
    parser.add_argument("--ftsim-args", nargs=argparse.REMAINDER, default=[],
                        help="the rest of the line goes to ftsim")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(options, options.work)
    failures = 0
    devices = [each for each in all_devices() if options.device in (None, each.name)]
    todo = [(f"{each.name}, {kind.__name__}", lambda kind=kind, each=each: kind(each))
            for each in devices for kind in (bench.aligned, bench.misaligned)]
    if options.device in (None, "finisher"):
        todo.append(("finisher, words that end a program", bench.ends))
    for name, run in todo:
        try:
            wrong, count = run()
        except machines.RunFailed as failure:
            wrong, count = [str(failure)], 0
        print(f"{name}: {count} accesses, {len(wrong)} not as they should be")
        for line in wrong[:20]:
            print(f"  {line}")
        failures += len(wrong)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
