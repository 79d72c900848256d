#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tests of the pages, tested: what they read, what they compare, what they write."""

import pathlib
import sys
import tempfile
import unittest

import check_pages
import outputs
import pages
import run_pages

PAGE = """\
# A page

```console
$ echo one
one
$ printf 'a\\nb\\nc\\n'
a
...
c
$ false    # exit status 1
```

```sh
echo hidden; \\
  echo more          # a remark
```

<!-- prints: printf '| a | b |\\n' -->
| a   | b |
""".splitlines()


class Pages(unittest.TestCase):
    def test_commands_in_their_order(self):
        steps = list(pages.steps(PAGE))
        self.assertEqual([step.text for step in steps],
                         ["echo one", r"printf 'a\nb\nc\n'", "false", "echo hidden; echo more",
                          r"printf '| a | b |\n'"])
        self.assertEqual([step.status for step in steps], [0, 0, 1, 0, 0])
        self.assertEqual([PAGE[at] for at in steps[1].output], ["a", "...", "c"])
        self.assertIsNone(steps[3].output)
        self.assertEqual(PAGE[steps[0].line - 1], "$ echo one")

    def test_a_file_has_the_name_in_its_first_line(self):
        step, = pages.steps(["```toml", "# a.toml an example", "x = 1", "```"])
        self.assertEqual(step.name, "a.toml")


class Outputs(unittest.TestCase):
    def test_only_times_and_rates_are_not_compared(self):
        self.assertTrue(outputs.agree(["speed  1.20 M cycles/s (0.1 s), x"],
                                      ["speed  21.3 M cycles/s (7.0 s), x"]))
        self.assertFalse(outputs.agree(["1,000 cycles"], ["1,001 cycles"]))
        self.assertTrue(outputs.agree(["| a   | b |", "| --- | --- |"],
                                      ["| a | b |", "| ----- | --- |"]))

    def test_what_is_left_out_and_where(self):
        printed = ["a", "b", "c", "b", "d"]
        for shown in (["a", "...", "d"], ["a", "b", "..."], ["...", "d"], ["...", "c", "...", "d"],
                      printed, ["..."]):
            self.assertTrue(outputs.agree(shown, printed), shown)
        for shown in (["a", "d"], ["b", "..."], ["...", "b"], ["...", "d", "c", "..."],
                      [*printed, "e"], printed[:-1], []):
            self.assertFalse(outputs.agree(shown, printed), shown)

    def test_an_update_keeps_the_form(self):
        printed = ["cycles 12", "x", "faults 7", "y", "speed 9 M cycles/s"]
        self.assertEqual(outputs.updated(["cycles 1", "...", "faults 8", "..."], printed),
                         ["cycles 12", "...", "faults 7", "..."])
        same = ["cycles 12", "...", "speed 1 M cycles/s"]
        self.assertIs(outputs.updated(same, printed), same)
        self.assertEqual(outputs.updated(["old"], printed), printed)


class Run(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        root, run_pages.ROOT = run_pages.ROOT, self.root
        self.addCleanup(setattr, run_pages, "ROOT", root)
        self.page = self.root / "page.md"
        self.tool = self.root / "bin/ftsim"

    def complaints(self, lines, update=False):
        self.page.write_text("\n".join(lines) + "\n")
        return run_pages.one_page(self.page, self.tool, self.root, update)

    def test_a_page_that_tells_the_truth(self):
        self.assertEqual(self.complaints(PAGE), [])

    def test_a_page_that_does_not(self):
        for old, new, told in (("one", "two", "prints not what is shown"),
                               ("c", "d", "prints not what is shown"),
                               ("| a   | b |", "| a | c |", "prints not what is shown"),
                               ("$ echo one", "$ echo one; exit 3", "exit status 3, not 0"),
                               ("$ false    # exit status 1", "$ false", "exit status 1, not 0")):
            complaints = self.complaints([new if line == old else line for line in PAGE])
            self.assertEqual(len(complaints), 1, (old, complaints))
            self.assertIn(told, complaints[0])

    def test_an_update_mends_it(self):
        stale = [{"one": "old", "c": "old", "| a   | b |": "| old |"}.get(line, line)
                 for line in PAGE]
        self.assertEqual(self.complaints(stale, update=True), [])
        self.assertEqual(run_pages.one_page(self.page, self.tool, self.root, False), [])
        mended = self.page.read_text().splitlines()
        self.assertEqual([line.replace("  ", "") for line in mended],
                         [line.replace("  ", "") for line in PAGE])


class Check(unittest.TestCase):
    def told(self, *lines):
        return "\n".join(check_pages.of_blocks("page.md", list(lines)))

    def test_every_block_has_a_label_that_says_what_it_is(self):
        self.assertIn("code without", self.told("", "    ftsim --cycles 1"))
        self.assertIn("is none of", self.told("```", "ftsim --cycles 1", "```"))
        self.assertIn("nobody runs", self.told("```text", "ftsim --cycles 1", "```"))
        self.assertIn("not begin with a command", self.told("```console", "ftsim", "```"))
        self.assertIn("used by no command", self.told("```toml", "# a.toml", "```"))
        self.assertIn("no source file", self.told("```cpp", "int no_such_line;", "```"))
        self.assertIn("no CMakeLists.txt", self.told("```cmake", "find_package(nobody)", "```"))
        self.assertEqual(self.told("```toml", "# a.toml", "```", "", "```sh", "cat a.toml", "```",
                                   "```cmake", "find_package(ftsim REQUIRED)", "```"), "")

    def test_every_link_leads_somewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "a.md"
            page.write_text("# How it works: a guide\n")

            def told(target):
                return "".join(check_pages.of_links(page, [f"[x]({target})"]))
            self.assertEqual(told("a.md#how-it-works-a-guide") + told("https://no.where/x.md"), "")
            self.assertIn("b.md is not there", told("b.md"))
            self.assertIn("no such heading", told("#how"))

    def test_every_option_exists(self):
        self.assertIn("no command has the option --topolgy", "\n".join(
            check_pages.of_options("page.md", ["`ftsim --topolgy tmr --cycles 1`"], {"--cycles"})))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
