#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is printed for a person fits a terminal of 80 columns, and one of a thing is not "1 things"."""

import re

from command import CommandTest, firmware, main, run

COLUMNS = 80
ONE = re.compile(r"(?<![\w,.:/-])1 (?:[a-z-]+ )?[a-z-]+s\b")
NO_PLURALS = ("1 is", "1 passes", "1 fails", "1 was", "1 has")

FEW = ("--cycles", "2e5", "--faults", "1")
RUNS = [
    ("--cycles", "1e5"), FEW, (*FEW, "--topology", "simplex"), (*FEW, "--topology", "dcls"),
    (*FEW, "--topology", "tmr"), (*FEW, "--topology", "pair_and_spare"),
    (*FEW, "--topology", "server", "--cpu-board", "dcls"),
    (*FEW, "--topology", "server", "--space", "machine+boards"),
    (*FEW, "--space", "machine+ram"), (*FEW, "--space", "machine+boards"),
    (*FEW, "--lockstep-offset", "2", "--evaluate", "all"), (*FEW, "--golden", "off"),
    (*FEW, "--topology", "dcls", "--lockstep-offset", "4", "--self-test-interval", "5000"),
    (*FEW, "--kernel", "systemc", "--quantum", "1000"), ("--cycles", "3e6", "--faults", "100"),
    (*FEW, "--inject", "common_mode"), ("--cycles", "1e6", "--inject", "clock_glitch"),
    ("--cycles", "3e5", "--fault", "cpu1.core.gen_pmp.u_pmp.addr_q[2][6]@15000"),
    ("--cycles", "3e5", "--inject", "stuck_at_1", "--fault", "cpu0.core.u_regfile.regs_q[5][7]@2"),
    ("--cycles", "2e6", "--topology", "dcls", "--fault",
     "cpu0.checker.u_self_test.failed_q[0]@20000"),
    ("--program", "wild_jump"), ("--program", "fail"), ("--program", "tohost"),
    ("--program", "kv_server", "--net", "requests,port=7000,count=3", "--cycles", "3e6"),
]
HELP = [(), ("run",), ("audit",), ("sites",), ("replay",), ("log",), ("virtual",),
        *(("log", name) for name in ("info", "dump", "verify", "stat", "cut", "diff", "export")),
        *(("virtual", name) for name in ("run", "migrate", "evacuate"))]


def elf(argument):
    return firmware(argument) if argument in ("wild_jump", "fail", "tohost", "kv_server") \
        else argument


class Width(CommandTest):
    def assert_fits(self, *arguments):
        """All lines fit, but for one long word; errors are one line, for programs to read."""
        done = run(*arguments, cwd=self.work)
        for line in (done.stdout + done.stderr).splitlines():
            if line.startswith("ftsim: "):
                continue
            with self.subTest(arguments=arguments, line=line):
                self.assertTrue(len(line) <= COLUMNS or " " not in line.strip(), len(line))
                for one in ONE.findall(line):
                    self.assertIn(one, NO_PLURALS)

    def test_help(self):
        for words in HELP:
            self.assert_fits(*words, "--help")

    def test_runs(self):
        for words in RUNS:
            self.assert_fits(*map(elf, words))

    def test_recordings(self):
        run("--cycles", "1.2e6", "--fault", "cpu1.core.pc_q[3]@20000", "--record", "a.ftlog",
            cwd=self.work)
        run("--cycles", "1.2e6", "--record", "b.ftlog", cwd=self.work)
        for words in (("log", "info", "a.ftlog"), ("log", "dump", "a.ftlog"),
                      ("log", "stat", "a.ftlog"), ("log", "verify", "a.ftlog"),
                      ("log", "diff", "a.ftlog", "b.ftlog"),
                      ("log", "cut", "a.ftlog", "c.ftlog", "--to-cycle", "1"),
                      ("replay", "a.ftlog", "--verify"), ("replay", "c.ftlog", "--verify"),
                      ("replay", "a.ftlog", "--last-write", "0x80001000"),
                      ("replay", "a.ftlog", "--wave", "a.fst", "--window", "19840:19860")):
            self.assert_fits(*words)

    def test_others(self):
        for space in ("machine", "replicas", "machine+ram", "machine+boards"):
            self.assert_fits("sites", "--space", space)
        for topology in ("dcls", "tmr", "pair_and_spare", "server"):
            self.assert_fits("sites", "--topology", topology)
        self.assert_fits("audit", "--topology", "duplex", "--trials", "1", "--singles", "3",
                         "--doubles", "2", "--requests", "2", "--evaluate", "shared")
        self.assert_fits("virtual", "run", "--requests", "20")
        self.assert_fits("virtual", "migrate")
        self.assert_fits("virtual", "evacuate", "--host", "h1")
        self.assert_fits("virtual", "run", "--time-scale", "100", "--without", "bounce_buffer")
        self.assert_fits("virtual", "run", "--requests", "20", "--program", firmware("kv_server"))


if __name__ == "__main__":
    main()
