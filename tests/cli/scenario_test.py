#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Scenario files on the command line."""

import json
import pathlib

from command import CommandTest, main, run, run_json

SCENARIOS = pathlib.Path(__file__).parents[2] / "examples" / "scenarios"
EXAMPLE = SCENARIOS / "board_dies.toml"


class Scenario(CommandTest):
    def test_the_example(self):
        for topology in ("duplex", "tmr", "pair_and_spare"):
            with self.subTest(topology=topology):
                events = self.work / "events"
                report = run_json("--topology", topology, "--scenario", EXAMPLE, "--cycles", "2e6",
                                  "--events", events)
                self.assertEqual(report["config"]["scenario"], str(EXAMPLE))
                self.assertEqual(report["config"]["inject"], "scenario")
                self.assertEqual(report["injected"], 6)
                self.assertEqual(report["faults"][0]["site"], "cpu0")
                self.assertEqual(report["faults"][0]["model"], "board_dead")
                self.assertEqual(report["faults"][0]["outcome"], "detected_recovered")
                self.assertTrue(report["output_equals_golden"])
                kinds = [json.loads(line)["event"] for line in events.read_text().splitlines()]
                self.assertIn("board_test", kinds)
                self.assertLess(kinds.index("isolation"), kinds.index("reintegration"))

    def test_the_example_of_a_server(self):
        events = self.work / "events"
        report = run_json("--topology", "server", "--scenario",
                          SCENARIOS / "memory_board_dies.toml", "--cycles", "3e6",
                          "--events", events)
        self.assertEqual({fault["outcome"] for fault in report["faults"]}, {"detected_recovered"})
        self.assertTrue(report["output_equals_golden"])
        self.assertGreater(report["memory"]["copied_words"], 0)
        self.assertGreater(report["memory"]["repaired"], 0)
        self.assertEqual(report["memory"]["wrong_words"], 0)
        out = [(event["event"], event["board"])
               for event in map(json.loads, events.read_text().splitlines())
               if event["event"] in ("isolation", "reintegration")]
        self.assertEqual(out[:2], [("isolation", "mem0"), ("reintegration", "mem0")])
        self.assertEqual(out[-1], ("isolation", "clock0"))

    def test_a_recording_needs_no_scenario(self):
        log = self.work / "run.ftlog"
        run("--topology", "tmr", "--scenario", EXAMPLE, "--cycles", "2e6", "--record", log)
        self.assertEqual(run("replay", log, "--verify").returncode, 0)

    def test_comparison_points(self):
        scenario = self.work / "points.toml"
        scenario.write_text(
            '[[fault]]\nwhat = "seu"\nwhere = "point1.u_instr_bridge.rdata_q[3]"\nat = 12_000\n'
            '[[fault]]\nwhat = "comparator_equal"\nwhere = "point0"\nat = 30_000\n'
            '[[replace]]\nboard = "point0"\nat = 60_000\n'
            '[[fault]]\nwhat = "stuck_at_1"\nwhere = "point1.u_scrubber.word_q[9]"\n'
            'at = 100_000\n')
        log, events = self.work / "run.ftlog", self.work / "events"
        report = run_json("--topology", "server", "--scenario", scenario, "--cycles", "2e5",
                          "--record", log, "--events", events)
        self.assertEqual(report["injected"], 3)
        self.assertEqual(report["outcomes"]["detected_recovered"], 3)
        self.assertTrue(report["output_equals_golden"])
        happened = [json.loads(line) for line in events.read_text().splitlines()]
        out = [event["board"] for event in happened if event["event"] == "isolation"]
        self.assertEqual(out, ["point0", "point1"])
        self.assertEqual(run("replay", log, "--verify").returncode, 0)
        report = run_json("--scenario", self.scenario("comparator_different"), "--cycles", "2e5")
        self.assertEqual(report["exit"]["reason"], "due")

    def scenario(self, what):
        path = self.work / f"{what}.toml"
        path.write_text(f'[[fault]]\nwhat = "{what}"\nwhere = "point0"\nat = 5_000\n')
        return path

    def test_what_is_wrong_has_a_place(self):
        bad = self.work / "bad.toml"
        bad.write_text('[[fault]]\nwhat = "board_dead"\nwhere = "cpu7"\nat = 5\n')
        done = run("--scenario", bad)
        self.assertEqual(done.returncode, 5)
        self.assertEqual(done.stderr,
                         f'ftsim: {bad}: line 3: no "cpu7" here: did you mean "cpu0"?\n')
        self.assertEqual(run("--scenario", self.work / "none").returncode, 5)
        self.assertEqual(run("--scenario", EXAMPLE, "--faults", 3).returncode, 2)


if __name__ == "__main__":
    main()
