#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The gallery, recorded and played: the log alone gives the same console, counts and state.

usage: gallery_test.py FTSIM FIRMWARE_FOLDER
"""

import sys
import tempfile
import unittest

from recording import PROGRAMS, SAME, Command

FTSIM = FIRMWARE = None
FAULTS = ["--faults", "12", "--seed", "5"]


class Gallery(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.command = Command(FTSIM, FIRMWARE, folder.name)

    def expect_same(self, recorded, replayed):
        self.assertIsNone(replayed["divergence"])
        self.assertEqual([recorded[key] for key in SAME], [replayed[key] for key in SAME])
        self.assertEqual(self.command.contents("recorded"), self.command.contents("replayed"))

    def record_and_play(self, program, *arguments):
        recorded = self.command.record(program, *arguments)
        self.expect_same(recorded, self.command.replay())
        verified = self.command.run("log", "verify", self.command.path("run.ftlog"))
        self.assertEqual(verified.returncode, 0, verified.stderr)
        return recorded


class WithFaults(Gallery):
    def test_every_program_replays_with_its_faults(self):
        for program in PROGRAMS:
            with self.subTest(program):
                recorded = self.record_and_play(program, *FAULTS)
                self.assertEqual(recorded["injected"], 12)

    def test_kernels_and_evaluations_record_the_same_bytes(self):
        for program in ("scheduler", "blk_copy", "kv_server"):
            with self.subTest(program):
                self.command.record(program, *FAULTS, log="shared")
                self.command.record(program, *FAULTS, "--evaluate", "all", log="all")
                self.command.record(program, *FAULTS, "--kernel", "systemc", log="systemc")
                shared = self.command.contents("shared")
                self.assertEqual(shared, self.command.contents("all"))
                self.assertEqual(shared, self.command.contents("systemc"))

    def test_a_kernel_plays_what_the_other_recorded(self):
        recorded = self.command.record("udp_echo", *FAULTS)
        self.expect_same(recorded, self.command.replay("--kernel", "systemc"))


class Otherwise(Gallery):
    def test_a_single_board(self):
        self.record_and_play("command_line", "--topology", "simplex")

    def test_the_host_s_clocks(self):
        self.record_and_play("scheduler", "--timer", "host", "--rtc", "host")
        self.record_and_play("scheduler", "--timer", "host", "--golden", "off", *FAULTS)

    def test_experiments_leave_no_trace(self):
        self.command.record("kv_server", "--topology", "simplex", log="alone")
        self.command.record("kv_server", "--topology", "simplex", *FAULTS, log="beside")
        alone, beside = (self.command.contents(log) for log in ("alone", "beside"))
        # The headers name other seeds.
        self.assertEqual(len(alone), len(beside))
        self.expect_same(self.command.record("kv_server", "--topology", "simplex"),
                         self.command.replay(log="beside"))

    def test_wait_states_an_odd_clock_and_every_codec(self):
        for codec in ("none", "lz4", "zstd"):
            self.record_and_play("scheduler", "--mem-latency", "2", "--clock-hz", "7654321",
                                 "--record-codec", codec)

    def test_a_jump_gives_the_state_of_the_long_way(self):
        recorded = self.command.record("sort_checksum", *FAULTS, "--record-snapshots", "1e6")
        self.command.record("sort_checksum", *FAULTS, "--record-snapshots", "0", log="plain")
        for part in (1, 9, 15):
            cycle = recorded["cycles"] * part // 16
            jumped = self.command.replay("--to-cycle", str(cycle))
            self.assertEqual(jumped["cycles"], cycle)
            self.assertGreaterEqual(jumped["from_snapshot"], cycle // 1_000_000 - 1)
            walked = self.command.replay("--to-cycle", str(cycle), log="plain")
            self.assertEqual(walked["from_snapshot"], 0)
            for key in SAME + ("digest",):
                self.assertEqual(jumped[key], walked[key], f"{key} at cycle {cycle}")


if __name__ == "__main__":
    FTSIM, FIRMWARE = sys.argv[1:3]
    del sys.argv[1:3]
    unittest.main()
