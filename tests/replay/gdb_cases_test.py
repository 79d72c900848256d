#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a debugger writes is what the machine has next, and what ends a run is what the debugger is
told: small programs, on machines of every topology and in recordings.

usage: gdb_cases_test.py FTSIM FIRMWARE_FOLDER RISCV_GCC LINKER_SCRIPT
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import unittest

from recording import Command, symbols_of
from rsp import Server

FTSIM = FIRMWARE = GCC = SCRIPT = None

# Many of these have a pipeline of their own: halves, delay lines, wait states.
MACHINES = [["--topology", "simplex"], ["--topology", "duplex"],
            ["--topology", "duplex", "--lockstep-offset", "2", "--evaluate", "all"],
            ["--topology", "dcls", "--lockstep-offset", "1"], ["--topology", "tmr"],
            ["--topology", "pair_and_spare", "--evaluate", "all"], ["--topology", "server"],
            ["--topology", "duplex", "--mem-latency", "3"]]

LOADS = """
again:  lw a0, 0(a1)
loaded: nop
        nop
        mv a3, a0
copied: j again
word:   .word 0x11111111
"""
COUNTS = """
        li a0, 0
        .balign 4
again:  addi a0, a0, 1
        nop
        j again
"""
CALLS = """
        la sp, stack
again:  li a0, 3
        call square
        j again
        .globl square
        .type square, @function
square: mul a0, a0, a0
        addi a0, a0, 1
        ret
        .balign 16
        .space 512
stack:  .space 16
"""
DEVICES = """
        li a1, 0x500000
        la t0, failed
        csrw mtvec, t0
fails:  lw a0, 0(a1)
        j fails
        .balign 4
failed: csrr t1, mcause
stays:  j stays
"""
TRAPS = """
        la t0, here
        csrw mtvec, t0
        .balign 4
here:   .word 0
"""
SLEEPS = """
        csrw mie, zero
again:  wfi
        j again
"""
READS = """
        la a1, word
        li a2, 5
again:  nop
        nop
read:   lw a0, 0(a1)
        addi a0, a0, 1
        sw a0, 4(a1)
        addi a2, a2, -1
        bnez a2, again
        li t0, 0x100000
        li t1, 0x5555
        sw t1, 0(t0)
end:    j end
        .balign 4
word:   .word 1, 2
"""
MARKS = """
        la a1, count
        li s0, 20
again:  call mark
        li t0, 20000
1:      addi t0, t0, -1
        bnez t0, 1b
        addi s0, s0, -1
        bnez s0, again
        li t0, 60000
2:      addi t0, t0, -1
        bnez t0, 2b
        li t0, 0x100000
        li t1, 0x5555
        sw t1, 0(t0)
end:    j end
mark:   lw t1, 0(a1)
        addi t1, t1, 1
        sw t1, 0(a1)
        ret
        .balign 4
count:  .word 0
"""
A0, A3, PC = 10, 13, 32
CSR = 65


class Cases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)

    def build(self, source, la_word=False):
        base = os.path.join(self.folder.name, "case")
        with open(base + ".S", "w", encoding="ascii") as file:
            file.write(".globl _start\n_start:\n" + (" la a1, word\n" if la_word else "") + source)
        subprocess.run([GCC, "-march=rv32imac_zicsr", "-mabi=ilp32", "-nostdlib", "-static", "-T",
                        SCRIPT, base + ".S", "-o", base + ".elf"], check=True)
        self.symbols = symbols_of(base + ".elf")
        return base + ".elf"

    def serve(self, *arguments):
        server = Server(FTSIM, *arguments, "--gdb", 0)
        self.addCleanup(server.wait)
        remote = server.connect()
        self.addCleanup(remote.close)
        self.addCleanup(lambda: remote.send("k"))
        return remote

    def recorded(self, elf, *arguments):
        log = self.command.path("case.ftlog")
        self.command.run("--program", elf, "--record", log, *arguments)
        return self.serve("replay", log)

    def run_to(self, remote, symbol):
        address = self.symbols[symbol]
        self.assertEqual(remote.ask(f"Z0,{address:x},2"), "OK")
        self.assertIn("swbreak", remote.ask("c"))
        self.assertEqual(remote.ask(f"z0,{address:x},2"), "OK")
        self.assertEqual(remote.pc(), address)

    def write(self, remote, register, value):
        packet = f"P{register:x}={value.to_bytes(4, 'little').hex()}"
        self.assertEqual(remote.ask(packet), "OK")

    def csr(self, remote, number):
        return int.from_bytes(bytes.fromhex(remote.ask(f"p{CSR + number:x}")), "little")

    def test_a_register_behind_a_load_keeps_what_was_written(self):
        elf = self.build(LOADS, la_word=True)
        for machine in MACHINES:
            with self.subTest(machine):
                remote = self.serve("--program", elf, *machine)
                self.run_to(remote, "loaded")
                self.write(remote, A0, 5)
                self.assertEqual(remote.registers()[A0], 5)
                self.run_to(remote, "copied")
                self.assertEqual(remote.registers()[A3], 5)

    def test_memory_behind_a_load_does_not_change_what_was_loaded(self):
        elf = self.build(LOADS, la_word=True)
        for machine in MACHINES:
            with self.subTest(machine):
                remote = self.serve("--program", elf, *machine)
                self.run_to(remote, "loaded")
                self.assertEqual(remote.ask(f"M{self.symbols['word']:x},4:78563412"), "OK")
                self.assertEqual(remote.registers()[A0], 0x11111111)
                self.run_to(remote, "copied")
                self.assertEqual(remote.registers()[A3], 0x11111111)
                self.run_to(remote, "loaded")
                self.assertEqual(remote.registers()[A0], 0x12345678)

    def test_a_patched_instruction_is_the_next_one(self):
        elf = self.build(COUNTS)
        for machine in MACHINES:
            with self.subTest(machine):
                remote = self.serve("--program", elf, *machine)
                self.run_to(remote, "again")
                self.run_to(remote, "again")
                ten_more = (0x0529).to_bytes(2, "little").hex()
                self.assertEqual(remote.ask(f"M{remote.pc():x},2:{ten_more}"), "OK")
                self.assertEqual(remote.registers()[A0], 1)
                remote.ask("s")
                self.assertEqual(remote.registers()[A0], 11)
                # The next one has been fetched with it.
                self.assertEqual(remote.ask(f"M{remote.pc():x},2:{ten_more}"), "OK")
                remote.ask("s")
                self.assertEqual(remote.registers()[A0], 21)

    def test_no_alarm_follows_a_write(self):
        elf = self.build(COUNTS)
        for machine in MACHINES:
            with self.subTest(machine):
                remote = self.serve("--program", elf, "--cycles", "30000", *machine)
                for _ in range(5):
                    self.run_to(remote, "again")
                    self.write(remote, A3, 77)
                self.assertEqual(remote.ask("c"), "T18thread:1;")
                self.assertEqual(remote.registers()[A3], 77)
                where = bytes.fromhex(remote.ask("qRcmd," + b"where".hex())).decode()
                self.assertIn("no cycles are left", where)
                self.assertIn("cycle 30000 ", where)

    def test_calls_jumps_and_load_with_gdb_itself(self):
        elf = self.build(CALLS)
        for machine in MACHINES:
            with self.subTest(machine):
                server = Server(FTSIM, "--program", elf, *machine, "--gdb", 0)
                script = ["set confirm off", f"target remote :{server.port}", "break square",
                          "continue", "set $pc = again", "print/x $pc", "jump *again",
                          "print ((int(*)(int))square)(5)", "return", "print/x $pc", "load",
                          "print/x $pc", "set $mscratch = 6", "print $mscratch",
                          "set $pmpaddr3 = 9", "print $pmpaddr3", "print $mhartid", "detach"]
                line = ["gdb-multiarch", "-q", "-batch", "-nx"]
                for command in script:
                    line += ["-ex", command]
                done = subprocess.run([*line, elf], capture_output=True, text=True, timeout=120,
                                      stdin=subprocess.DEVNULL)
                self.assertEqual(server.wait(), 0)
                values = re.findall(r"^\$\d+ = (\w+)$", done.stdout, re.MULTILINE)
                self.assertEqual(values, [f"{self.symbols['again']:#x}", "26",
                                          f"{self.symbols['again'] + 4:#x}", "0x80000000", "6",
                                          "9", "0"], done.stdout + done.stderr)

    def test_a_failing_access_ends_at_its_handler(self):
        elf = self.build(DEVICES)
        remote = self.serve("--program", elf, "--mem-latency", "2")
        self.run_to(remote, "fails")
        instructions = self.instructions(remote)
        self.assertEqual(remote.ask("s"), "T05thread:1;")
        self.assertEqual(remote.pc(), self.symbols["failed"])
        self.assertEqual(self.csr(remote, 0x342), 5)
        self.assertEqual(self.instructions(remote), instructions)

    def instructions(self, remote):
        where = bytes.fromhex(remote.ask("qRcmd," + b"where".hex())).decode()
        return int(re.search(r"instruction (\d+)", where).group(1))

    def test_where_counts_every_instruction_once(self):
        elf = self.build(LOADS, la_word=True)
        for machine in MACHINES:
            remote = self.serve("--program", elf, *machine)
            before = self.instructions(remote)
            for _ in range(40):
                remote.ask("s")
                self.assertEqual(self.instructions(remote), before + 1)
                self.assertEqual(self.csr(remote, 0xb02), before + 1)
                before += 1

    def test_every_csr_has_a_name(self):
        remote = self.serve("--program", self.build(SLEEPS))
        xml, part = "", "m"
        while part[:1] == "m":
            part = remote.ask(f"qXfer:features:read:target.xml:{len(xml):x},1000")
            xml += part[1:]
        names = dict(re.findall(r'name="(\w+)" bitsize="32" type="int" regnum="(\d+)"', xml))
        for name in ("mstatus", "misa", "mie", "mip", "mcounteren", "mcycle", "instreth", "time",
                     "mhpmcounter31h", "mhpmevent3", "mconfigptr"):
            self.assertRegex(remote.ask(f"p{int(names[name]):x}"), "^[0-9a-f]{8}$", name)
        self.assertEqual(self.csr(remote, 0x301), 0x4010_1105)
        for number, written, kept in ((0x300, 0xffff_ffff, 0x0022_1888), (0x304, 0xffff, 0x888),
                                      (0x305, 0x8000_0103, 0x8000_0101), (0x341, 7, 6),
                                      (0x301, 0, 0x4010_1105), (0xb82, 5, 5), (0x344, 0x888, 0)):
            self.write(remote, CSR + number, written)
            self.assertEqual(self.csr(remote, number), kept, hex(number))
        self.assertTrue(remote.ask(f"P{CSR + 0xc00:x}=01000000").startswith("E."))

    def test_a_trap_loop_can_be_looked_at_and_left(self):
        elf = self.build(TRAPS)
        remote = self.serve("--program", elf)
        for _ in range(2):
            self.assertEqual(remote.ask("c"), "T04thread:1;")
            self.assertEqual(remote.pc(), self.symbols["here"])
        self.assertEqual(self.csr(remote, 0x342), 2)
        nop = (0x0001_0001).to_bytes(4, "little").hex()
        remote.ask(f"M{self.symbols['here']:x},4:{nop}")
        self.assertEqual(remote.ask("s"), "T05thread:1;")
        self.assertEqual(remote.pc(), self.symbols["here"] + 2)
        recording = self.recorded(elf)
        self.assertIn("T04", recording.ask("c"))
        self.assertTrue(recording.ask("bs").startswith("T05"))

    def test_an_endless_wait_is_a_stop(self):
        elf = self.build(SLEEPS)
        for point in (False, True):
            remote = self.serve("--program", elf, "--cycles", "2e6")
            if point:
                remote.ask("Z0,80000100,2")
            self.assertEqual(remote.ask("c"), "T18thread:1;")
            self.assertEqual(remote.ask("C18"), "T18thread:1;")
            self.assertEqual(remote.pc(), self.symbols["again"] + 4)
        for point in (False, True):
            remote = self.serve("--program", elf, "--cycles", "1e15")
            if point:
                remote.ask("Z0,80000100,2")
            remote.send("c")
            time.sleep(0.3)
            remote.socket.sendall(b"\x03")
            self.assertEqual(remote.receive(), "T02thread:1;")
            self.assertEqual(remote.pc(), self.symbols["again"] + 4)

    def test_a_watchpoint_is_reported_again_after_time_has_moved(self):
        remote = self.recorded(self.build(READS))
        watch = f"3,{self.symbols['word']:x},4"
        remote.ask("Z" + watch)
        places = []
        for _ in range(2):
            self.assertIn("rwatch", remote.ask("c"))
            places.append(remote.ask("qRcmd," + b"where".hex()))
        remote.ask("z" + watch)
        for _ in range(3):
            remote.ask("bs")
        remote.ask("Z" + watch)
        self.assertIn("rwatch", remote.ask("c"))
        self.assertEqual(remote.ask("qRcmd," + b"where".hex()), places[1])

    def test_an_interrupted_search_is_not_taken_for_a_finished_one(self):
        remote = self.recorded(self.build(MARKS))
        self.assertIn("replaylog:end", remote.ask("c"))
        remote.ask(f"Z0,{self.symbols['mark']:x},2")
        count = f"m{self.symbols['count']:x},4"
        for wait in (0.0, 0.1, 0.3, 0.6):
            remote.send("bc")
            time.sleep(wait)
            remote.socket.sendall(b"\x03")
            stop = remote.receive()
            if stop.startswith("T02"):
                self.assertEqual(remote.ask(count), "14000000")
                continue
            self.assertEqual(remote.ask(count), "13000000")
            break


if __name__ == "__main__":
    FTSIM, FIRMWARE, GCC, SCRIPT = sys.argv[1:5]
    del sys.argv[1:5]
    unittest.main()
