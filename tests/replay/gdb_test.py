#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The GDB server on a machine and on a recording: against QEMU's own, with gdb-multiarch itself,
and against nonsense.

usage: gdb_test.py FTSIM FIRMWARE_FOLDER
"""

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import unittest

from recording import Command, symbols_of
from rsp import Remote, Server

FTSIM = FIRMWARE = None
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))
from machines import QEMU       # noqa: E402


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def in_hex(words):
    return [word if word is None else f"{word:#x}" for word in words]


class Gdb(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)
        cls.log = cls.command.path("run.ftlog")
        cls.elf = cls.command.elf("sort")
        cls.command.json("--program", cls.elf, "--record", cls.log, "--record-snapshots", "2e4",
                         "--fault", "cpu1.core.pc_q[3]@20000")
        cls.symbols = symbols_of(cls.elf)

    def serve(self, *arguments):
        server = Server(FTSIM, *arguments, "--gdb", 0)
        remote = server.connect()

        def leave():
            try:
                remote.send("k")
            except OSError:
                pass
            remote.close()
            self.assertEqual(server.wait(), 0)
        self.addCleanup(leave)
        return remote

    def replay(self):
        return self.serve("replay", self.log)

    def live(self, *arguments):
        return self.serve("--program", self.elf, *arguments)

    def run_to(self, remote, symbol):
        address = self.symbols[symbol]
        remote.ask(f"Z0,{address:x},4")
        self.assertIn("swbreak", remote.ask("c"))
        self.assertEqual(remote.pc(), address)
        remote.ask(f"z0,{address:x},4")

    def test_every_step_shows_what_qemu_shows(self):
        for name in ("sort", "self_test"):
            elf = self.command.elf(name)
            main = symbols_of(elf)["main"]
            port = free_port()
            qemu = subprocess.Popen([*QEMU, "-kernel", elf, "-S", "-gdb", f"tcp:127.0.0.1:{port}"],
                                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            self.addCleanup(qemu.wait)
            self.addCleanup(qemu.kill)
            theirs = Remote(port)
            self.addCleanup(theirs.close)
            ours = self.serve("--program", elf, "--mem-latency", "1" if name == "sort" else "0")
            for remote in (ours, theirs):
                remote.ask(f"Z0,{main:x},4")
                remote.ask("c")
                remote.ask(f"z0,{main:x},4")
            # What the two boot ROMs left behind stays where the program has written nothing.
            left = zip(ours.registers(), theirs.registers())
            compared = [i for i, (mine, yours) in enumerate(left) if mine == yours]
            self.assertGreater(len(compared), 20)
            for step in range(3000):
                mine, yours = ours.registers(), theirs.registers()
                compared = [i for i in range(33) if i in compared or mine[i] == yours[i]]
                known = [i for i in compared if mine[i] is not None]
                self.assertEqual(in_hex(mine[i] for i in known),
                                 in_hex(yours[i] for i in known), f"{name}: step {step}")
                ours.ask("s")
                theirs.ask("s")
            self.assertIn(32, compared)

    def test_steps_back_are_steps_forward_reversed(self):
        remote = self.replay()
        self.run_to(remote, "print")
        forward = [remote.registers()]
        for _ in range(60):
            remote.ask("s")
            forward.append(remote.registers())
        for expected in reversed(forward[:-1]):
            self.assertTrue(remote.ask("bs").startswith("T05"))
            self.assertEqual(in_hex(remote.registers()), in_hex(expected))

    def test_a_breakpoint_is_found_from_both_sides(self):
        where = "qRcmd," + b"where".hex()
        remote = self.replay()
        remote.ask(f"Z0,{self.symbols['print']:x},4")
        places = []
        while "replaylog:end" not in remote.ask("c"):
            self.assertEqual(remote.pc(), self.symbols["print"])
            places.append(remote.ask(where))
        self.assertGreater(len(places), 1)
        for place in reversed(places):
            self.assertIn("swbreak", remote.ask("bc"))
            self.assertEqual(remote.ask(where), place)
        self.assertIn("replaylog:begin", remote.ask("bc"))

    def test_a_watchpoint_stops_in_front_of_the_access(self):
        word = self.symbols["words"] + 40
        for remote in (self.replay(), self.live(), self.live("--topology", "simplex")):
            self.run_to(remote, "main")
            before = remote.ask(f"m{word:x},4")
            remote.ask(f"Z2,{word:x},4")
            self.assertIn(f"watch:{word:x}", remote.ask("c"))
            self.assertEqual(remote.ask(f"m{word:x},4"), before)
            self.assertEqual(remote.ask("s"), "T05thread:1;")
            self.assertNotEqual(remote.ask(f"m{word:x},4"), before)
            self.assertIn(f"watch:{word:x}", remote.ask("c"))

    def test_a_watched_write_is_found_backwards(self):
        word = self.symbols["words"] + 40
        remote = self.replay()
        self.run_to(remote, "print")
        written = remote.ask(f"m{word:x},4")
        remote.ask(f"Z2,{word:x},4")
        self.assertIn(f"watch:{word:x}", remote.ask("bc"))
        self.assertEqual(remote.ask(f"m{word:x},4"), written)
        self.assertEqual(remote.ask("bs"), "T05thread:1;")
        self.assertNotEqual(remote.ask(f"m{word:x},4"), written)
        self.assertIn(f"watch:{word:x}", remote.ask("s"))
        self.assertEqual(remote.ask("s"), "T05thread:1;")
        self.assertEqual(remote.ask(f"m{word:x},4"), written)
        self.assertIn(f"watch:{word:x}", remote.ask("bs"))

    def test_a_machine_can_be_changed_and_a_recording_cannot(self):
        remote = self.live()
        self.assertEqual(remote.ask("M80001000,4:01020304"), "OK")
        self.assertEqual(remote.ask("m80001000,4"), "01020304")
        self.assertEqual(remote.ask("P5=78563412"), "OK")
        self.assertEqual(remote.registers()[5], 0x12345678)
        self.assertEqual(remote.ask("bs"), "")
        recording = self.replay()
        before = recording.ask("g")
        for write in ("M80001000,4:01020304", "P5=78563412", "P20=00000080"):
            self.assertEqual(recording.ask(write), "E.a recording cannot be changed: registers "
                             "and memory are read-only")
        self.assertEqual(recording.ask("G" + before), "OK")     # what is there already
        self.assertTrue(recording.ask("s").startswith("T05"))

    def test_a_program_s_end_is_its_exit_code(self):
        remote = self.serve("--program", self.command.elf("fail"))
        self.assertRegex(remote.ask("c"), "^W[0-9a-f]{2}$")

    def test_it_can_be_interrupted(self):
        remote = self.serve("--program", self.command.elf("workload"), "--cycles", "1e12")
        remote.send("c")
        remote.socket.sendall(b"\x03")
        self.assertTrue(remote.receive().startswith("T02"))

    def test_with_gdb_itself(self):
        server = Server(FTSIM, "replay", self.log, "--gdb", 0)
        script = ["set pagination off", f"target remote :{server.port}", "break *main", "continue",
                  "stepi", "stepi", "reverse-stepi", "reverse-stepi", "info registers pc mepc",
                  "watch *(int*)((char*)&words + 40)", "continue", "reverse-continue",
                  "monitor where", "detach"]
        line = ["gdb-multiarch", "-q", "-batch", "-nx"]
        for command in script:
            line += ["-ex", command]
        done = subprocess.run([*line, self.elf], capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        self.assertIn("Breakpoint 1, ", done.stdout, done.stderr)
        # gdb makes the last step itself, both ways: behind the store, and back at it.
        changes = re.findall(r"Old value = (.*)\nNew value = (.*)\n(0x\w+)", done.stdout)
        self.assertEqual(len(changes), 2, done.stdout)
        forward, back = changes
        self.assertEqual(forward[:2], back[1::-1])
        cycle = int(re.search(r"cycle (\d+) instr", done.stderr).group(1))
        write = self.command.json("replay", self.log, "--last-write",
                                  f"0x{self.symbols['words'] + 40:x}", "--to-cycle", cycle + 3)
        self.assertEqual(write["write"]["pc"], back[2])
        self.assertRegex(done.stderr, r"cycle \d+ instruction \d+ elapsed cycle \d+")
        self.assertEqual(server.wait(), 0)

    def test_it_listens_on_the_loopback_interface_only(self):
        server = Server(FTSIM, "replay", self.log, "--gdb", 0)
        with open("/proc/net/tcp", encoding="ascii") as table:
            listening = [line.split()[1] for line in table if line.split()[3] == "0A"]
        self.assertIn(f"0100007F:{server.port:04X}", listening)
        self.assertNotIn(f"00000000:{server.port:04X}", listening)
        remote = server.connect()
        remote.send("k")
        remote.close()
        server.wait()

    def test_nonsense_does_not_hurt_it(self):
        chance = random.Random(7)
        letters = b"?gGpPmMscbZzqQHTDvX$#+-0123456789abcdefx,:;=\x03\xff\x00"
        known = ["m0,ffffffff", "mffffffff,10", "m80000000,0", "M80000000,2:zz", "Z0,,", "Z9,1,1",
                 "pffff", "P21=0", "G" + "0" * 9000, "qXfer:features:read:target.xml:ffffffff,1",
                 "qXfer:features:read:target.xml:0,ffffffff", "qRcmd,zz", "", "Z2,0,ffffffff",
                 "m80000000," + "f" * 5000, "z4,1,1", "b", "bq", "p", "P=", "vMustReplyEmpty"]
        remote = self.replay()
        for packet in known:
            remote.ask(packet)
        for _ in range(300):
            junk = bytes(chance.choice(letters) for _ in range(chance.randrange(1, 200)))
            remote.socket.sendall(junk)
        remote.socket.sendall(b"$" + b"A" * 100_000)
        remote.socket.sendall(b"#00")
        remote.send("?")
        for _ in range(3000):
            if remote.receive()[:1] in "ST":
                break
        else:
            self.fail("no stop reply any more")

    def test_usage(self):
        for arguments, word in ((["--gdb", "70000"], "--gdb"),
                                (["--gdb", "1", "--faults", "3"], "replay --gdb")):
            done = self.command.run(*arguments)
            self.assertEqual(done.returncode, 2)
            self.assertIn(word, done.stderr.decode())
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = self.command.run("--gdb", taken.getsockname()[1])
            self.assertEqual(done.returncode, 5)
            self.assertIn("127.0.0.1", done.stderr.decode())


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
