// SPDX-License-Identifier: Apache-2.0
#pragma once

// Who types at the machine's console. A source of input lives on machine time: what it gives
// depends on what the guest has said up to a cycle and on nothing else, so that it gives the same
// to a golden run beside the run, and to an experiment. Whatever it gives is recorded at the gate;
// after a roll-back it comes from there again. Not thread-safe.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace ftsim {

class ConsoleInput {
public:
    virtual ~ConsoleInput() = default;

    /// The byte that comes with this cycle, asked once; nothing where there is none.
    virtual std::optional<std::string> next(uint64_t cycle) = 0;
    /// A byte has entered: the one just given, or one repeated after a roll-back.
    virtual void entered([[maybe_unused]] uint64_t cycle) {}
    /// The guest has said a byte on its console.
    virtual void heard([[maybe_unused]] char byte, [[maybe_unused]] uint64_t cycle) {}

    /// Roll-back: nothing has been heard or has entered from this cycle on.
    virtual void back_to([[maybe_unused]] uint64_t cycle) {}
    /// No roll-back will go before this cycle any more.
    virtual void keep_from([[maybe_unused]] uint64_t cycle) {}

    /// To put aside, and to bring back: an experiment leaves no trace.
    virtual std::unique_ptr<ConsoleInput> clone() const = 0;
};

}  // namespace ftsim
