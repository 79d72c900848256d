// SPDX-License-Identifier: Apache-2.0
#pragma once

// What asks a command to stop: SIGINT, SIGTERM, or its --timeout. Every command looks at the same
// request and ends with what it knows by then. A system call that waits, as opening a pipe that
// nobody reads does, comes back with EINTR: once asked, the request is repeated every tenth of a
// second, so that none that begins later waits for ever either.

#include <functional>

namespace ftsim::cli {

/// One in a process: signals are the process's. May be asked by any thread.
class StopRequest {
public:
    /// From now on the signals ask to stop instead of killing, and a write beyond the file size
    /// limit fails instead of killing.
    StopRequest();

    /// Asks by itself after so many seconds of wall time, unless a signal did before.
    void after(double seconds);

    bool asked() const;
    /// It was the time that asked.
    bool timed_out() const;
    /// Of a command that was stopped.
    int exit_status() const;
    /// "interrupted" or "timeout", as JSON spells it.
    const char* reason() const;

    /// asked() for those who take a function.
    std::function<bool()> token() const {
        return [this] { return asked(); };
    }
};

}  // namespace ftsim::cli
