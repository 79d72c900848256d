// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/surroundings.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <system_error>

#include "sim/cli/commands.hpp"

namespace ftsim::cli {

namespace {

#define FTSIM_NO_MEMORY "out of memory: a smaller --ram, or a higher limit (ulimit -v), would do"
constexpr const char* kNoMemory = FTSIM_NO_MEMORY;
constexpr const char* kNoMemoryLine = "ftsim: " FTSIM_NO_MEMORY "\n";

[[noreturn]] void terminated() {
    if (const std::exception_ptr current = std::current_exception()) {
        try {
            std::rethrow_exception(current);
        } catch (const std::bad_alloc&) {
            // No memory for more than this.
            [[maybe_unused]] const ssize_t said =
                write(STDERR_FILENO, kNoMemoryLine, std::strlen(kNoMemoryLine));
            _exit(kExitFile);
        } catch (...) {
        }
    }
    std::abort();
}

}  // namespace

std::optional<std::string> blame_surroundings(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return kNoMemory;
    const auto* system = dynamic_cast<const std::system_error*>(&error);
    if (system == nullptr) return std::nullopt;
    if (system->code() == std::errc::resource_unavailable_try_again) {
        return "no thread can be started: the system, or a limit (ulimit -u), allows no more";
    }
    if (system->code() == std::errc::not_enough_memory) return kNoMemory;
    return std::string("the system: ") + system->what();
}

void blame_surroundings_at_termination() { std::set_terminate(terminated); }

}  // namespace ftsim::cli
