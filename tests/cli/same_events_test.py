#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""However a run is made, the event log is the same, byte for byte."""

import json
import random

from command import CommandTest, firmware, main, run, run_json

WAYS = {
    "shared": ("--evaluate", "shared"),
    "all": ("--evaluate", "all"),
    "systemc": ("--kernel", "systemc"),
    "no_golden": ("--golden", "off"),
}


class SameEvents(CommandTest):
    def same(self, *arguments):
        logs = {}
        for way, options in WAYS.items():
            run(*arguments, *options, "--events", self.work / way, "--format", "json")
            logs[way] = (self.work / way).read_text(encoding="utf-8")
            self.assertEqual(logs[way], logs["shared"], f"{way}: {arguments}")
        return logs["shared"]

    def test_with_many_faults(self):
        log = self.same("--program", firmware("rounds_quick"), "--rate", "2e-5", "--cycles", "6e6",
                        "--seed", "12")
        kinds = [json.loads(line)["event"] for line in log.splitlines()]
        self.assertGreater(kinds.count("roll_back"), 50)
        self.assertEqual(kinds[-1], "end")

    def test_with_a_poisoned_snapshot(self):
        log = self.same("--program", firmware("lockstep_target"), "--snapshot-check", "none",
                        "--fault", "cpu1.core.u_regfile.regs_q[21][0]@50000")
        self.assertIn('"reason":"due"', log)

    def test_with_three_boards(self):
        log = self.same("--topology", "tmr", "--program", firmware("workload"), "--rate", "3e-5",
                        "--cycles", "6e5")
        kinds = [json.loads(line)["event"] for line in log.splitlines()]
        for kind in ("isolation", "board_test", "reintegration"):
            self.assertGreater(kinds.count(kind), 3)

    def test_with_wait_states_and_input(self):
        self.same("--program", firmware("echo"), "--console-text", "one\\ntwo\\nq\\n",
                  "--mem-latency", "3", "--rate", "1e-3", "--snapshot-interval", "500")

    def test_with_a_machine_that_is_reset(self):
        log = self.same("--program", firmware("lockstep_reset"), "--rate", "3e-5")
        self.assertEqual(log.count('"value":30583'), 2)
        self.assertIn('"reason":"finisher"', log)

    def test_with_faults_in_what_exists_once(self):
        for space, ram in (("machine+ram", "64k"), ("machine+boards", "128M")):
            for seed in range(1, 4):
                log = self.same("--program", firmware("rounds_quick"), "--space", space,
                                "--ram", ram, "--faults", "60", "--cycles", "6e5",
                                "--seed", seed, "--mem-latency", seed % 2,
                                "--snapshot-interval", "1000")
                self.assertIn('"event":"roll_back"' if space == "machine+boards"
                              else '"event":"end"', log)

    def test_with_a_flip_on_the_pins(self):
        draw = random.Random(3)
        program = ("--program", firmware("rounds_quick"), "--cycles", "3e5")
        clean = self.same(*program)
        wrong = 0
        for _ in range(12):
            pin = draw.choice(["instr_rdata", "data_rdata", "instr_rvalid", "data_rvalid"])
            bit = draw.randrange(32 if pin.endswith("rdata") else 1)
            log = self.same(*program, "--fault",
                            f"mem0.pins.{pin}[{bit}]@{draw.randrange(20_000, 40_000)}")
            wrong += log != clean
        self.assertGreater(wrong, 0, "a flip that changes nothing shows nothing")
        self.same("--program", firmware("timer"), "--fault", "io0.clint.msip[0]@3000",
                  "--fault", "io0.clint.mtimecmp[12]@5000", "--cycles", "1e5")

    def test_with_drawn_settings(self):
        draw = random.Random(1)
        for seed in range(8):
            self.same("--program", firmware(draw.choice(["sort", "timer", "isa_interrupts"])),
                      "--seed", seed, "--cycles", "5e5",
                      "--rate", draw.choice(["3e-5", "1e-4", "1e-3"]),
                      "--mem-latency", draw.choice([0, 1, 4]),
                      "--snapshot-interval", draw.choice([500, 777, 10_000]),
                      "--snapshot-check", draw.choice(["state", "none"]),
                      "--max-reexecutions", draw.choice([1, 3, 5]))

    def test_recovered_output_is_the_fault_free_one(self):
        program = ("--program", firmware("rounds_quick"), "--cycles", "6e6")
        faulty, clean = run_json(*program, "--rate", "1e-5"), run_json(*program)
        self.assertGreater(faulty["outcomes"]["detected_recovered"], 20)
        self.assertEqual(faulty["output_digest"], clean["output_digest"])
        self.assertEqual(faulty["instructions"], clean["instructions"])
        self.assertIs(faulty["output_equals_golden"], True)


if __name__ == "__main__":
    main()
