#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a newcomer types wrong is answered with what would be right."""

from command import CommandTest, firmware, main, run, run_json

HOSTS = "[[host]]\nname = \"a\"\n[client]\nrequests = 3\n"
BOARDS = "[[fault]]\nwhat = \"board_dead\"\nwhere = \"cpu0\"\nat = 1000\n"


class Words(CommandTest):
    def assert_usage(self, named, *arguments, status=2):
        with self.subTest(arguments=arguments):
            self.assert_refused(run(*arguments), status, named)

    def test_near_names(self):
        self.assert_usage("did you mean --topology?", "--topolgy", "tmr")
        self.assert_usage("did you mean --topology?", "--topolgy=tmr")
        self.assert_usage("did you mean --snapshot-interval?", "--snapshot-intervall", 5)
        self.assert_usage("did you mean --verify?", "replay", "x.ftlog", "--verfy")
        self.assert_usage("did you mean --trials?", "audit", "--trails", 3)
        self.assert_usage("did you mean --space?", "sites", "--spaec", "machine")
        self.assert_usage("did you mean --scenario?", "virtual", "run", "--scenaro", "x")
        self.assert_usage("did you mean replay?", "replya", "x.ftlog")
        self.assert_usage("did you mean verify?", "log", "verfiy", "x.ftlog")
        self.assert_usage("did you mean migrate?", "virtual", "migrat")
        self.assertNotIn("mean", run("--colour").stderr)
        self.assertNotIn("mean", run("frobnicate").stderr)

    def test_what_is_missing_or_twice(self):
        self.assert_usage("--cycles is given twice, as 1e5 and as 2e5: once is right",
                          "--cycles", "1e5", "--cycles", "2e5")
        self.assert_usage("--seed is given 3 times", "--seed=1", "--seed=2", "--seed", "3")
        self.assert_usage("--format is given twice", "sites", "--format", "text", "--format",
                          "json")
        self.assert_usage("--trials is given twice", "audit", "--trials", 3, "--trials", 3)
        self.assert_usage("--cycles needs a value", "--cycles")
        self.assert_usage("run, migrate, evacuate", "virtual")
        self.assert_usage("info", "log")

    def test_a_file_is_no_command(self):
        elf = firmware("hello")
        self.assert_usage(f"ftsim --program {elf}", elf)
        self.assert_usage("ftsim --program nowhere/x.elf", "nowhere/x.elf")
        self.assert_usage(f"--program {elf}", "run", elf)
        self.assert_usage("ftsim replay x.ftlog", "x.ftlog")

    def test_help_and_version(self):
        version = run("--version").stdout
        self.assertRegex(version, r"\Aftsim [0-9.]+\n\Z")
        for arguments in (("-V",), ("run", "-V"), ("run", "--version")):
            self.assertEqual(run(*arguments).stdout, version)
        text = run("--help").stdout
        self.assertEqual(run("help").stdout, text)
        for listed in ("-V,--version", "help"):
            self.assertIn(listed, text)
        for command in ("run", "replay", "log", "audit", "virtual", "sites"):
            self.assertEqual(run("help", command).stdout, run(command, "--help").stdout)
        self.assertEqual(run("help", "log", "cut").stdout, run("log", "cut", "--help").stdout)
        self.assert_usage("frobnicate", "help", "frobnicate")

    def test_a_scenario_of_the_other_kind(self):
        hosts, boards = self.work / "hosts.toml", self.work / "boards.toml"
        hosts.write_text(HOSTS)
        boards.write_text(BOARDS)
        self.assert_usage(f"ftsim virtual run --scenario {hosts}", "--scenario", hosts, status=5)
        self.assert_usage(f"ftsim run --scenario {boards}", "virtual", "run", "--scenario", boards,
                          status=5)

    def test_an_option_without_effect(self):
        for arguments in (("--record-codec", "lz4"), ("--record-digests", 5),
                          ("--record-snapshots", 0), ("--horizon", 5000),
                          ("--horizon", 5000, "--faults", 3),
                          ("--horizon", 5000, "--topology", "simplex", "--fault",
                           "cpu0.core.pc_q[3]@2000"),
                          ("--snapshot-check", "none", "--topology", "simplex"),
                          ("--snapshot-cost", "1,1", "--topology", "simplex"),
                          ("--rollback-cost", "1,1", "--topology", "simplex"),
                          ("--rollback-cost", "1,1", "--on-alert", "stop"),
                          ("--max-reexecutions", 2, "--topology", "simplex"),
                          ("--progress-limit", 2, "--topology", "simplex"),
                          ("--retire-after", "2,100"), ("--reintegration-cost", "1,1"),
                          ("--on-alert", "stop", "--topology", "simplex"),
                          ("--release", "immediate", "--topology", "simplex"),
                          ("--fit-per-mbit", 5), ("--fit-per-mbit", 5, "--inject", "stuck_at_0"),
                          ("--self-test-interval", 1000), ("--cpu-board", "dcls"),
                          ("--scrub-interval", 5), ("--copy-words", 2), ("--quantum", 8),
                          ("--append", "quiet"), ("--deadline", 5),
                          ("--format", "json", "--gdb", 0)):
            self.assert_usage(arguments[0], *arguments, "--cycles", "1e4")
        for arguments in (("--to-cycle", 5, "--gdb", 0), ("--verify", "--last-write", "0x80000000"),
                          ("--console", "c", "--wave", "w", "--window", "0:1"),
                          ("--format", "json", "--gdb", 0),
                          ("--gdb", 0, "--last-write", "0x80000000")):
            self.assert_usage(arguments[0], "replay", "x.ftlog", *arguments)
        self.assert_usage("--output-rule", "virtual", "run", "--bare", "--output-rule", "off")

    def test_its_default_asks_for_nothing(self):
        done = run("--record-codec", "zstd", "--record-digests", "1e6", "--record-snapshots", "10M",
                   "--horizon", "1000000", "--snapshot-check", "state", "--snapshot-cost", "100,16",
                   "--retire-after", "1000,200000", "--progress-limit", "1e6", "--reintegration-cost", "100,1", "--on-alert",
                   "reexecute", "--release", "compared", "--fit-per-mbit", 1000, "--cpu-board",
                   "single", "--scrub-interval", 64, "--copy-words", 1, "--quantum", 1,
                   "--append", "", "--deadline", "1e6", "--topology", "simplex", "--cycles", "1e4")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_keys_of_net(self):
        self.assert_usage("count is given twice", "--net", "requests,count=1,count=2")
        for text in ("requests,", "requests,,count=1", "requests,count=1,", "requests,=5",
                     "requests,count="):
            self.assert_usage("--net", "--net", text)
        slow = run_json("--program", firmware("udp_echo"), "--net",
                        "requests,count=5,interval=18446744073709551615", "--cycles", "3e6")
        fast = run_json("--program", firmware("udp_echo"), "--net", "requests,count=5,interval=1",
                        "--cycles", "3e6")
        self.assertGreater(fast["requests"]["answered"], slow["requests"]["answered"])

    def test_an_audit_needs_answers(self):
        self.assert_usage("--requests", "audit", "--requests", 0)
        self.assert_usage("answers none", "audit", "--program", firmware("hello"), "--topology",
                          "simplex")

    def test_what_lies_behind_the_end(self):
        faults = ("--fault", "cpu0.core.pc_q[3]@2000", "--fault", "cpu0.core.pc_q[3]@5e6",
                  "--fault", "cpu1.core.pc_q[4]@4000", "--cycles", "1e5")
        text = run(*faults).stdout
        self.assertIn("2 of 3 landed", text)
        self.assertIn("cpu0.core.pc_q[3]@5e6 lies behind the end", text)
        report = run_json(*faults)
        self.assertEqual((report["planned"], report["injected"]), (3, 2))
        self.assertEqual(report["not_landed"],
                         [{"site": "cpu0.core.pc_q[3]", "elapsed_cycle": 5_000_000}])
        scenario = self.work / "late.toml"
        scenario.write_text(BOARDS + BOARDS.replace("board_dead", "seu")
                            .replace('"cpu0"', '"cpu1.core.pc_q[2]"').replace("1000", "8_000_000"))
        text = run("--scenario", scenario, "--topology", "server", "--cycles", "1e5").stdout
        self.assertIn("1 of 2 landed", text)
        self.assertIn("cpu1.core.pc_q[2]@8e6 lies behind the end", text)
        self.assertNotIn("behind", run("--faults", 3, "--cycles", "1e5").stdout)

    def test_the_first_fault_is_said_once(self):
        err = run("--faults", 300, "--cycles", "3e6", "--topology", "tmr").stderr
        self.assertEqual(err.count("first fault:"), 1, err)


if __name__ == "__main__":
    main()
