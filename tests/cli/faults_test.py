#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Which faults land where, as the report lists them."""

from command import CommandTest, firmware, main, run, run_json


def places(report):
    return [(fault["site"], fault["elapsed_cycle"]) for fault in report["faults"]]


class Faults(CommandTest):
    def assert_one_in_each_part(self, report, length):
        parts = report["config"]["faults"]
        self.assertEqual(report["injected"], parts)
        for number, fault in enumerate(report["faults"]):
            self.assertEqual(fault["number"], number)
            self.assertEqual(fault["elapsed_cycle"] * parts // length, number)

    def test_fifty_land_fifty_parts(self):
        for topology in ("duplex", "simplex"):
            with self.subTest(topology=topology):
                report = run_json("--faults", 50, "--cycles", "4e6", "--topology", topology)
                self.assert_one_in_each_part(report, 4_000_000)

    def test_a_program_that_ends_is_hit_over_its_own_length(self):
        program = ("--program", firmware("timer"))
        length = run_json(*program)["cycles"]
        # The default interval is too long for faults as dense as these.
        report = run_json(*program, "--faults", 20, "--snapshot-interval", 500)
        self.assert_one_in_each_part(report, length)

    def test_exact_faults_are_repeatable_and_sorted(self):
        faults = ("--fault", "cpu1.core.pc_q[4]@30000", "--fault", "cpu0.core.pc_q[3]@2000")
        report = run_json(*faults, "--cycles", "1e5")
        self.assertEqual(places(report),
                         [("cpu0.core.pc_q[3]", 2000), ("cpu1.core.pc_q[4]", 30000)])

    def test_exact_faults_may_be_anywhere(self):
        sites = ["ram.80001234[7]", "io0.uart.scr[0]", "mem0.pins.instr_rdata[3]",
                 "io0.clint.mtimecmp[63]", "io0.virtio6.queue[1].size[31]"]
        report = run_json("--cycles", "1e5", "--net", "echo",
                          *(argument for i, site in enumerate(sites)
                            for argument in ("--fault", f"{site}@{20000 + i}")))
        self.assertEqual([fault["site"] for fault in report["faults"]], sites)
        self.assertEqual(report["config"]["fault"],
                         [f"{site}@{20000 + i}" for i, site in enumerate(sites)])

    def test_drawn_faults_are_in_their_space(self):
        for space, parts in (("machine", {"cpu0", "cpu1"}), ("replicas", {"cpu0", "cpu1"}),
                             ("machine+ram", {"cpu0", "cpu1", "ram"}),
                             ("machine+boards", {"cpu0", "cpu1", "mem0", "io0"})):
            report = run_json("--faults", 300, "--cycles", "3e6", "--ram", "64k", "--space", space,
                              "--snapshot-interval", 1000)
            hit = {site.split(".")[0] for site, _ in places(report)}
            self.assertLessEqual(hit, parts)
            self.assertIn({"machine+ram": "ram", "machine+boards": "io0"}.get(space, "cpu1"), hit)
            self.assertEqual(sum(report["outcomes"].values()), report["injected"])

    def test_the_same_bit_twice_in_one_cycle_is_nothing(self):
        fault = ("--fault", "cpu0.core.u_csr.mscratch_q[3]@2000")
        report = run_json(*fault, *fault, "--cycles", "1e5")
        self.assertEqual((report["injected"], report["outcomes"]["masked"], report["mismatches"]),
                         (2, 2, 0))

    def test_the_list_is_in_the_order_of_time(self):
        for more in ((), ("--topology", "simplex")):
            elapsed = [cycle for _, cycle in places(run_json("--rate", "2e-5", "--cycles", "1e6",
                                                             *more))]
            self.assertGreater(len(elapsed), 5)
            self.assertEqual(elapsed, sorted(elapsed))

    def test_a_shorter_run_has_a_prefix(self):
        longer = places(run_json("--rate", "1e-5", "--cycles", "3e6"))
        for more in ((), ("--golden", "off"), ("--kernel", "systemc")):
            with self.subTest(more=more):
                shorter = places(run_json("--rate", "1e-5", "--cycles", "1e6", *more))
                self.assertEqual(shorter, longer[:len(shorter)])
                self.assertTrue(0 < len(shorter) < len(longer))

    def test_a_fault_behind_the_end_does_not_land(self):
        report = run_json("--program", firmware("hello"), "--fault", "cpu0.core.pc_q[3]@5000")
        self.assertEqual((report["injected"], report["faults"]), (0, []))

    def test_recovery_leaves_the_console_as_it_was(self):
        consoles = []
        rate = ("--rate", "1e-5")
        for more in (("--inject", "none"), rate, (*rate, "--golden", "off"),
                     (*rate, "--kernel", "systemc")):
            path = self.work / "console"
            done = run("--program", firmware("rounds_quick"), "--cycles", "3e6", "--console", path,
                       *more)
            self.assertEqual(done.returncode, 0, done.stderr)
            consoles.append(path.read_bytes())
        self.assertGreater(len(consoles[0].splitlines()), 5)
        self.assertEqual(consoles, consoles[:1] * len(consoles))


if __name__ == "__main__":
    main()
