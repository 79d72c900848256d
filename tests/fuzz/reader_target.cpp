// SPDX-License-Identifier: Apache-2.0
// Everything that `ftsim log` does with a file, on any bytes.
#include <cstdlib>
#include <string_view>

#include "ftsim/error.hpp"
#include "ftsim/replay/log_file.hpp"
#include "ftsim/replay/verifier.hpp"
#include "tests/fuzz/target.hpp"

namespace {

using namespace ftsim::replay;

// One line that a terminal can show, and about the file.
void check(const ftsim::Error& error) {
    const std::string_view text = error.what();
    const bool one_line = text.find('\n') == std::string_view::npos;
    if (error.kind() != ftsim::ErrorKind::file || text.empty() || !one_line) std::abort();
}

template <class Read>
void read_or_refuse(Read read) {
    try {
        read();
    } catch (const ftsim::Error& error) {
        check(error);
    }
}

void read_all(std::span<const std::byte> bytes, LogFile::Holes holes) {
    const LogFile log(bytes_in_memory(bytes), "fuzzed", holes);
    if (log.end().has_value() == log.cut().has_value()) std::abort();
    log.describe_cut();
    read_or_refuse([&] { read_start_snapshot(log); });
    for (std::size_t chunk = 0; chunk < log.chunks().size(); ++chunk) {
        read_or_refuse([&] {
            if (log.chunks()[chunk].header.begins_snapshot) read_snapshot(log, chunk);
        });
        read_or_refuse([&] {
            LogCursor cursor(log, chunk);
            for (const Event* event = cursor.next(); event != nullptr; event = cursor.next()) {
                if (cursor.chunk() != chunk) break;
                if (describe(*event).find('\n') != std::string::npos) std::abort();
            }
        });
    }
    read_or_refuse([&] {
        LogCursor cursor(log);
        while (cursor.next() != nullptr) {
        }
    });
}

}  // namespace

int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    for (const auto holes : {LogFile::Holes::refuse, LogFile::Holes::skip}) {
        read_or_refuse([&] { read_all(bytes, holes); });
    }
    return 0;
}
