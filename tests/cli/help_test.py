#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The help texts: complete, and no wider than a terminal."""

import pathlib
import re

import command
from command import CommandTest, main, run

RUN_HELP = (("--help",), ("-h",), ("run", "--help"))
OPTIONS_SOURCE = pathlib.Path(__file__).parents[2] / "sim" / "cli" / "option_table.cpp"


class Help(CommandTest):
    def help(self, *arguments):
        done = run(*arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    def test_no_line_is_too_long(self):
        for arguments in (*RUN_HELP, ("sites", "--help"), ("audit", "--help"),
                          ("virtual", "run", "--help")):
            for line in self.help(*arguments).splitlines():
                self.assertLessEqual(len(line), 80, line)

    def test_run_may_be_left_out(self):
        texts = {self.help(*arguments) for arguments in RUN_HELP}
        self.assertEqual(len(texts), 1)

    def test_every_option_is_described_once(self):
        known = re.findall(r'^    \{"(--[a-z-]+)"', OPTIONS_SOURCE.read_text(encoding="ascii"),
                           re.MULTILINE)
        self.assertGreater(len(known), 20)
        text = self.help("--help")
        for option in [*known, "--help"]:
            described = re.findall(rf"^  (?:-\w,)?{option} ", text, re.MULTILINE)
            self.assertEqual(len(described), 1, option)

    def test_every_command_is_named(self):
        text = self.help("--help")
        for name in ("run", "sites", "audit"):
            self.assertIn(name, text)

    def test_a_terminal_sees_the_same(self):
        self.assertEqual(self.help("--help", "--cycles", "5"), self.help("--help"))

    def test_the_version(self):
        self.assertRegex(self.help("--version"), r"\Aftsim \d+\.\d+\.\d+\n\Z")


if __name__ == "__main__":
    main()
