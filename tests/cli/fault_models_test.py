#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fault models beyond the single upset: what may be asked for, what is said of them, and that
experiments beside a run leave nothing behind in it."""

from command import CommandTest, firmware, main, run, run_json

COMMON = ("--inject", "common_mode")
GLITCH = ("--common-mode", "clock_glitch")
BIT = ("--fault", "cpu0.core.pc_q[3]@2000")
CLOCK = ("--fault", "cpu0.clock@2000")

# What experiments are counted in; how long it took; how it was asked for.
OF_EXPERIMENTS = ("config", "wall_seconds", "cycles_per_second", "fault_bits", "injected",
                  "outcomes", "escapes", "detection_latency", "mismatches", "reexecutions",
                  "cycles_lost", "output_equals_golden", "judged", "faults", "planned")


def rest(report):
    return {key: value for key, value in report.items() if key not in OF_EXPERIMENTS}


class FaultModels(CommandTest):
    def assert_usage(self, named, *arguments):
        with self.subTest(arguments=arguments):
            self.assert_refused(run(*arguments, "--cycles", "1e5"), 2, named)

    def test_what_cannot_be_asked_for(self):
        self.assert_usage("simplex", *COMMON, "--topology", "simplex")
        self.assert_usage("--golden off", *COMMON, "--golden", "off")
        self.assert_usage("--golden off", *COMMON, "--golden", "off", *BIT, *BIT)
        self.assert_usage("--common-mode", *GLITCH)
        self.assert_usage("--common-mode", "--inject", "clock_glitch", *GLITCH)
        self.assert_usage("--common-mode", *COMMON, "--common-mode", "stuck_at_0")
        self.assert_usage("--space", *COMMON, "--space", "machine+ram")
        self.assert_usage("--space", "--inject", "stuck_at_0", "--space", "machine+ram")

    def test_where_they_cannot_land(self):
        self.assert_usage("cpu0.clock", *CLOCK)
        self.assert_usage("cpu0.clock@2000", "--inject", "clock_glitch", *BIT)
        self.assert_usage("cpu2.clock", "--inject", "clock_glitch", "--fault", "cpu2.clock@2000")
        self.assert_usage("cpu0.main.clock", "--inject", "clock_glitch", "--topology", "dcls",
                          *CLOCK)
        self.assert_usage("ram.80001000", "--inject", "stuck_at_1",
                          "--fault", "ram.80001000[5]@2000")
        self.assert_usage("cpu0.checker", *COMMON, "--topology", "dcls", "--fault",
                          "cpu0.checker.gen_rail[0].u_comparator.failed_q[0]@2000")

    def test_the_configuration_names_them(self):
        for inject, more, common in (("stuck_at_0", (), None), ("stuck_at_1", (), None),
                                     ("clock_glitch", (), None), ("common_mode", (), "seu"),
                                     ("common_mode", GLITCH, "clock_glitch")):
            report = run_json("--inject", inject, *more, "--faults", 2, "--cycles", "1e5")
            self.assertEqual((report["config"]["inject"], report["config"]["common_mode"]),
                             (inject, common))
            self.assertEqual({fault["model"] for fault in report["faults"]}, {inject})

    def test_a_glitch_hits_a_clock(self):
        report = run_json("--inject", "clock_glitch", "--faults", 20, "--cycles", "1e6")
        self.assertEqual(report["fault_bits"], 2)
        self.assertEqual({fault["site"] for fault in report["faults"]},
                         {"cpu0.clock", "cpu1.clock"})
        self.assertEqual(report["outcomes"]["detected_recovered"]
                         + report["outcomes"]["masked"], 20)
        exact = run_json("--inject", "clock_glitch", *CLOCK, "--cycles", "1e5")
        self.assertEqual(exact["config"]["fault"], ["cpu0.clock@2000"])
        self.assertEqual((exact["faults"][0]["site"], exact["mismatches"]), ("cpu0.clock", 1))

    def test_experiments_leave_nothing_behind(self):
        for more in ((), ("--lockstep-offset", 3), ("--topology", "dcls"), ("--kernel", "systemc")):
            with self.subTest(more=more):
                report, log, recorded = {}, {}, {}
                hits = (*COMMON, "--faults", 15, "--horizon", "2e4")
                for what, faults in (("without", ()), ("with", hits)):
                    events, recording = self.work / f"{what}.jsonl", self.work / f"{what}.ftlog"
                    report[what] = run_json("--program", firmware("timer"),
                                            "--events", events, "--record", recording, *more,
                                            *faults)
                    log[what], recorded[what] = events.read_text(), recording.read_bytes()
                self.assertEqual(report["with"]["injected"], 15)
                self.assertEqual(rest(report["with"]), rest(report["without"]))
                self.assertEqual(log["with"], log["without"])
                self.assertEqual(recorded["with"], recorded["without"])

    def test_a_single_one_is_the_run_itself_and_needs_no_golden_run(self):
        report = run_json(*COMMON, *GLITCH, "--golden", "off", "--cycles", "1e5",
                          "--lockstep-offset", 1, *CLOCK)
        self.assertEqual((report["injected"], report["reexecutions"]), (1, 1))

    def test_the_report_is_of_what_was_asked_for(self):
        def report(*arguments):
            done = run("--cycles", "3e5", *arguments)
            text = done.stdout[done.stdout.index("the built-in program"):]
            self.assertLessEqual(max(map(len, text.splitlines())), 80)
            return text

        common = report(*COMMON, "--faults", 10, "--lockstep-offset", 1)
        for wanted in ("flop bits of both cores at once", "escaped", "that were not masked",
                       "experiment of its own", "in the experiments"):
            self.assertIn(wanted, common)
        self.assertIn("in 1 clock of both cores", report(*COMMON, *GLITCH, "--faults", 3))
        stuck = report("--inject", "stuck_at_1", "--fault", "cpu0.core.pc_q[4]@3")
        self.assertIn("due", stuck)
        self.assertNotIn("too many to recover", stuck)
        for text in (common, stuck):
            self.assertNotIn("acceleration", text)

    def test_what_is_stuck_is_never_gone(self):
        done = run("--inject", "stuck_at_0", "--cycles", "1e5",
                   "--fault", "cpu0.core.u_csr.mscratch_q[3]@2000")
        self.assertRegex(done.stderr,
                         r"\Afirst fault: cpu0\.core\.u_csr\.mscratch_q\[3\] is stuck at 0 from here "
                         r"on\n.* machine  .*\n +2,000 +2,000  the fault lands\n"
                         r" +10,\d\d\d +10,000  no effect so far: it has that value anyway\n\Z")


if __name__ == "__main__":
    main()
