// SPDX-License-Identifier: Apache-2.0
// Events as a person reads them.
#include <fmt/format.h>

#include "ftsim/printable.hpp"
#include "ftsim/replay/payload.hpp"
#include "ftsim/replay/verifier.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

constexpr std::size_t kShownBytes = 16;

std::string shown(std::string_view bytes) {
    std::string text = bytes.size() == 1 ? "" : fmt::format("{} bytes ", bytes.size());
    for (const char c : bytes.substr(0, kShownBytes)) {
        text += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    if (bytes.size() > kShownBytes) text += "...";
    if (bytes.size() == 1 && bytes[0] >= ' ' && bytes[0] <= '~') {
        text += fmt::format(" '{}'", bytes[0]);
    }
    return text;
}

uint64_t word_of(std::string_view bytes) {
    return ByteReader(std::as_bytes(std::span(bytes))).fixed<uint64_t>();
}

std::string what(const Event& event) {
    const std::string& bytes = event.payload;
    switch (event.kind) {
        case EventKind::output_mark: {
            const auto mark = read_payload<OutputMark>(bytes);
            std::string text = fmt::format("value {:#x}", mark->value);
            if (mark->has_data) text += fmt::format(" data {:016x}", mark->digest);
            if (event.source == 0 && mark->value >= ' ' && mark->value <= '~') {
                text += fmt::format(" '{}'", static_cast<char>(mark->value));
            }
            return text;
        }
        case EventKind::state_digest: return fmt::format("{:016x}", word_of(bytes));
        case EventKind::clock_read: return fmt::format("{}", word_of(bytes));
        case EventKind::snapshot: {
            const auto info = read_payload<SnapshotInfo>(bytes);
            return fmt::format("number {} of {} bytes, digest {:016x}", info->number, info->bytes,
                               info->digest);
        }
        case EventKind::fault: {
            const auto fault = read_payload<Fault>(bytes);
            return fmt::format("{} at elapsed cycle {}", printable(fault->site),
                               fault->elapsed_cycle);
        }
        case EventKind::roll_back: {
            const auto back = read_payload<RollBackTo>(bytes);
            return fmt::format("to cycle {}, instruction {}, elapsed cycle {}", back->to.cycle,
                               back->to.retired, back->elapsed_cycle);
        }
        case EventKind::term_change: {
            const auto change = read_payload<TermChange>(bytes);
            return fmt::format("term {} from cycle {}", change->term, change->cycle);
        }
        case EventKind::clean_end: {
            const auto end = read_payload<CleanEnd>(bytes);
            return fmt::format("{} events, elapsed cycle {}, digest {:016x}", end->events,
                               end->elapsed_cycle, end->digest);
        }
        case EventKind::control: return printable(bytes);
        default: return shown(bytes);
    }
}

}  // namespace

std::string describe(const Event& event) {
    return fmt::format("cycle {} instruction {} {} {}: {}", event.at.cycle, event.at.retired,
                       name(event.kind), event.source, what(event));
}

std::string describe(const std::optional<Event>& event) {
    return event ? describe(*event) : "nothing";
}

}  // namespace ftsim::replay
