#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves what the lockstep cells promise, and that mutants are refuted.

Comparator, voter and delay line by induction, for runs of any length, with yosys-smtbmc and z3. The
flips of a toy lockstep up to a number of cycles that holds a whole self-test, with yosys's own SAT
solver, which is a hundred times as fast there. A mutant is the same RTL with one line
changed; a proof that still holds then says nothing.

usage: prove.py YOSYS RTL_FOLDER WORK_FOLDER WHAT     WHAT: cells, toy or mutants
"""

import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CELLS = [  # top, parameters, steps of induction
    ("comparator_proof", {"AlertLevel": 1}, 4),
    ("comparator_proof", {"AlertLevel": 0}, 4),
    ("comparator_proof", {"Width": 1}, 4),
    ("voter_proof", {}, 2),
    ("voter_proof", {"Width": 1}, 2),
    *(("delay_line_proof", {"Depth": depth}, depth + 3) for depth in range(5)),
]
TOY_CYCLES = 13  # reset, the 8 patterns of a self-test, its verdict; and the offset
MUTANTS = [  # file, right, wrong, proof
    ("ftsim_comparator.sv", "a_q != b_q", "a_q[Width-1:1] != b_q[Width-1:1]", CELLS[0]),
    ("ftsim_comparator.sv", "a_q != b_q", "a_q > b_q", CELLS[0]),
    ("ftsim_comparator.sv", "differ = enable_q &&", "differ = !alert_q && enable_q &&", CELLS[0]),
    ("ftsim_comparator.sv", "enable_q <= enable_i", "enable_q <= enable_i && !enable_q", CELLS[1]),
    ("ftsim_comparator.sv", "if (differ != expect_q) alert_q <= AlertLevel;",
     "alert_q <= (differ != expect_q) ? AlertLevel : !AlertLevel;", CELLS[0]),
    ("ftsim_comparator.sv", "if (differ != expect_q)", "if (differ && !expect_q)", CELLS[0]),
    ("ftsim_comparator.sv", "b[0] = !a_i[0]", "b[0] = !b_i[0]", CELLS[1]),
    ("ftsim_voter.sv", "(a_i & c_i)", "(a_i & b_i)", CELLS[3]),
    ("ftsim_voter.sv", "| (b_i & c_i)", "", CELLS[3]),
    ("ftsim_voter.sv", "c_i != word_o", "c_i != a_i", CELLS[3]),
    ("ftsim_delay_line.sv", "word_o = line_q[Depth-1]", "word_o = line_q[0]", CELLS[7]),
    ("ftsim_delay_line.sv", "line_q[i] <= '0", "line_q[i] <= '1", CELLS[6]),
    ("ftsim_delay_line.sv", "line_q[i] <= line_q[i-1]", "line_q[i] <= line_q[0]", CELLS[8]),
    ("ftsim_checker.sv", ".a_i      (main_outputs)", ".a_i      (shadow_outputs_i)", (0, True)),
    ("ftsim_checker.sv", ".b_i      (shadow_outputs_i)",
     ".b_i      (shadow_outputs_i | main_outputs)", (0, True)),
    ("ftsim_checker.sv", ".enable_i (enable[i])", ".enable_i (1'b1)", (1, False)),
    ("ftsim_checker.sv", ".enable_i (enable[i])", ".enable_i (enable[i] && !self_test_busy_o)",
     (1, False)),
    # Both comparators tested at once leave nobody to look at the outputs.
    ("ftsim_self_test.sv", "phase_q <= {3'd0, start_i && !settling_q}",
     "phase_q <= {1'b0, start_i && !settling_q, 1'b0, start_i && !settling_q}", (0, True)),
]
OF_PAIR = {"ftsim_checker.sv", "ftsim_self_test.sv"}  # their proof: offset, with flips


def yosys(program, *passes):
    subprocess.run([program, "-q", "-p", "; ".join(passes)], check=True)


def read(files):
    return " ".join(["read_verilog -formal -sv -mem2reg", *(f'"{file}"' for file in files)])


def holds(smt2, *mode):
    run = subprocess.run(["yosys-smtbmc", "-s", "z3", *mode, str(smt2)],
                         capture_output=True, text=True, check=False)
    if "Status: PASSED" in run.stdout:
        return True
    if "Status: FAILED" not in run.stdout:  # an error of the tools is no refutation
        raise SystemExit(f"{smt2}:\n{run.stdout}\n{run.stderr}")
    return False


def cell_holds(program, cells, work, top, parameters, steps):
    smt2 = work / f"{top}.smt2"
    yosys(program, read([*cells, HERE / f"{top}.sv"]),
          *(f"chparam -set {name} {value} {top}" for name, value in parameters.items()),
          f"prep -flatten -top {top}", f'write_smt2 -wires "{smt2}"')
    return holds(smt2, "-t", str(steps)) and holds(smt2, "-i", "-t", str(steps))


def number(value):
    return f"{value:032b}"


def add_flips(netlist):
    """Gives a flattened module an input `flip` with a bit for every flop; returns their number."""
    design = json.loads(netlist.read_text())
    module = design["modules"]["toy_dcls"]
    bits = [bit for net in module["netnames"].values() for bit in net["bits"]
            if isinstance(bit, int)]
    free = max(bits) + 1
    flips = []
    for name, cell in list(module["cells"].items()):
        if cell["type"] != "$dff":
            if "dff" in cell["type"] or "latch" in cell["type"]:
                raise SystemExit(f"{name}: a flop of type {cell['type']}")
            continue
        width = len(cell["connections"]["D"])
        flip, data = range(free, free + width), range(free + width, free + 2 * width)
        free += 2 * width
        flips += flip
        module["cells"][f"{name}_flip"] = {
            "hide_name": 1, "type": "$xor", "attributes": {},
            "parameters": {"A_SIGNED": number(0), "B_SIGNED": number(0), "A_WIDTH": number(width),
                           "B_WIDTH": number(width), "Y_WIDTH": number(width)},
            "port_directions": {"A": "input", "B": "input", "Y": "output"},
            "connections": {"A": cell["connections"]["D"], "B": list(flip), "Y": list(data)}}
        cell["connections"]["D"] = list(data)
    module["ports"]["flip"] = {"direction": "input", "bits": flips}
    module["netnames"]["flip"] = {"hide_name": 0, "bits": flips, "attributes": {}}
    netlist.write_text(json.dumps(design))
    return len(flips)


def toy_holds(program, cells, work, offset, flips):
    netlist, flat = work / "toy.json", work / "toy.il"
    yosys(program, read([*cells, HERE / "toy_core.sv", HERE / "toy_dcls.sv"]),
          f"chparam -set Offset {offset} toy_dcls", "hierarchy -check -top toy_dcls", "proc",
          "setattr -mod -unset keep_hierarchy *", "flatten", "opt_expr", "opt_clean",
          f'write_json "{netlist}"')
    flops = add_flips(netlist)
    yosys(program, f'read_json "{netlist}"', read([HERE / "toy_core.sv", HERE / "toy_proof.sv"]),
          f"chparam -set Offset {offset} -set Flops {flops} -set Flips {int(flips)} toy_proof",
          "prep -flatten -top toy_proof", "opt -full", f'write_ilang "{flat}"')
    run = subprocess.run(
        [program, "-q", "-p", f'read_ilang "{flat}"; sat -verify -prove-asserts -set-assumes '
         f"-seq {TOY_CYCLES + offset} toy_proof"], capture_output=True, text=True, check=False)
    if run.returncode != 0 and "proof did fail" not in run.stdout + run.stderr:
        raise SystemExit(f"{flat}:\n{run.stdout}\n{run.stderr}")
    return flops, run.returncode == 0


def mutate(cells, work, name, right, wrong):
    """The cells with one of them changed."""
    mutated = []
    for cell in cells:
        if cell.name == name:
            text = cell.read_text(encoding="utf-8")
            if text.count(right) != 1:
                raise SystemExit(f"{name} has not one '{right}'")
            cell = work / name
            cell.write_text(text.replace(right, wrong), encoding="utf-8")
        mutated.append(cell)
    return mutated


def main(program, rtl, work, what):
    work = pathlib.Path(work) / what
    work.mkdir(parents=True, exist_ok=True)
    cells = [cell for cell in sorted((pathlib.Path(rtl) / "lockstep").glob("*.sv"))
             if cell.name != "ftsim_dcls.sv"]
    wrong = False

    def say(good, text):
        nonlocal wrong
        wrong |= not good
        print(("" if good else "WRONG: ") + text, flush=True)

    if what == "cells":
        for top, parameters, steps in CELLS:
            good = cell_holds(program, cells, work, top, parameters, steps)
            say(good, f"{top} {parameters}: {'holds' if good else 'fails'}")
    if what == "toy":
        for offset in range(5):
            for flips in (False, True):
                flops, good = toy_holds(program, cells, work, offset, flips)
                say(good, f"toy lockstep, offset {offset}, {flops} flops, "
                    f"{'any' if flips else 'no'} flip: {'holds' if good else 'fails'}")
    if what == "mutants":
        for name, right, instead, proof in MUTANTS:
            mutated = mutate(cells, work, name, right, instead)
            good = (toy_holds(program, mutated, work, *proof)[1] if name in OF_PAIR
                    else cell_holds(program, mutated, work, *proof))
            say(not good, f"{name}: '{instead}': {'still holds' if good else 'refuted'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
