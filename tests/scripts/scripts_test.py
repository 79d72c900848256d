#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""run.sh and test.sh in a copy, on a machine where apt, cmake, ninja and ftsim are fakes.

The fakes write what they were asked into a log; what the machine lacks and what goes wrong on it is
told to them through the environment.

usage: scripts_test.py PROJECT_FOLDER
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROJECT = None

REAL = ["bash", "cat", "chmod", "cksum", "dirname", "env", "find", "grep", "mkdir", "mktemp",
        "nproc", "readlink", "rm", "sort", "tail", "touch", "xargs"]

FAKES = {
    "dpkg-query": r'''
        case " $MISSING " in *" ${*: -1} "*) [ -e "$WORK/installed" ] || exit 1 ;; esac
        printf 'installed' ''',
    "apt-get": r'''
        echo "apt-get $*" >> "$WORK/log"
        echo "apt's chatter"
        [ "${APT_FAILS:-}" != yes ] || { echo "E: no such package"; exit 100; }
        [ "$1" != install ] || touch "$WORK/installed" ''',
    "sudo": r'''echo sudo >> "$WORK/log"; exec "$@" ''',
    "id": r'''echo "${FAKE_UID:-0}" ''',
    "ninja": r'''[ ! -e "$2/bin/ftsim" ] || echo "ninja: no work to do." ''',
    "cmake": r'''
        echo "cmake $*" >> "$WORK/log"
        echo "cmake's chatter"
        if [ "$1" = --build ]; then
          [ "${BUILD_FAILS:-}" != yes ] || exit 1
          mkdir -p "$2/bin"
          cat "$WORK/ftsim" > "$2/bin/ftsim"
          chmod +x "$2/bin/ftsim"
        else
          [ "${CONFIGURE_FAILS:-}" != yes ] || { echo "CMake Error"; exit 1; }
          mkdir -p "$3/build/$5"
          touch "$3/build/$5/build.ninja"
        fi''',
    "ctest": r'''echo "ctest $*" >> "$WORK/log"; exit "${STATUS:-0}" ''',
}

FTSIM = '''#!/usr/bin/env bash
echo "ftsim $*, in $PWD"
exit "${STATUS:-0}"
'''


class Scripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.work = pathlib.Path(folder.name).resolve()
        self.root = self.work / "a clone"
        (self.root / "cmake").mkdir(parents=True)
        for name in ("run.sh", "test.sh", "CMakePresets.json", "cmake/setup.sh",
                     "cmake/packages.txt"):
            shutil.copy(PROJECT / name, self.root / name)
        (self.work / "bin").mkdir()
        for name in REAL:
            (self.work / "bin" / name).symlink_to(shutil.which(name))
        for name, body in FAKES.items():
            self.fake(name, body)
        (self.work / "ftsim").write_text(FTSIM, encoding="ascii")

    def fake(self, name, body):
        path = self.work / "bin" / name
        path.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="ascii")
        path.chmod(0o755)

    def run_script(self, script, *arguments, cwd=None, **environment):
        path = script if os.path.isabs(script) else str(self.root / script)
        return subprocess.run(
            [path, *arguments], cwd=cwd or self.work, capture_output=True, text=True, check=False,
            env={"PATH": str(self.work / "bin"), "WORK": str(self.work), **environment})

    def log(self):
        path = self.work / "log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def test_a_first_start_configures_builds_and_runs(self):
        run = self.run_script("run.sh", "sites", "--format", "json")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout, f"ftsim sites --format json, in {self.work}\n")
        self.assertIn("ftsim: building (release)", run.stderr)
        self.assertEqual([line.split()[1] for line in self.log()], ["--fresh", "--build"])

    def test_a_second_start_does_and_says_nothing(self):
        self.run_script("run.sh", "x")
        before = self.log()
        run = self.run_script("run.sh", "x")
        self.assertEqual(run.stderr, "")
        self.assertEqual(self.log(), before)

    def test_without_arguments_it_injects_upsets(self):
        run = self.run_script("run.sh")
        self.assertIn("ftsim --inject seu --cycles 1e9,", run.stdout)

    def test_the_exit_status_is_that_of_ftsim(self):
        self.assertEqual(self.run_script("run.sh", STATUS="3").returncode, 3)

    def test_through_a_symbolic_link_from_another_folder(self):
        link = self.work / "elsewhere"
        link.mkdir()
        (link / "ftsim-run").symlink_to(self.root / "run.sh")
        run = self.run_script(str(link / "ftsim-run"), "x", cwd=link)
        self.assertEqual(run.stdout, f"ftsim x, in {link}\n")

    def test_exactly_what_is_missing_is_installed(self):
        run = self.run_script("run.sh", "x", MISSING="verilator cmake yosys")
        self.assertIn("ftsim: installing with apt: cmake verilator", run.stderr)
        self.assertNotIn("chatter", run.stdout)
        self.assertNotIn("apt's chatter", run.stderr)
        self.assertEqual(self.log()[:2],
                         ["apt-get update",
                          "apt-get install -y --no-install-recommends cmake verilator"])

    def test_the_tests_need_more_packages_than_a_run(self):
        run = self.run_script("test.sh", MISSING="verilator cmake yosys")
        self.assertIn("ftsim: installing with apt: cmake verilator yosys", run.stderr)

    def test_who_is_not_root_installs_with_sudo(self):
        self.run_script("run.sh", "x", MISSING="cmake", FAKE_UID="1000")
        self.assertEqual(self.log()[:2], ["sudo", "apt-get update"])
        self.assertEqual(self.log()[2], "sudo")

    def test_without_sudo_it_says_what_to_install(self):
        (self.work / "bin" / "sudo").unlink()
        run = self.run_script("run.sh", "x", MISSING="cmake", FAKE_UID="1000")
        self.assertEqual(run.returncode, 1)
        self.assertIn("install them as root: cmake", run.stderr)
        self.assertEqual(self.log(), [])

    def test_a_failing_apt_shows_why_and_ends_it(self):
        run = self.run_script("run.sh", "x", MISSING="cmake", APT_FAILS="yes")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("E: no such package", run.stderr)
        self.assertIn("ftsim: apt could not install: cmake", run.stderr)

    def test_a_failing_configuration_ends_it(self):
        run = self.run_script("run.sh", "x", CONFIGURE_FAILS="yes")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("CMake Error", run.stderr)
        self.assertEqual(self.run_script("run.sh", "x").returncode, 0, "and is tried again")

    def test_a_failing_build_ends_it(self):
        run = self.run_script("run.sh", "x", BUILD_FAILS="yes")
        self.assertEqual((run.returncode, run.stdout), (1, ""))
        self.assertIn("ftsim: the build failed", run.stderr)

    def test_changed_presets_are_configured_anew(self):
        self.run_script("run.sh", "x")
        with open(self.root / "CMakePresets.json", "a", encoding="ascii") as presets:
            presets.write("\n")
        self.assertIn("configuring", self.run_script("run.sh", "x").stderr)

    def test_a_changed_room_is_configured_anew(self):
        self.run_script("run.sh", "x")
        room = self.root / "a room"
        room.mkdir()
        (room / "CMakeLists.txt").touch()
        self.assertEqual(self.run_script("run.sh", "x").stderr, "", "an empty file says nothing")
        (room / "CMakeLists.txt").write_text("add_library(x)\n", encoding="ascii")
        self.assertIn("configuring", self.run_script("run.sh", "x").stderr)

    def test_the_arguments_of_test_sh_are_ctest_s(self):
        run = self.run_script("test.sh", "-L", "unit", STATUS="8")
        self.assertEqual((run.returncode, run.stdout), (8, ""))
        self.assertTrue(self.log()[-1].endswith(" -L unit"), self.log())

    def test_warnings_are_errors_only_where_ci_says_so(self):
        self.run_script("test.sh")
        self.assertIn("-DFTSIM_WERROR=OFF", self.log()[0])
        self.run_script("test.sh", CI="true")
        self.assertIn("-DFTSIM_WERROR=ON", "".join(self.log()[1:]))


if __name__ == "__main__":
    PROJECT = pathlib.Path(sys.argv.pop(1))
    unittest.main()
