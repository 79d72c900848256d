#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The SystemC kernel against the plain loop: every topology, every kind of fault, several quanta,
and the same event log, byte for byte."""

import json

from command import CommandTest, firmware, main, run, run_json

MACHINES = {
    "simplex": ("--topology", "simplex"),
    "dcls": ("--topology", "dcls", "--self-test-interval", "20_000"),
    "dcls_offset": ("--topology", "dcls", "--lockstep-offset", "2"),
    "duplex": ("--topology", "duplex"),
    "duplex_offset": ("--topology", "duplex", "--lockstep-offset", "3"),
    "tmr": ("--topology", "tmr"),
    "pair_and_spare": ("--topology", "pair_and_spare", "--self-test-interval", "30_000"),
    "pair_and_spare_offset": ("--topology", "pair_and_spare", "--lockstep-offset", "1"),
    "server": ("--topology", "server"),
    "server_offset": ("--topology", "server", "--lockstep-offset", "2"),
    "server_dcls": ("--topology", "server", "--cpu-board", "dcls"),
}
# What lasts does so for a while, then it is over.
KINDS = {
    "seu": 6, "stuck_at_0": 2, "stuck_at_1": 2, "clock_glitch": 4, "edge_doubled": 4,
    "board_dead": 1, "board_wild": 1,
}
ENDS = ("stuck_at_0", "stuck_at_1", "board_dead", "board_wild")
# Only a server has two of what they hit.
SERVER_KINDS = {
    "lane_dead": 'where = "mem1.lane[2]"', "line_stuck": 'where = "path0.line[7].high"',
    "path_dead": 'where = "path1"', "clock_dead": 'where = "clock0"',
    "power_dead": 'where = "power0"', "board_pulled": 'where = "io0"',
}
WAYS = {
    "plain": (),
    "systemc": ("--kernel", "systemc"),
    "quantum 64": ("--kernel", "systemc", "--quantum", "64"),
    "quantum 7": ("--kernel", "systemc", "--quantum", "7"),
}


class Systemc(CommandTest):
    def same(self, *arguments):
        """The events of a run, which is the same in every way."""
        first = None
        for way, options in WAYS.items():
            with self.subTest(way=way, arguments=arguments):
                events = self.work / "events"
                done = run(*arguments, *options, "--events", events, "--format", "json")
                self.assertIn(done.returncode, (0, 1), done.stderr)
                log = events.read_text(encoding="utf-8")
                first = first or log
                self.assertEqual(log, first)
        return [json.loads(line)["event"] for line in first.splitlines()]

    def scenario(self, what, more, seed):
        path = self.work / f"{what}.toml"
        path.write_text(f'seed = {seed}\n[[fault]]\nwhat = "{what}"\n{more}\n', encoding="utf-8")
        return ("--program", firmware("workload"), "--cycles", "1.2e5", "--snapshot-interval",
                "2000", "--scenario", path)

    def test_every_topology_and_fault(self):
        seen = set()
        for seed, (machine, options) in enumerate(MACHINES.items(), 1):
            for what, count in KINDS.items():
                more = f'where = "any"\nat = [20_000, 90_000]\ncount = {count}'
                if what in ENDS:
                    more += "\nfor = 9_000"
                with self.subTest(machine=machine, what=what):
                    kinds = self.same(*options, *self.scenario(what, more, seed))
                    self.assertEqual(kinds[-1], "end")
                    seen.update((machine, kind) for kind in kinds)
        # They have been seen to do something.
        for machine in MACHINES:
            if machine != "simplex":
                self.assertIn((machine, "alarm"), seen)
        for machine in ("dcls", "dcls_offset", "duplex", "duplex_offset"):
            self.assertIn((machine, "roll_back"), seen)
        for machine in ("tmr", "pair_and_spare", "pair_and_spare_offset", "server_dcls"):
            self.assertIn((machine, "isolation"), seen)
            self.assertIn((machine, "reintegration"), seen)

    def test_what_only_a_server_has_twice(self):
        for seed, (what, where) in enumerate(SERVER_KINDS.items(), 20):
            for cpu_board in ("single", "dcls"):
                with self.subTest(what=what, cpu_board=cpu_board):
                    more = f"{where}\nat = 30_000\nfor = 40_000"
                    kinds = self.same("--topology", "server", "--cpu-board", cpu_board,
                                      *self.scenario(what, more, seed))
                    self.assertEqual(kinds[-1], "end")
                    self.assertIn("alarm" if what != "lane_dead" else "end", kinds)

    def test_a_comparator_that_sticks(self):
        for seed, (machine, options) in enumerate(MACHINES.items(), 40):
            if machine in ("simplex", "dcls", "dcls_offset"):
                continue
            what = "comparator_equal" if seed % 2 else "comparator_different"
            with self.subTest(machine=machine, what=what):
                more = 'where = "point0"\nat = 30_000'
                kinds = self.same(*options, *self.scenario(what, more, seed))
                self.assertEqual(kinds[-1], "end")

    def test_drawn_flips_beside_a_golden_run(self):
        for machine, options in MACHINES.items():
            with self.subTest(machine=machine):
                kinds = self.same("--program", firmware("rounds_quick"), *options, "--rate", "2e-5",
                                  "--cycles", "4e5", "--mem-latency", "1")
                self.assertIn("output", kinds)

    def test_a_machine_that_waits_for_interrupts(self):
        for machine in ("duplex", "duplex_offset", "pair_and_spare", "server"):
            self.same("--program", firmware("timer"), *MACHINES[machine], "--rate", "1e-5",
                      "--cycles", "4e5")

    def test_the_quantum_is_said(self):
        program = ("--program", firmware("workload"), "--cycles", "1e5")
        systemc = ("--kernel", "systemc")
        self.assertIsNone(run_json(*program)["config"]["quantum"])
        self.assertEqual(run_json(*program, *systemc)["config"]["quantum"], 1)
        self.assertEqual(
            run_json(*program, *systemc, "--quantum", "64")["config"]["quantum"], 64)
        self.assertIn("kernel systemc at a quantum of 64",
                      run(*program, *systemc, "--quantum", "64").stdout)
        self.assertIn("kernel systemc;", run(*program, *systemc).stdout)


if __name__ == "__main__":
    main()
