#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Waves of a stretch of a recording, held against what a debugger sees there.

usage: wave_test.py FTSIM FIRMWARE_FOLDER
"""

import os
import re
import sys
import tempfile
import unittest

from recording import Command, symbols_of
from rsp import Server
from vcd import Waves

FTSIM = FIRMWARE = None
CYCLE, ELAPSED = "machine.cycle_i[63:0]", "machine.elapsed_cycle_i[63:0]"
PC = "ftsim_core.pc_q[31:0]"
FLIP = 20_000       # elapsed cycle


class WaveTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.command = Command(FTSIM, FIRMWARE, cls.folder.name)
        cls.elf = cls.command.elf("sort")
        cls.log = cls.command.path("run.ftlog")
        cls.line = ["--program", cls.elf, "--fault", f"cpu1.core.pc_q[3]@{FLIP}"]
        cls.command.json(*cls.line, "--record", cls.log)

    def waves(self, window, *line, name="out.vcd"):
        line = line or ("replay", self.log)
        done = self.command.run(*line, "--wave", self.command.path(name), "--window", window)
        self.assertEqual(done.returncode, 0, done.stderr)
        return Waves(self.command.path(name))

    def test_every_instruction_is_where_a_debugger_sees_it(self):
        waves = self.waves("2500:3000")
        pc_at = dict(waves.edges(CYCLE, f"cpu0.{PC}"))
        server = Server(FTSIM, "replay", self.log, "--gdb", 0)
        remote = server.connect()
        remote.ask(f"Z0,{symbols_of(self.elf)['main']:x},4")
        remote.ask("c")
        for _ in range(200):
            where = bytes.fromhex(remote.ask("qRcmd," + b"where".hex())).decode()
            cycle = int(re.match(r"cycle (\d+)", where).group(1))
            self.assertEqual(hex(pc_at[cycle]), hex(remote.pc()), where)
            remote.ask("s")
        remote.send("k")
        remote.close()
        server.wait()

    def test_a_window_begins_and_ends_as_asked(self):
        waves = self.waves("2500:2600")
        cycles = [cycle for cycle, in waves.edges(CYCLE)]
        self.assertEqual(cycles[:-1], list(range(2500, 2600)))
        self.assertEqual(waves.timescale, "1ps")
        self.assertEqual(waves.times[2] - waves.times[0], 100_000, "10 MHz")
        self.assertEqual(waves.times[0], 2500 * 100_000)

    def test_boards_without_a_fault_show_the_same(self):
        waves = self.waves("2500:2600")
        names = [name[5:] for name in waves.codes if name.startswith("cpu0.")]
        self.assertGreater(len(names), 200)
        for name in names:
            self.assertEqual(waves.of(f"cpu0.{name}"), waves.of(f"cpu1.{name}"), name)
        self.assertNotIn("differing", self.command.contents("out.gtkw").decode())

    def test_a_shadow_that_is_behind_is_shown_where_it_will_be(self):
        fault = f"pc_q[3]@{FLIP}"
        for more in (["--topology", "duplex", "--fault", f"cpu1.core.{fault}"],
                     ["--topology", "dcls", "--fault", f"cpu0.shadow.{fault}"]):
            with self.subTest(more=more):
                waves = self.waves("19840:19900", "--program", self.elf, "--lockstep-offset", 2,
                                   "--cycles", "30k", *more)
                rows = waves.edges(ELAPSED, "machine.states_differ_i")
                states = dict(rows)
                self.assertEqual(min(at for at, differ in rows if differ), FLIP)
                self.assertEqual(states[FLIP - 1], 0)

    def test_a_flip_is_seen_from_its_cycle_to_the_roll_back(self):
        waves = self.waves("19860:19900")
        rows = waves.edges(ELAPSED, f"cpu0.{PC}", f"cpu1.{PC}", "machine.states_differ_i",
                           "machine.mismatch_i")
        states = {elapsed: differ for elapsed, _, _, differ, _ in rows}
        self.assertEqual([states[FLIP - 1], states[FLIP]], [0, 1])
        flipped = next(row for row in rows if row[0] == FLIP)
        self.assertEqual(flipped[1] ^ flipped[2], 1 << 3)
        mismatch = [index for index, row in enumerate(rows) if row[4]]
        self.assertEqual(len(mismatch), 1)
        behind = rows[mismatch[0] + 1]
        self.assertEqual(behind[3], 0)
        self.assertGreater(behind[0], rows[mismatch[0]][0] + 100, "the cost, and the way back here")

    def test_what_differs_comes_first(self):
        waves = self.waves("19860:19900")
        lines = self.command.contents("out.gtkw").decode().splitlines()
        names = [line for line in lines if line[0] not in "@-["]
        self.assertEqual(names[:2], [f"cpu0.{PC}", f"cpu1.{PC}"])
        self.assertIn("cpu1.instr_addr_o[31:0]", names[2:6])
        for name in names:
            self.assertIn(name, waves.codes)

    def test_a_run_shows_what_its_recording_shows(self):
        recorded = self.waves("19860:19900")
        direct = self.waves("19860:19900", *self.line, name="direct.vcd")
        self.assertEqual(recorded.codes, direct.codes)
        self.assertEqual((recorded.times, recorded.values), (direct.times, direct.values))

    def test_simplex_has_one_board(self):
        waves = self.waves("100:200", "--program", self.elf, "--topology", "simplex")
        self.assertIn(f"cpu0.{PC}", waves.codes)
        self.assertNotIn(f"cpu1.{PC}", waves.codes)

    def test_fst_is_the_default(self):
        done = self.command.run("replay", self.log, "--wave", self.command.path("out.fst"),
                                "--window", "100:200")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"out.gtkw", done.stdout)
        self.assertEqual(self.command.contents("out.fst")[0], 0, "the first block is a header")
        self.assertFalse(os.path.exists(self.command.path("out.vcd.fst")))

    def test_errors(self):
        out = self.command.path("x.fst")
        for status, words, arguments in (
                (2, "--window", ["--wave", out]),
                (2, "--wave", ["--window", "1:2"]),
                (2, "FROM:TO", ["--wave", out, "--window", "17"]),
                (2, "begins", ["--wave", out, "--window", "20:10"]),
                (2, "ends at cycle", ["--wave", out, "--window", "1e9:2e9"]),
                (5, "cannot be written", ["--wave", self.command.path("no/x.fst"),
                                          "--window", "1:2"])):
            done = self.command.run("replay", self.log, *arguments)
            self.assertEqual(done.returncode, status, arguments)
            self.assertIn(words, done.stderr.decode())


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
