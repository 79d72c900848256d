#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Virtual lockstep on the command line."""

import json
import pathlib
import struct

from command import CommandTest, firmware, main, run, run_json

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "scenarios" / "primary_dies.toml"


def virtual(*arguments):
    done = run("virtual", "run", *arguments, "--format", "json")
    if done.returncode not in (0, 1):
        raise AssertionError(f"{arguments}: exit {done.returncode}: {done.stderr}")
    return done.returncode, json.loads(done.stdout)


class Virtual(CommandTest):
    def test_the_example(self):
        status, report = virtual("--scenario", EXAMPLE)
        self.assertEqual(status, 0)
        self.assertEqual(report["client"]["answered"], 300)
        self.assertEqual(len(report["failovers"]), 1)
        failover = report["failovers"][0]
        self.assertEqual(failover["total_ns"], failover["detection_ns"] + failover["drain_ns"] +
                         failover["arbitration_ns"])
        self.assertEqual(report["protections"], 2)
        kinds = [entry["what"] for entry in report["timeline"]]
        for before, after in (("record", "heartbeat_lost"), ("heartbeat_lost", "arbitration"),
                              ("arbitration", "live")):
            self.assertLess(kinds.index(before), kinds.index(after))
        self.assertEqual(kinds.count("protected"), 2)

    def test_text_says_the_same(self):
        _, report = virtual("--scenario", EXAMPLE)
        text = run("virtual", "run", "--scenario", EXAMPLE).stdout
        self.assertIn(f"digest {report['digest']}", text)
        self.assertIn("300 requests answered, 0 lost, 0 doubled, 0 wrong", text)

    def test_a_seed_is_a_run(self):
        scenario = ("--scenario", EXAMPLE)
        digests = [virtual(*scenario, "--seed", seed)[1]["digest"] for seed in (3, 3, 4)]
        self.assertEqual(digests[0], digests[1])
        self.assertNotEqual(digests[0], digests[2])

    def test_without_a_rule_a_client_sees_it(self):
        status, report = virtual("--without", "bounce_buffer", "--time-scale", 100)
        self.assertEqual(status, 1)
        self.assertGreater(report["client"]["wrong"], 0)
        self.assertFalse(report["config"]["bounce_buffer"])

    def test_output_rules_cost_what_they_wait_for(self):
        waited = [virtual("--output-rule", rule, "--time-scale", 100)[1]["client"]["waited_ns"]
                  for rule in ("off", "received", "executed", "digest")]
        self.assertEqual(waited, sorted(set(waited)))

    def test_a_bare_machine_records_nothing(self):
        _, report = virtual("--bare", "--requests", 20)
        self.assertEqual(report["log"]["events"], 0)
        self.assertEqual(report["client"]["answered"], 20)
        self.assertEqual(report["protections"], 0)

    def test_the_channel_can_be_looked_at(self):
        packets = self.work / "channel.pcapng"
        virtual("--requests", 5, "--time-scale", 100, "--pcapng", packets)
        data = packets.read_bytes()
        offset, messages = 0, 0
        while offset < len(data):
            kind, length = struct.unpack_from("<II", data, offset)
            if kind == 6:
                captured = struct.unpack_from("<I", data, offset + 20)[0]
                frame = data[offset + 28:offset + 28 + captured]
                self.assertEqual(frame[12:14], b"\x88\xb5")
                self.assertEqual(frame[14:18], b"FFTV")
                messages += 1
            offset += length
        self.assertEqual(offset, len(data))
        self.assertGreater(messages, 20)

    def test_a_host_is_emptied(self):
        for order, records in ((("evacuate",), ["h1", "h2"]), (("migrate",), ["h1", "h2"]),
                               (("evacuate", "--host", "h1", "--at-ms", 4000), ["h1", "h2"])):
            with self.subTest(order=order):
                done = run("virtual", *order, "--format", "json")
                self.assertEqual(done.returncode, 0, done.stderr)
                report = json.loads(done.stdout)
                hosts = [entry["detail"][-2:] for entry in report["timeline"]
                         if entry["what"] == "record"]
                self.assertEqual(hosts, records)
                self.assertLess(report["client"]["longest_gap_ns"], 300_000_000)
        self.assert_refused(run("virtual", "evacuate", "--host", "h9"), 2, "h9")

    def test_the_rtl_machine_runs_what_runs_bare(self):
        server = firmware("kv_server")
        log = self.work / "bare.ftlog"
        bare = run_json("--program", server, "--topology", "simplex", "--cycles", "2e5",
                        "--record", log)
        lockstep = run_json("--program", server, "--topology", "server", "--cycles", "2e5")
        recorded = json.loads(run("log", "info", log, "--format", "json").stdout)
        status, report = virtual("--scenario", EXAMPLE, "--program", server, "--requests", 100)
        self.assertEqual(status, 0)
        self.assertEqual(report["client"]["answered"], 100)
        self.assertEqual(len(report["failovers"]), 1)
        digest = report["config"]["program_digest"]
        self.assertIn(digest, json.dumps(recorded))
        for other in (bare, lockstep):
            self.assertEqual(other["config"]["program_digest"], digest)
        text = run("virtual", "run", "--program", server, "--requests", 5).stdout
        self.assertIn(f"\nprogram      {server}\n             digest {digest}\n", text)
        self.assert_refused(run("virtual", "run", "--program", EXAMPLE.parent), 5, "scenarios")
        self.assert_refused(run("virtual", "run", "--program", server, "--computes"), 2,
                            "--computes")

    def test_a_programs_word_is_its_status(self):
        for program, code in (("hello", 0), ("fail", 7), ("tohost_fail", 5)):
            program = ("--program", firmware(program), "--requests", 0)
            status, report = virtual(*program)
            self.assertEqual(status, 0 if code == 0 else 1)
            self.assertTrue(report["powered_off"])
            self.assertEqual(report["exit_code"], code)
            self.assertIn(f"end          powered off, code {code}, after",
                          run("virtual", "run", *program).stdout)

    def test_a_programs_console_is_as_in_a_run(self):
        console, bare = self.work / "console.txt", self.work / "bare.txt"
        for program in (("--program", firmware(name)) for name in ("hello", "self_test")):
            run("run", *program, "--topology", "simplex", "--cycles", "1e7", "--console", bare)
            text = run("virtual", "run", *program, "--requests", 0).stdout
            self.assertIn("\nprogram      ", "\n" + text.removeprefix(bare.read_text()))
            self.assertTrue(text.startswith(bare.read_text()), text)
            apart = run("virtual", "run", *program, "--requests", 0, "--console", console).stdout
            self.assertEqual(console.read_bytes(), bare.read_bytes())
            self.assertTrue(apart.startswith("program      "), apart)
        self.assert_refused(run("virtual", "run", "--console", self.work / "no" / "file"), 5, "no")

    def test_who_waits_in_vain_is_said(self):
        scenario = self.work / "dead.toml"
        scenario.write_text('[[failure]]\nwhat = "storage_dead"\nat_us = 2_000_000\n')
        status, report = virtual("--scenario", scenario)
        self.assertEqual(status, 1)
        self.assertEqual(report["client"]["unanswered"], 1)
        self.assertEqual(report["config"]["failures"][0]["at_ns"], 2_000_000_000)
        text = run("virtual", "run", "--scenario", scenario).stdout
        self.assertIn(" of 200 requests answered", text)
        self.assertIn("one has been sent again, and waits for its answer", text)
        # Nobody acknowledges, and nobody floods the wire for that.
        self.assertLess(report["log"]["mbit_per_second"], 5)

    def test_a_line_has_80_columns(self):
        scenario = self.work / "crowded.toml"
        scenario.write_text("[protocol]\nguest_memory_mb = 3_000\n" + "".join(
            f'[[host]]\nname = "a_host_of_some_name_{i}"\nmemory_mb = {4_000 - i * 2_000}\n'
            for i in range(2)) + '[[failure]]\nwhat = "host_dead"\nwhere = "primary"\nat_us = 9_000_000\n')
        done = run("virtual", "run", "--scenario", scenario)
        self.assertEqual(done.returncode, 1)
        text = done.stdout
        self.assertIn("2097152000 bytes free", " ".join(text.split()))
        self.assertIn("end          no copy is left, after", text)
        self.assertEqual([line for line in text.splitlines() if len(line) > 80], [])

    def test_the_pair_is_ordered_about(self):
        orders = self.work / "orders.toml"
        orders.write_text("[client]\nstart_ms = 12_000\n" + "".join(
            f'[[order]]\nwhat = "{what}"\nat_us = {at}_000_000\n'
            for at, what in ((3, "query"), (4, "stop"), (5, "query"), (6, "start"))))
        status, report = virtual("--scenario", orders)
        self.assertEqual(status, 0)
        said = [entry["detail"] for entry in report["timeline"] if entry["host"] == ""]
        self.assertIn("query: off", said)
        self.assertIn("stop: on h0", said)
        self.assertEqual(report["protections"], 2)
        self.assertEqual(report["client"]["answered"], 200)
        orders.write_text('[[order]]\nwhat = "stop"\nwhere = "h0"\nat_us = 5\n')
        self.assert_refused(run("virtual", "run", "--scenario", orders), 5,
                            'line 3: stop has no "where"')

    def test_what_is_wrong_has_a_place(self):
        bad = self.work / "bad.toml"
        for text, said in (
                ('[[failure]]\nwhat = "host_dead"\nwhere = "h7"\nat_us = 5\n',
                 'line 3: no host "h7": did you mean "h0"?'),
                ('[[failure]]\nwhat = "host_ded"\n',
                 'line 2: no what "host_ded": host_dead, host_paused, host_isolated, logging_cut, '
                 'client_cut, storage_cut, storage_stalled, partition, storage_dead, '
                 'storage_read_only, clock_jump, centre_dead, seu'),
                ('[[failure]]\nwhat = "seu"\nwhere = "h0"\nat_us = 5\nfor_us = 5\n',
                 'line 5: seu has no "for_us": what it has changed stays so'),
                ('[protocol]\nheartbeet_us = 5\n',
                 'line 2: no key "heartbeet_us" here: did you mean "heartbeat_us"?'),
                ('[protocol]\nfencing = "no"\n', 'line 2: "fencing" is "no": "on" or "off"'),
                ('[protocol]\ntimeout_us = 0\n',
                 'line 2: "timeout_us" is no whole number from 1 to 1000000000000'),
                ('[[failure]]\nwhat = "storage_dead"\nwhere = "h0"\nat_us = 5\n',
                 'line 3: storage_dead has no "where": there is one of it'),
                ('[[host]]\nname = "a"\n[[host]]\nname = "a"\n', 'line 3: a second host "a"'),
                ('[storage]\nloss_ppm = 5\n',
                 'line 2: no key "loss_ppm" here: did you mean "bytes"?'),
                ('[[failure]]\nwhat = "host_dead"\nwhere = "h0"\nat_us = [9, 5]\n',
                 'line 4: "at_us" ends at 5, before it begins at 9'),
                ('x = 1.5\n', 'line 1: not [table], [[table]], key = value or a comment; a value '
                              'is a text, a whole number or [first, last]')):
            with self.subTest(said=said):
                bad.write_text(text)
                done = run("virtual", "run", "--scenario", bad)
                self.assertEqual(done.returncode, 5)
                self.assertEqual(done.stderr, f"ftsim: {bad}: {said}\n")
        self.assert_refused(run("virtual", "run", "--scenario", self.work / "none"), 5, "none")
        self.assert_refused(run("virtual", "run", "--without", "hope"), 2, "hope")
        self.assert_refused(run("virtual", "run", "--output-rule", "never"), 2, "never")
        self.assert_refused(run("virtual", "run", "--time-scale", "0"), 2, "--time-scale")
        self.assert_refused(run("virtual"), 2, "run, migrate, evacuate")
        self.assert_refused(run("virtual", "run", "--nope"), 2, "see ftsim virtual run --help")
        bad.write_text('[[host]]\nname = "a"\njitter_cycles = 4_000_000_000\n')
        self.assert_refused(run("virtual", "run", "--scenario", bad), 2,
                            "a: jitter (cycles) is 4000000000: 0 to 10000")
        bad.write_text("[protocol]\ntimer_hz = 4_000_000_000\n")
        self.assert_refused(run("virtual", "run", "--scenario", bad), 2, "timer (Hz) is 4000000000")
        self.assert_refused(run("virtual", "run", "--bulk", "1e18"), 2, "bulk")


if __name__ == "__main__":
    main()
