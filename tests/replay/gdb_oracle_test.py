#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random sequences of what a debugger does. On live machines of every topology: registers set, code
patched, steps, breakpoints, watchpoints, calls, with registers and memory compared with QEMU's
server after each. In recordings: backwards, against the list of places of a forward pass.

FTSIM_GDB_SEQUENCES and FTSIM_GDB_REVERSE_SEQUENCES say how many; 2000 and 500 take half an hour.

usage: gdb_oracle_test.py FTSIM FIRMWARE_FOLDER
"""

import os
import random
import re
import subprocess
import sys
import tempfile
import unittest

import gdb_programs as programs
from gdb_test import QEMU, free_port
from recording import Command
from rsp import Remote, Server

FTSIM = FIRMWARE = None
SEQUENCES = int(os.environ.get("FTSIM_GDB_SEQUENCES", "60"))
REVERSE_SEQUENCES = int(os.environ.get("FTSIM_GDB_REVERSE_SEQUENCES", "24"))
OPERATIONS = 10

LIVE = [["--topology", "simplex"], ["--topology", "duplex"],
        ["--topology", "duplex", "--evaluate", "all", "--snapshot-interval", "37"],
        ["--topology", "duplex", "--lockstep-offset", "2"],
        ["--topology", "duplex", "--lockstep-offset", "3", "--evaluate", "all",
         "--snapshot-interval", "50"],
        ["--topology", "dcls"], ["--topology", "dcls", "--lockstep-offset", "2"],
        ["--topology", "dcls", "--evaluate", "all", "--snapshot-interval", "41"],
        ["--topology", "tmr"], ["--topology", "tmr", "--evaluate", "all"],
        ["--topology", "pair_and_spare"],
        ["--topology", "pair_and_spare", "--evaluate", "all", "--snapshot-interval", "60"],
        ["--topology", "server"], ["--topology", "server", "--evaluate", "all"],
        ["--topology", "duplex", "--mem-latency", "1"],
        ["--topology", "dcls", "--mem-latency", "3"]]

RECORDED = [["--topology", "simplex"],
            ["--topology", "duplex", "--fault", "cpu1.core.pc_q[3]@2000"],
            ["--topology", "duplex", "--lockstep-offset", "2",
             "--fault", "cpu0.core.u_regfile.regs_q[2][5]@3000"],
            ["--topology", "dcls", "--fault", "cpu0.main.pc_q[4]@1500"],
            ["--topology", "tmr", "--fault", "cpu0.core.pc_q[5]@1000"],
            ["--topology", "pair_and_spare", "--fault", "cpu0.main.pc_q[4]@1500"],
            ["--topology", "server", "--mem-latency", "1"]]

CSRS = ["mscratch", "mepc", "mcause", "mtvec", "mstatus"]


def numbers_of_csrs(remote):
    """GDB's number of each CSR, as the server's description has it."""
    def document(name):
        text, offset = "", 0
        while True:
            part = remote.ask(f"qXfer:features:read:{name}:{offset:x},800")
            text += part[1:]
            offset = len(text)
            if part[:1] != "m":
                return text
    text = document("target.xml")
    for name in re.findall(r'xi:include href="([^"]+)"', text):
        text += document(name)
    found = {}
    for entry in re.findall(r"<reg [^>]*>", text):
        fields = dict(re.findall(r'(\w+)="([^"]*)"', entry))
        if fields["name"] in CSRS:
            found[fields["name"]] = int(fields["regnum"])
    return found


class Debugger:
    """A server as GDB would use it: over a breakpoint it steps with the breakpoint taken out."""

    def __init__(self, remote):
        self.remote = remote
        self.csrs = numbers_of_csrs(remote)

    def good(self, packet):
        answer = self.remote.ask(packet)
        if answer != "OK":
            raise AssertionError(f"{packet}: {answer}")

    def set_register(self, number, value):
        self.good(f"P{number:x}={value.to_bytes(4, 'little').hex()}")

    def set_memory(self, address, data):
        self.good(f"M{address:x},{len(data):x}:{data.hex()}")

    def set_csr(self, name, value):
        self.set_register(self.csrs[name], value)

    def step(self):
        self.stopped(self.remote.ask("s"))

    def stopped(self, answer):
        if not answer.startswith("T05"):
            raise AssertionError(f"stopped with {answer}")
        return answer

    def go(self, breakpoints, watch=None):
        """Where a watchpoint has stopped it, if one has."""
        self.step()
        if self.remote.pc() in breakpoints:
            return None
        for address in breakpoints:
            self.good(f"Z0,{address:x},2")
        if watch:
            self.good("Z" + watch)
        answer = self.stopped(self.remote.ask("c"))
        for address in breakpoints:
            self.good(f"z0,{address:x},2")
        if watch:
            self.good("z" + watch)
        return self.remote.pc() if "watch:" in answer else None

    def step_to_access(self, end, watch):
        """As go(), without a watchpoint of the server: QEMU's own now and then stop elsewhere."""
        kind, address, size = watch.split(",")
        watched = range(int(address, 16), int(address, 16) + int(size))
        while True:
            self.step()
            registers = self.remote.registers()
            if registers[32] == end:
                return
            code = bytes.fromhex(self.memory(registers[32], 4))
            access = programs.access(int.from_bytes(code, "little"), registers)
            if access and access.hits(kind, watched):
                self.step()
                return

    def call(self, value):
        before = self.remote.ask("g")[:33 * 8]
        self.set_register(1, programs.RETURN)
        self.set_register(10, value)
        self.set_register(32, programs.FUNCTION)
        self.good(f"Z0,{programs.RETURN:x},2")
        self.stopped(self.remote.ask("c"))
        self.good(f"z0,{programs.RETURN:x},2")
        result = self.remote.registers()[10]
        self.good("G" + before)
        return result

    def memory(self, address, size):
        return self.remote.ask(f"m{address:x},{size:x}")

    def state(self):
        csrs = {name: self.remote.ask(f"p{number:x}") for name, number in self.csrs.items()}
        return (self.remote.registers(), csrs,
                self.memory(programs.DATA, programs.DATA_BYTES),
                self.memory(programs.CODE, 512))


def shown(state):
    registers, csrs, data, code = state
    lines = [f"x{i}={value if value is None else format(value, 'x')}"
             for i, value in enumerate(registers)]
    return " ".join(lines) + f" {csrs}\n{data}\n{code}"


class Live(unittest.TestCase):
    def start_both(self, options):
        elf = os.path.join(FIRMWARE, "workload.elf")
        port = free_port()
        qemu = subprocess.Popen([*QEMU, "-kernel", elf, "-S", "-gdb", f"tcp:127.0.0.1:{port}"],
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.addCleanup(qemu.wait)
        self.addCleanup(qemu.kill)
        theirs = Remote(port)
        self.addCleanup(theirs.close)
        server = Server(FTSIM, "--program", elf, "--cycles", "1e12", *options, "--gdb", 0)
        self.addCleanup(server.wait)
        mine = server.connect()
        self.addCleanup(mine.close)
        self.addCleanup(lambda: mine.send("k"))
        return [Debugger(mine), Debugger(theirs)]

    def set_up(self, both, loop, chance):
        values = {register: chance.choice([chance.getrandbits(32), chance.randrange(64)])
                  for register in range(1, 32)}
        values.update({programs.BASE: programs.DATA + 0x80, programs.DEVICE: programs.TIMER,
                       programs.NOWHERE: programs.NOTHING, 2: programs.STACK, 32: programs.CODE})
        data = chance.randbytes(programs.DATA_BYTES)
        for debugger in both:
            debugger.set_memory(programs.CODE, loop.code())
            debugger.set_memory(programs.FUNCTION, programs.FUNCTION_CODE)
            debugger.set_memory(programs.HANDLER, programs.HANDLER_CODE)
            debugger.set_memory(programs.DATA, data)
            debugger.set_csr("mtvec", programs.HANDLER)
            debugger.set_csr("mepc", 0)
            debugger.set_csr("mcause", 0)
            debugger.set_csr("mscratch", values[5])
            for register, value in values.items():
                debugger.set_register(register, value)

    def operate(self, both, loop, chance):
        """Does the same to both and says what it was."""
        kind = chance.choice(["set", "set", "patch", "steps", "steps", "break", "watch", "call",
                              "data", "jump", "csr"])
        if kind == "set":
            register, value = chance.choice(programs.FREE), chance.getrandbits(32)
            do = lambda each: each.set_register(register, value)        # noqa: E731
        elif kind == "patch":
            address, code = loop.replace(chance)
            do = lambda each: each.set_memory(address, code)            # noqa: E731
        elif kind == "steps":
            count = chance.randrange(1, 6)
            do = lambda each: [each.step() for _ in range(count)]       # noqa: E731
        elif kind == "break":
            places = {programs.CODE, chance.choice(loop.places)}
            do = lambda each: each.go(places)                           # noqa: E731
        elif kind == "watch":
            offset = 4 * chance.randrange(24, 40)
            watch = f"{chance.choice('234')},{programs.DATA + offset:x},4"
            if both[0].go({programs.CODE}, watch) is not None:
                both[0].step()      # it stops in front of the access
            both[1].step_to_access(programs.CODE, watch)
            return kind
        elif kind == "call":
            value = chance.getrandbits(32)
            results = [each.call(value) for each in both]
            self.assertEqual(results, [(value * value + 1) & 0xffff_ffff] * 2)
            return kind
        elif kind == "data":
            address = programs.DATA + chance.randrange(programs.DATA_BYTES - 8)
            data = chance.randbytes(chance.randrange(1, 9))
            do = lambda each: each.set_memory(address, data)            # noqa: E731
        elif kind == "jump":
            place = chance.choice(loop.places)
            do = lambda each: each.set_register(32, place)              # noqa: E731
        else:
            value = chance.getrandbits(32)
            do = lambda each: each.set_csr("mscratch", value)           # noqa: E731
        for each in both:
            do(each)
        return kind

    def test_every_operation_does_what_it_does_on_qemu(self):
        for number, options in enumerate(LIVE):
            share = range(number, SEQUENCES, len(LIVE))
            if not share:
                continue
            both = self.start_both(options)
            for sequence in share:
                chance = random.Random(sequence)
                loop = programs.Loop(chance)
                self.set_up(both, loop, chance)
                done = []
                for _ in range(OPERATIONS):
                    done.append(self.operate(both, loop, chance))
                    mine, theirs = both[0].state(), both[1].state()
                    if mine != theirs:
                        self.fail(f"{options}, sequence {sequence}, {done}:\n"
                                  f"{shown(mine)}\n{shown(theirs)}")


class Reverse(unittest.TestCase):
    STEPS = 2500

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)

    def record(self, number, options):
        log = self.command.path(f"{number}.ftlog")
        self.command.json("--program", self.command.elf("sort"), "--cycles", "8000", "--record",
                          log, "--record-snapshots", "1500", "--snapshot-interval", "500", *options)
        return log

    def replay(self, log):
        server = Server(FTSIM, "replay", log, "--gdb", 0)
        self.addCleanup(server.wait)
        remote = server.connect()
        self.addCleanup(remote.close)
        self.addCleanup(lambda: remote.send("k"))
        return remote

    @staticmethod
    def place(remote):
        return remote.ask("qRcmd," + b"where".hex()), remote.ask("g")

    def forward(self, log):
        """Every place from the start on."""
        remote = self.replay(log)
        places = [self.place(remote)]
        while len(places) < self.STEPS and "replaylog:end" not in remote.ask("s"):
            places.append(self.place(remote))
        return remote, places

    def hits(self, log, watch, places):
        """Where a watched access is about to happen, on the way forward."""
        remote = self.replay(log)
        self.assertEqual(remote.ask("Z" + watch), "OK")
        found = []
        known = {place: i for i, place in enumerate(places)}
        while "replaylog:end" not in remote.ask("c"):
            where = known.get(self.place(remote))
            if where is None:
                break
            found.append(where)
        return found

    @staticmethod
    def pc(place):
        return int.from_bytes(bytes.fromhex(place[1][32 * 8:33 * 8]), "little")

    @staticmethod
    def stack(place):
        return int.from_bytes(bytes.fromhex(place[1][2 * 8:3 * 8]), "little")

    def go_back(self, remote, places, at, chance, watch, accesses):
        """One operation, from the place of that number: where it should lead, and its reply."""
        kind = chance.choice(["bs", "bs", "bc", "s", "c", "watch"])
        if kind == "bs":
            return max(at - 1, 0), remote.ask("bs")
        if kind == "s":
            return min(at + 1, len(places) - 1), remote.ask("s") if at + 1 < len(places) else ""
        if kind == "watch":
            self.assertEqual(remote.ask("Z" + watch), "OK")
            answer = remote.ask("bc")
            self.assertEqual(remote.ask("z" + watch), "OK")
            before = [i + 1 for i in accesses if i + 1 <= at]
            return (before[-1] if before else 0), answer
        pc = self.pc(places[chance.randrange(len(places))])
        behind = [i for i in range(at) if self.pc(places[i]) == pc]
        ahead = [i for i in range(at + 1, len(places)) if self.pc(places[i]) == pc]
        if kind == "c" and not ahead:
            return at, ""
        self.assertEqual(remote.ask(f"Z0,{pc:x},2"), "OK")
        answer = remote.ask("bc" if kind == "bc" else "c")
        self.assertEqual(remote.ask(f"z0,{pc:x},2"), "OK")
        if kind == "c":
            return ahead[0], answer
        return (behind[-1] if behind else 0), answer

    def test_backwards_is_the_forward_pass_reversed(self):
        for number, options in enumerate(RECORDED):
            share = range(number, REVERSE_SEQUENCES, len(RECORDED))
            if not share:
                continue
            log = self.record(number, options)
            remote, places = self.forward(log)
            self.assertEqual(len(set(places)), len(places))
            at = len(places) - 1
            for sequence in share:
                chance = random.Random(sequence)
                word = self.stack(places[chance.randrange(len(places))]) & ~3
                watch = f"{chance.choice('234')},{word:x},4"
                accesses = self.hits(log, watch, places)
                for _ in range(OPERATIONS):
                    at, answer = self.go_back(remote, places, at, chance, watch, accesses)
                    self.assertEqual(self.place(remote), places[at],
                                     f"{options}, sequence {sequence}: {answer}")


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
