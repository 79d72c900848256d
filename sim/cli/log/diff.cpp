// SPDX-License-Identifier: Apache-2.0
// Two recordings side by side: the machines, then event by event. How the events were packed does
// not matter.
#include <fmt/format.h>

#include <map>

#include "ftsim/printable.hpp"
#include "ftsim/replay/verifier.hpp"
#include "sim/cli/files.hpp"
#include "sim/cli/log/subcommands.hpp"
#include "sim/cli/wording.hpp"

namespace ftsim::cli {

using replay::LogCursor;
using replay::LogFile;

namespace {

std::string differing_fields(const LogFile& a, const LogFile& b) {
    std::map<std::string, std::pair<std::string, std::string>> fields;
    for (const auto& field : a.header().machine) fields[field.name].first = field.value;
    for (const auto& field : b.header().machine) fields[field.name].second = field.value;
    fields["start_digest"] = {fmt::format("{:016x}", a.header().start_digest),
                              fmt::format("{:016x}", b.header().start_digest)};
    fields["seed"] = {std::to_string(a.header().seed), std::to_string(b.header().seed)};
    std::string text;
    for (const auto& [name, values] : fields) {
        if (values.first == values.second) continue;
        text += fmt::format("{:<18} {} / {}\n", printable(name), printable(values.first),
                            printable(values.second));
    }
    return text;
}

std::optional<replay::Event> copy_of(const replay::Event* event) {
    return event == nullptr ? std::nullopt : std::optional(*event);
}

struct Compared {
    uint64_t agreed = 0;
    std::optional<replay::Event> first_a, first_b;  ///< the first that differ; both empty: none
    std::map<replay::EventKind, std::pair<uint64_t, uint64_t>> counts;
};

Compared compare_events(const LogFile& a, const LogFile& b) {
    Compared compared;
    LogCursor left(a), right(b);
    const replay::Event* mine = left.next();
    const replay::Event* yours = right.next();
    bool same = true;
    while (mine != nullptr || yours != nullptr) {
        if (same && (mine == nullptr || yours == nullptr || *mine != *yours)) {
            same = false;
            compared.first_a = copy_of(mine);
            compared.first_b = copy_of(yours);
        }
        compared.agreed += same;
        if (mine != nullptr) ++compared.counts[mine->kind].first;
        if (yours != nullptr) ++compared.counts[yours->kind].second;
        mine = mine == nullptr ? nullptr : left.next();
        yours = yours == nullptr ? nullptr : right.next();
    }
    return compared;
}

std::string line_of(const std::optional<replay::Event>& event) {
    return event ? describe(*event) : "nothing more";
}

}  // namespace

int log_diff(const std::string& a, const std::string& b, const StopRequest& stop) {
    const LogFile left = open_log(a, stop), right = open_log(b, stop);
    say_cut(left);
    say_cut(right);
    const std::string fields = differing_fields(left, right);
    const Compared compared = compare_events(left, right);
    const bool same_events = !compared.first_a && !compared.first_b;
    std::string text = fields;
    text += fmt::format(
        "{} the same{}\n",
        compared.agreed == 1 ? "1 event is" : counted(compared.agreed, "event") + " are",
        same_events ? ", all of them" : "; then");
    if (!same_events) {
        text += folded_lines(
            fmt::format("< {}\n> {}\n\n", line_of(compared.first_a), line_of(compared.first_b)),
            kEventIndent);
        text += fmt::format("{:<16} {:>12} {:>12}\n", "kind", "<", ">");
        for (const auto& [kind, counts] : compared.counts) {
            text += fmt::format("{:<16} {:>12} {:>12}\n", name(kind), grouped(counts.first),
                                grouped(counts.second));
        }
    }
    print_out(text);
    return same_events && fields.empty() ? kExitFine : kExitFailed;
}

}  // namespace ftsim::cli
