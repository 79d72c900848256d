// SPDX-License-Identifier: Apache-2.0
#pragma once

// The GDB remote serial protocol over a session: a packet comes, a reply goes, until the debugger
// detaches or kills. (GDB manual, appendix E "Remote Protocol", sections "Packets", "Stop Reply
// Packets", "General Query Packets".)

#include "sim/cli/gdb/connection.hpp"
#include "sim/cli/gdb/session.hpp"

namespace ftsim::cli {

/// Serves one debugger on the port and returns when it has gone. Says on stderr where to connect.
/// Throws Stopped soon after `stop` says so, whether it waits for a debugger, for a packet or for
/// the machine.
void serve_gdb(std::unique_ptr<Debuggee> debuggee, uint16_t port, std::function<bool()> stop);

/// 0 to 65535. Throws Error(usage).
uint16_t parse_port(const std::string& text);

}  // namespace ftsim::cli
