#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The JSON of a run: complete, of the documented types, and the same for the same seed."""

import json
import pathlib
import re

from command import CommandTest, firmware, main, run, run_json

NUMBER = (int, float)
TYPES = {
    "schema_version": int, "config": dict, "cycles": int, "elapsed_cycles": int,
    "cycles_lost": int, "instructions": int, "wall_seconds": NUMBER, "cycles_per_second": NUMBER,
    "evaluation": str, "cycles_shared": int, "cycles_compared": int,
    "cycles_alone": int, "fault_bits": int,
    "injected": int, "planned": (int, type(None)), "not_landed": list, "landed_after_sdc": int, "outcomes": dict,
    "detection_latency": (dict, type(None)), "mismatches": int, "reexecutions": int,
    "isolations": int, "board_tests": int, "board_test_cycles": int,
    "reintegrations": int, "retirements": int, "standstill_cycles": int,
    "reintegration_cycles": int, "memory": dict, "requests": (dict, type(None)),
    "snapshots": int, "snapshot_cycles": int, "rollback_cycles": int, "offset_cycles": int,
    "self_tests": int, "self_test_cycles": int, "escapes": int,
    "output_digest": str, "output_equals_golden": (bool, type(None)), "judged": dict, "exit": dict, "faults": list,
}
OUTCOMES = {"sdc", "crash", "hang", "due", "detected_recovered", "latent", "masked"}
REASONS = {"cycles", "finisher", "tohost", "trap_loop", "due", "timeout", "interrupted"}
DESCRIPTION = pathlib.Path(__file__).parents[2] / "docs" / "reference" / "run-json.md"

RUN = ("--rate", "1e-5", "--cycles", "2e6")


def without_times(report):
    return {key: value for key, value in report.items()
            if key not in ("wall_seconds", "cycles_per_second")}


class Json(CommandTest):
    def assert_complete(self, report):
        self.assertEqual(set(report), set(TYPES))
        for field, kind in TYPES.items():
            self.assertIsInstance(report[field], kind, field)
        self.assertEqual(set(report["outcomes"]), OUTCOMES)
        self.assertEqual(sum(report["outcomes"].values()), report["injected"])
        self.assertEqual(len(report["faults"]), report["injected"] + report["landed_after_sdc"])
        self.assertIn(report["exit"]["reason"], REASONS)
        self.assertEqual(report["cycles_lost"], report["elapsed_cycles"] - report["cycles"])
        self.assertAlmostEqual(report["cycles_per_second"],
                               report["cycles"] / report["wall_seconds"], delta=1)

    def test_every_field_in_every_kind_of_run(self):
        for more in ((), RUN, (*RUN, "--golden", "off"), (*RUN, "--kernel", "systemc"),
                     (*RUN, "--topology", "simplex"), ("--faults", 3, "--evaluate", "all"),
                     ("--fault", "cpu0.core.pc_q[3]@2000", "--topology", "simplex"),
                     ("--program", firmware("wild_jump"))):
            with self.subTest(more=more):
                self.assert_complete(run_json("--cycles", "3e5", *more)
                                     if "--cycles" not in more else run_json(*more))

    def test_every_field_is_described(self):
        described = set(re.findall(r"`(\w+)`", DESCRIPTION.read_text(encoding="utf-8")))
        self.assertLessEqual(set(TYPES), described)

    def test_every_elapsed_cycle_is_accounted_for(self):
        for more in ((), ("--evaluate", "all"), ("--kernel", "systemc"),
                     ("--lockstep-offset", "3"), ("--topology", "simplex"),
                     ("--topology", "tmr"), ("--topology", "tmr", "--retire-after", "1,1M")):
            with self.subTest(more=more):
                report = run_json(*RUN, *more)
                self.assertEqual(
                    report["cycles_shared"] + report["cycles_compared"]
                    + report["cycles_alone"] + report["snapshot_cycles"] + report["rollback_cycles"]
                    + report["offset_cycles"] + report["standstill_cycles"]
                    + report["reintegration_cycles"] + report["board_test_cycles"],
                    report["elapsed_cycles"])

    def test_the_configuration_is_the_effective_one(self):
        plain = run_json("--cycles", "1_000")["config"]
        self.assertEqual((plain["seed"], plain["inject"], plain["rate"], plain["cycles"],
                          plain["topology"], plain["kernel"], plain["evaluate"], plain["golden"],
                          plain["lockstep_offset"], plain["snapshot_cost"]),
                         (1, "none", None, 1000, "duplex", "plain", "shared", "on", 0,
                          {"base": 100, "per_page": 16}))
        self.assertEqual(run_json("--cycles", "1k", "--inject", "seu")["config"]["rate"], 1e-6)
        self.assertEqual(run_json("--cycles", "1k", "--faults", 2)["config"]["inject"], "seu")
        systemc = run_json("--cycles", "1k", "--kernel", "systemc", "--seed", "18_000")
        self.assertEqual((systemc["config"]["evaluate"], systemc["evaluation"]), ("all", "all"))
        self.assertEqual(systemc["config"]["seed"], 18000)
        self.assertEqual(plain["space"], "machine")
        ram = run_json("--cycles", "1k", "--faults", 2, "--space", "machine+ram")
        self.assertEqual(ram["config"]["space"], "machine+ram")
        exact = run_json("--cycles", "5k", "--fault", "cpu0.core.pc_q[3]@2k")
        self.assertEqual(exact["config"]["fault"], ["cpu0.core.pc_q[3]@2000"])

    def test_the_bits_are_those_of_the_space(self):
        bits = {space: run_json("--cycles", "1k", "--inject", "seu", "--space", space,
                                "--ram", "1M")["fault_bits"]
                for space in ("machine", "replicas", "machine+ram", "machine+boards")}
        listed = json.loads(run("sites", "--format", "json").stdout)["bits_per_board"]
        self.assertEqual(bits["machine"], 2 * listed)
        self.assertEqual(bits["replicas"], bits["machine"])
        self.assertEqual(bits["machine+ram"], bits["machine"] + 8 * 2**20)
        self.assertLess(bits["machine"], bits["machine+boards"])
        self.assertLess(bits["machine+boards"], bits["machine"] + 3000)
        self.assertEqual(run_json("--cycles", "1k")["fault_bits"], bits["machine"])

    def test_one_seed_one_result(self):
        first = without_times(run_json(*RUN))
        self.assertEqual(first, without_times(run_json(*RUN)))
        self.assertEqual(first, without_times(run_json(*RUN, "--seed", 1)))
        other = without_times(run_json(*RUN, "--seed", 2))
        self.assertNotEqual(first["faults"], other["faults"])

    def test_the_console_is_dropped_or_kept_in_a_file(self):
        hello = b"hello from two boards\n"
        arguments = ("--program", firmware("hello"), "--format", "json")
        self.assertNotIn("hello from", run(*arguments).stdout)
        for form in ("json", "text"):
            path = self.work / form
            done = run(*arguments[:2], "--format", form, "--console", path)
            self.assertEqual(path.read_bytes(), hello)
            self.assertNotIn("hello from", done.stdout)


if __name__ == "__main__":
    main()
