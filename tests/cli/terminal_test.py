#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a person at a terminal sees and types: progress with the time left, Ctrl-C, one Ctrl-D."""

import os
import pty
import select
import subprocess
import time

import command
from command import CommandTest, firmware, main, run


class Terminal(CommandTest):
    def on_terminal(self, *arguments, typed=(), seconds=30, quiet=False, until=None):
        """Everything it says to a terminal, and its exit status. `typed`: (after so many seconds,
        bytes). `until`: text after which Ctrl-C is typed."""
        master, slave = pty.openpty()
        environment = dict(command.ENVIRONMENT, **({"NO_COLOR": "1"} if quiet else {}))
        process = subprocess.Popen([command.FTSIM, *map(str, arguments)], stdin=slave,
                                   stdout=subprocess.PIPE, stderr=slave, env=environment,
                                   start_new_session=True)
        self.addCleanup(process.kill)
        os.close(slave)
        typed, said, begin = list(typed), b"", time.monotonic()
        while process.poll() is None and time.monotonic() - begin < seconds:
            if typed and time.monotonic() - begin >= typed[0][0]:
                os.write(master, typed.pop(0)[1])
            if select.select([master], [], [], 0.05)[0]:
                try:
                    said += os.read(master, 1 << 16)
                except OSError:
                    break
            if until is not None and until in said:
                process.terminate()
                until = None
        process.stdout.read()
        status = process.wait(timeout=seconds)
        os.close(master)
        return said.decode(errors="replace"), status

    def assert_progress(self, wanted, *arguments, **options):
        with self.subTest(arguments=arguments):
            said, status = self.on_terminal(*arguments, until=wanted.encode(), **options)
            self.assertEqual(status, 130, said)
            self.assertIn(wanted, said)
            self.assertNotIn("\033", said)
            for line in said.replace("\n", "\r").split("\r"):
                self.assertLess(len(line), 80)
            return said

    def test_long_work_says_how_long_it_takes(self):
        log, long = self.work / "long.ftlog", ("--cycles", "1e11")
        run("--record", log, "--timeout", 5, *long)
        scenario = self.work / "long.toml"
        scenario.write_text("duration_ms = 100_000_000\n[client]\nrequests = 100_000_000\n")
        self.assert_progress("s left", *long)
        self.assert_progress("s left", *long, "--rate", "1e-5", quiet=True)
        self.assert_progress("how long the program", "--program", firmware("rounds"), *long,
                             "--faults", 3)
        self.assert_progress("s left", "replay", log, "--evaluate", "all")
        self.assert_progress("s left", "replay", log, "--wave", self.work / "w.fst", "--window",
                             "1000:1e8")
        self.assert_progress("s left", "virtual", "run", "--scenario", scenario)
        said = self.assert_progress("s left", "audit", "--trials", 100)
        self.assertIn("runs", said)

    def test_simplex_counts_experiments(self):
        said = self.assert_progress("s left", "--topology", "simplex", "--faults", 5000)
        self.assertIn("of 5000 experiments", said)
        self.assertIn("s left  ", said)

    def test_one_ctrl_d_ends_the_input(self):
        echo = ("--program", firmware("echo"), "--cycles", "1e6", "--console-in", "-")
        for typed in (b"one\n\x04", b"one\x04", b"\x04"):
            with self.subTest(typed=typed):
                said, status = self.on_terminal(*echo, typed=[(0.5, typed)], seconds=20)
                self.assertNotEqual(status, 130, said)
                self.assertGreaterEqual(status, 0, said)

    def test_nothing_without_a_terminal(self):
        self.assertEqual(run("--cycles", "2e7").stderr, "")


if __name__ == "__main__":
    main()
