#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Options that mean nothing: exit status 2 and one line that names the option."""


from command import CommandTest, main, run

UNKNOWN_VALUES = ("--topology", "--kernel", "--evaluate", "--inject", "--golden",
                  "--snapshot-check", "--format")

COUNTS = ("--cycles", "--seed", "--faults", "--horizon", "--mem-latency", "--clock-hz",
          "--lockstep-offset", "--snapshot-interval", "--max-reexecutions")

RATES = ("--rate", "--fit-per-mbit", "--timeout")


class Usage(CommandTest):
    def assert_usage(self, named, *arguments):
        with self.subTest(arguments=arguments):
            self.assert_refused(run(*arguments), 2, named)

    def test_an_unknown_option(self):
        self.assert_usage("--colour", "--colour")
        self.assert_usage("--colour", "run", "--colour=red")
        self.assert_usage("--colour", "sites", "--colour")
        self.assert_usage("-x", "-x")

    def test_an_unknown_command(self):
        self.assert_usage("frobnicate", "frobnicate")
        self.assert_usage("again", "run", "again")

    def test_an_unknown_value(self):
        for option in UNKNOWN_VALUES:
            self.assert_usage(f'{option}: "perhaps"', option, "perhaps")
        self.assert_usage('--format: "xml"', "sites", "--format", "xml")

    def test_an_option_without_its_value(self):
        for option in ("--cycles", "--fault", "--program", "--events"):
            self.assert_usage(option, option)

    def test_an_option_twice(self):
        self.assert_usage("--cycles", "--cycles", "1e6", "--cycles", "2e6")

    def test_what_is_no_count(self):
        for option in COUNTS:
            for text in ("1.5", "-1", "1e30", "", "ten", "0x10", "1e6e6", "1__0", " 1", "1 "):
                self.assert_usage(option, option, text)

    def test_a_count_that_is_too_small(self):
        for option in ("--cycles", "--faults", "--horizon", "--clock-hz", "--snapshot-interval"):
            self.assert_usage(option, option, "0")

    def test_what_is_no_rate(self):
        for option in RATES:
            for text in ("0", "-1", "nan", "inf", "1e999", "", "often"):
                self.assert_usage(option, option, text)

    def test_what_is_no_cost(self):
        for option in ("--snapshot-cost", "--rollback-cost"):
            for text in ("", "100", "100,", ",16", "100,16,1", "-1,16", "1.5,1"):
                self.assert_usage(option, option, text)

    def test_what_is_no_fault(self):
        for text in ("", "pc_q", "cpu0.core.pc_q[3]", "cpu0.core.pc_q@5", "cpu0.core.pc_q[3]@",
                     "cpu0.core.pc_q[3]@1.5", "cpu0.core.pc_q[-1]@5", "cpu0.core.pc_q[3@5", "@5",
                     "cpu0.core.pc_q[3]@5x", "[3]@5"):
            self.assert_usage("--fault", "--fault", text)

    def test_a_fault_in_nothing(self):
        for text, named in (("cpu0.core.nothing_q[0]@5", "cpu0.core.nothing_q"),
                            ("cpu2.core.pc_q[0]@5", "cpu2"),
                            ("mem0.core.pc_q[0]@5", "mem0"),
                            ("io0.uart.ier[4]@5", "io0.uart.ier"),
                            ("io0.virtio7.status[0]@5", "io0.virtio7.status"),
                            ("ram.80000002[0]@5", "ram.80000002"),
                            ("ram.88000000[0]@5", "ram.87fffffc"),
                            ("cpu0.core.pc_q[32]@5", "cpu0.core.pc_q")):
            self.assert_usage(named, "--fault", text)
        self.assert_usage("cpu1", "--topology", "simplex", "--fault", "cpu1.core.pc_q[0]@5")

    def test_a_fault_in_nothing_names_the_option(self):
        for text in ("cpu0.core.nothing_q[0]@5", "cpu2.core.pc_q[0]@5", "cpu0.core.pc_q[32]@5"):
            self.assert_usage("--fault", "--fault", text)

    def test_a_space_has_one_of_four_names(self):
        for space in ("", "ram", "machine_ram", "machine+", "machine+ram+boards", "Machine"):
            self.assert_usage("machine+boards", "--space", space, "--faults", "1")
            self.assert_refused(run("sites", "--space", space), 2, "machine+boards")
        self.assert_usage("--space", "--space", "machine")
        self.assert_usage("--space", "--space", "machine+ram", "--inject", "none")

    def test_what_excludes_each_other(self):
        fault = ("--fault", "cpu0.core.pc_q[3]@2000")
        self.assert_usage("--rate", "--rate", "1e-6", "--faults", "3")
        self.assert_usage("--fault", "--rate", "1e-6", *fault)
        self.assert_usage("--fault", "--faults", "3", *fault)
        for given in (("--rate", "1e-6"), ("--faults", "3"), fault):
            self.assert_usage("--inject none", "--inject", "none", *given)
        self.assert_usage("--evaluate shared", "--evaluate", "shared", "--kernel", "systemc")
        self.assert_usage("--quantum", "--quantum", "64")
        self.assert_usage("--quantum", "--quantum", "0", "--kernel", "systemc")
        self.assert_usage("--golden off", "--topology", "simplex", "--inject", "seu",
                          "--golden", "off")
        self.assert_usage("--golden off", "--topology", "simplex", "--golden", "off", *fault,
                          *fault)
        self.assert_usage("--console-in", "--console-in", "-", "--console-text", "x")

    def test_an_offset_is_of_a_pair(self):
        self.assert_usage("--lockstep-offset", "--lockstep-offset", "5")
        self.assert_usage("--lockstep-offset", "--lockstep-offset", "2", "--topology", "simplex")

    def test_a_value_with_a_line_break_is_still_one_line(self):
        for arguments in (("--topology", "two\nlines"), ("--cycles", "two\nlines"),
                          ("two\nlines",), ("--two\nlines",)):
            self.assert_usage("two", *arguments)


if __name__ == "__main__":
    main()
