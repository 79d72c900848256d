# SPDX-License-Identifier: Apache-2.0
"""Which room may know which, read from the #include lines.

comparator <- replay <- model <- board <- lockstep, host <- faultinject <- cli; systemc sits on
board and lockstep, trace on model. Only these two see Verilated headers: model and trace.
"""

import re

import source_tree

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')

CHAIN = ["comparator", "replay", "model", "board"]
MAY_KNOW = {room: set(CHAIN[:place]) for place, room in enumerate(CHAIN)}
MAY_KNOW["lockstep"] = set(CHAIN)
MAY_KNOW["host"] = set(CHAIN)
MAY_KNOW["systemc"] = {*CHAIN, "lockstep"}
MAY_KNOW["trace"] = {"comparator", "model"}
MAY_KNOW["faultinject"] = {*CHAIN, "lockstep", "host"}
MAY_KNOW["cli"] = {*CHAIN, "lockstep", "host", "systemc", "trace",
                   "faultinject"}
ROOMS = set(MAY_KNOW)

VERILATED = re.compile(r"(^V\w+\.h$)|(^verilated\w*\.h$)|(^V\w+_internals\.hpp$)")
SYSTEMC = re.compile(r"^(systemc|tlm|sysc/|tlm_)")
INSIDE_ONLY = re.compile(r"^(sqlite3|nlohmann/|simdjson|rapidjson/|CLI/|toml)")
# The comparator stands on the standard library, intrinsics and a header-only hash.
COMPARATOR_USES = re.compile(r"^([a-z_]+|xxhash\.h|\w+intrin\.h|(ftsim/)?comparator/.*)$")


def room_of_file(path):
    """The room, or None: what every room may know (ftsim/error.hpp), tests, bench."""
    parts = path.parts
    if parts[0] in ("comparator", "faultinject"):
        return parts[0]
    if parts[0] == "sim":
        return next((part for part in parts[1:-1] if part in ROOMS), None)
    return None


def room_of_include(name):
    parts = name.split("/")
    if parts[0] in ("comparator", "faultinject") and len(parts) > 1:
        return parts[0]
    if parts[0] in ("ftsim", "sim") and len(parts) > 2 and parts[1] in ROOMS:
        return parts[1]
    return None


def complaint(path, name, public):
    """Why this file may not include this name, or None."""
    room = room_of_file(path)
    other = room_of_include(name)
    library = path.parts[0] in ("comparator", "sim", "faultinject")
    if ".." in name.split("/"):
        return "name it from the include folder or the project's root"
    if other == "cli" and room != "cli":
        return "nothing includes cli"
    if other == "faultinject" and library and room not in ("faultinject", "cli"):
        return "a machine that knows of its faults is a lie"
    if room and other and other != room and other not in MAY_KNOW[room]:
        return f"{room} may know {', '.join(sorted(MAY_KNOW[room])) or 'no other room'}"
    if library and room is None and other:
        return "what every room may include knows none of them"
    if VERILATED.search(name) and library and (room not in ("model", "trace") or public):
        return "only sources of sim/model and sim/trace see Verilated headers"
    if SYSTEMC.search(name) and library and room not in ("systemc", "cli"):
        return "only sim/systemc knows SystemC"
    if INSIDE_ONLY.search(name) and public:
        return "a public header brings no such library along"
    if room == "comparator" and not COMPARATOR_USES.match(name):
        return "the comparator uses the standard library and xxHash"
    return None


def includes(root):
    public = set(source_tree.public_headers(root))
    for path in source_tree.cpp_files(root):
        for number, line in enumerate(source_tree.lines(root, path), 1):
            found = INCLUDE.match(line)
            why = found and complaint(path, found.group(2), path in public)
            if why:
                yield f"{path}:{number}: includes {found.group(2)}: {why}"
