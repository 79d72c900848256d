#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""--console-script: types what it is told when it has seen what it waits for, in machine time."""

import json

from command import CommandTest, firmware, main, run, run_json

SCRIPT = """
speed = 2000

[[step]]
wait = "command line\\n> "
send = "add 40 2\\n"

[[step]]
wait = "42\\n> "
send = "primes 20\\n"
after_ms = 5

[[step]]
wait = "19"

[[step]]
send = "exit 3\\n"
speed = 500
"""


class ConsoleScript(CommandTest):
    def script(self, text, name="script.toml"):
        path = self.work / name
        path.write_text(text, encoding="utf-8")
        return path

    def line(self, *arguments):
        return ("--program", firmware("command_line"), "--cycles", 5e6, "--console-script",
                self.script(SCRIPT), *arguments)

    def said(self, *arguments):
        """The report and what the console showed."""
        console = self.work / "console"
        report = run_json(*self.line("--console", console, *arguments))
        return report, console.read_text(encoding="latin-1")

    def test_drives_a_command_line(self):
        report, console = self.said()
        self.assertEqual(report["exit"], {"reason": "finisher", "code": 3})
        self.assertIn("> add 40 2\n42\n> primes 20\n2 3 5 7 11 13 17 19\n> exit 3\n", console)
        # Between the bytes of a step: 8 and 9 times at 2,000 a second, 6 times at 500; and a pause
        # of 5 ms, at 10 MHz.
        typing = 17 * 5_000 + 50_000 + 6 * 20_000
        self.assertGreater(report["cycles"], typing)
        self.assertLess(report["cycles"], typing + 100_000)

    def test_is_the_same_on_every_machine(self):
        wanted, console = self.said("--topology", "simplex")
        for arguments in (("--topology", "duplex"), ("--topology", "dcls"), ("--topology", "tmr"),
                          ("--topology", "server"), ("--lockstep-offset", 2),
                          ("--evaluate", "all"), ("--kernel", "systemc"),
                          ("--snapshot-interval", 700)):
            with self.subTest(arguments=arguments):
                report, other = self.said(*arguments)
                self.assertEqual(other, console)
                self.assertEqual(report["cycles"], wanted["cycles"])

    def test_survives_roll_backs(self):
        wanted, console = self.said("--golden", "off")
        for seed in range(1, 7):
            with self.subTest(seed=seed):
                report, other = self.said("--faults", 6, "--seed", seed)
                self.assertEqual(report["exit"]["reason"], "finisher")
                self.assertGreater(report["reexecutions"], 0)
                self.assertEqual(other, console)
                self.assertEqual(report["cycles"], wanted["cycles"])
                self.assertTrue(report["output_equals_golden"])
                self.assertEqual(report["outcomes"]["sdc"] + report["outcomes"]["hang"], 0)

    def test_leaves_no_trace_of_experiments(self):
        wanted, console = self.said("--topology", "simplex")
        report, other = self.said("--topology", "simplex", "--faults", 40, "--horizon", 5e4)
        self.assertEqual(other, console)
        self.assertEqual(report["cycles"], wanted["cycles"])
        self.assertEqual(sum(report["outcomes"].values()), 40)

    def test_is_recorded(self):
        log = self.work / "run.ftlog"
        report, console = self.said("--record", log, "--faults", 4)
        replayed = self.work / "replayed"
        done = run("replay", log, "--console", replayed, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["cycles"], report["cycles"])
        self.assertEqual(replayed.read_text(encoding="latin-1"), console)

    def test_refuses_what_is_wrong_by_its_line(self):
        for text, line, said in (
                ("[[step]]\nwait = \"x\"\nsent = \"y\"\n", 3, "did you mean \"send\""),
                ("[[step]]\nwait = 5\n", 2, "\"wait\" is no text"),
                ("[[step]]\nspeed = 5\n", 1, "neither waits nor sends"),
                ("speed = 0\n[[step]]\nsend = \"x\"\n", 1, "it must be 1 to 10000"),
                ("[[step]]\nsend = \"x\"\nspeed = 10001\n", 3, "it must be 1 to 10000"),
                ("[[step]]\nsend = \"x\"\nafter_ms = -1\n", 3, "it must be 0 to"),
                ("[[step]]\nsend = \"x\"\nafter_ms = 1.5\n", 3, "whole number"),
                ("[[step]]\nsend = \"x\n", 2, ""),
                ("[[stop]]\nsend = \"x\"\n", 1, "did you mean \"step\""),
                ("wait for the login\n", 1, "")):
            with self.subTest(text=text):
                path = self.script(text, "bad.toml")
                done = run("--program", firmware("hello"), "--console-script", path)
                self.assert_refused(done, 5, f"{path}: line {line}: ")
                self.assertIn(said, done.stderr)

    def test_refuses_what_is_no_script(self):
        done = run("--console-script", self.script("speed = 5\n"))
        self.assert_refused(done, 5, "no [[step]]")
        done = run("--console-script", self.script("#" * (2 << 20)))
        self.assert_refused(done, 5, "too many")
        done = run("--console-script", self.work / "none.toml")
        self.assert_refused(done, 5, "none.toml")
        done = run("--console-script", self.script(SCRIPT), "--console-text", "x")
        self.assert_refused(done, 2, "only one of them")


if __name__ == "__main__":
    main()
