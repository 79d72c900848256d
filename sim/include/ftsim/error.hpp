// SPDX-License-Identifier: Apache-2.0
#pragma once

// What goes wrong because of something outside: an option, a name, a file.
// The message is one line a person can act on (what was found, where, what would be right);
// the kind decides the exit status of the command. A broken promise inside ftsim is not an Error:
// it is an assertion.

#include <stdexcept>
#include <string>

namespace ftsim {

enum class ErrorKind {
    usage,  ///< an option, a value or a name: exit status 2
    file,   ///< a file missing, unreadable, unwritable or not what it should be: exit status 5
};

class Error : public std::runtime_error {
public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

    ErrorKind kind() const { return kind_; }

private:
    ErrorKind kind_;
};

}  // namespace ftsim
