// SPDX-License-Identifier: Apache-2.0
#pragma once

// What goes wrong because of the machine that ftsim runs on, and is no bug in ftsim: memory,
// threads, a limit of the system. One sentence says what is missing; the exit status is that of a
// file.

#include <exception>
#include <optional>
#include <string>

namespace ftsim::cli {

/// The sentence; nothing where the surroundings are not to blame. Out of memory, it allocates
/// nothing that does not fit into the string itself.
std::optional<std::string> blame_surroundings(const std::exception& error);

/// An exception that nobody can catch, thrown where none may be, ends with the sentence too.
void blame_surroundings_at_termination();

}  // namespace ftsim::cli
