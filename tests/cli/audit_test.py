#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""ftsim audit: what has two of a thing loses nothing when one of them fails. The table of a page is
held by tests/docs."""

import json

from command import CommandTest, main, run

QUICK = ("--trials", 0, "--requests", 8, "--evaluate", "shared", "--format", "json")


def audit(*arguments):
    done = run("audit", *arguments, timeout=900)
    assert done.returncode == 0, done.stderr
    return done.stdout


def cells(topology, **numbers):
    options = [part for name, number in numbers.items() for part in (f"--{name}", number)]
    return json.loads(audit(*QUICK, "--topology", topology, *options))["topologies"][0]


class Audit(CommandTest):
    def test_single_faults_do_no_harm_where_there_are_two(self):
        for topology in ("tmr", "pair_and_spare", "server", "server, dcls"):
            singles = cells(topology, singles=30)["singles"]
            twice = [cell["runs"] for cell in singles.values()
                     if not cell["single_point_of_failure"]]
            self.assertEqual(sum(twice), 30)
            for what, cell in singles.items():
                if cell["single_point_of_failure"]:
                    continue
                with self.subTest(topology=topology, what=what):
                    self.assertEqual((cell["failed"], cell["doubled"], cell["wrong"]), (0, 0, 0))
                    self.assertEqual((cell["went_on"], cell["lost"]), (cell["runs"], 0))

    def test_two_faults_are_counted_and_named(self):
        topology = cells("simplex", doubles=40)
        doubles = topology["doubles"]
        self.assertEqual(doubles["runs"], 40)
        self.assertEqual(doubles["went_on"] + doubles["stopped"] + doubles["silent"]
                         + doubles["failed"], 40)
        self.assertGreater(doubles["failed"], 0)
        self.assertEqual(sum(topology["failing_pairs"].values()), doubles["failed"])

    def test_the_same_seed_gives_the_same_audit(self):
        one, again, other = (audit(*QUICK, "--topology", "duplex", "--singles", 10, "--seed", seed)
                             for seed in (3, 3, 4))
        self.assertEqual(one, again)
        self.assertNotEqual(one, other)

    def test_what_is_wrong_is_refused(self):
        for named, *arguments in (("--topology", "--topology", "triplex"),
                                  ("--trials", "--trials", "1e9"), ("--singles", "--singles", "x"),
                                  ("--format", "--format", "xml"),
                                  ("--evaluate", "--evaluate", "some")):
            self.assert_refused(run("audit", *arguments), 2, named)
        self.assert_refused(run("audit", "--program", self.work / "none.elf"), 5, "none.elf")


if __name__ == "__main__":
    main()
