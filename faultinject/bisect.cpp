// SPDX-License-Identifier: Apache-2.0
#include "ftsim/faultinject/bisect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace ftsim {

namespace {

/// A run that has come to a cycle, and can go on.
class Probe {
public:
    /// It starts from the last snapshot at or before `from`: later ones are the recording's.
    Probe(const Timeline& timeline, uint64_t from) : timeline_(timeline), from_(from) {}

    /// Plays to a cycle, from where it is or from the start.
    ReplayedRun& at(uint64_t cycle) {
        if (!run_ || run_->engine().cycle() > cycle) {
            ReplayConfig config = timeline_.config;
            config.from_cycle = from_;
            config.stop_where_parted = false;
            run_ = std::make_unique<ReplayedRun>(timeline_.log, config, nobody_);
        }
        run_->run_until(cycle);
        return *run_;
    }

private:
    const Timeline& timeline_;
    uint64_t from_;
    Observer nobody_;
    std::unique_ptr<ReplayedRun> run_;
};

std::string value_of(const Site& site, std::span<const std::byte> state) {
    std::string text = "0x";
    for (std::size_t i = (site.width + 7) / 8; i-- > 0;) {
        text += fmt::format("{:02x}", static_cast<unsigned>(state[site.offset + i]));
    }
    return text;
}

void compare_boards(Machine& a, Machine& b, std::vector<StateDifference>& found) {
    for (unsigned replica = 0; replica < std::min(a.replicas(), b.replicas()); ++replica) {
        const std::vector<std::byte> mine = a.replica_state(replica);
        const std::vector<std::byte> yours = b.replica_state(replica);
        const std::string name =
            a.replica_name(replica) + (a.boards() == a.replicas() ? ".core" : "");
        for (const Site& site : a.state_map().sites()) {
            const std::string left = value_of(site, mine), right = value_of(site, yours);
            if (left == right) continue;
            found.push_back({fmt::format("{}.{}", name, site.name), left, right});
        }
    }
}

void compare_memory(Machine& a, Machine& b, std::vector<StateDifference>& found) {
    const Ram& mine = a.backplane().memory().ram();
    const Ram& yours = b.backplane().memory().ram();
    const uint64_t pages = std::min(mine.size(), yours.size()) / Ram::kPageBytes;
    for (uint32_t page = 0; page < pages; ++page) {
        const auto left = mine.page(page), right = yours.page(page);
        if (std::equal(left.begin(), left.end(), right.begin())) continue;
        const uint32_t address = address::kRam + page * Ram::kPageBytes;
        for (uint32_t word = 0; word < Ram::kPageBytes; word += 4) {
            const uint32_t at = page * Ram::kPageBytes + word;
            if (mine.load(at) == yours.load(at)) continue;
            found.push_back({fmt::format("memory 0x{:08x}", address + word),
                             fmt::format("0x{:08x}", mine.load(at)),
                             fmt::format("0x{:08x}", yours.load(at))});
        }
    }
}

bool states_differ(ReplayedRun& a, ReplayedRun& b) {
    if (a.engine().digest() != b.engine().digest()) return true;
    for (unsigned board = 0; board < std::min(a.machine().replicas(), b.machine().replicas());
         ++board) {
        if (a.machine().replica_state(board) != b.machine().replica_state(board)) return true;
    }
    return false;
}

// A log may expect something long behind where its replay has parted from it.
uint64_t first_sign(const replay::Divergence& parted) {
    uint64_t cycle = UINT64_MAX;
    for (const auto* event : {&parted.expected, &parted.found}) {
        if (*event) cycle = std::min(cycle, (*event)->at.cycle);
    }
    return parted.expected || parted.found ? cycle : parted.agreed.cycle;
}

}  // namespace

std::vector<StateDifference> compare_states(Machine& a, Machine& b) {
    std::vector<StateDifference> found;
    compare_boards(a, b, found);
    compare_memory(a, b, found);
    if (a.backplane().save_devices() != b.backplane().save_devices()) {
        found.push_back({"devices", "", ""});
    }
    return found;
}

std::optional<FirstDifference> first_difference(const Timeline& a, const Timeline& b, uint64_t from,
                                                uint64_t to) {
    Probe left(a, from), right(b, from);
    const auto differ = [&](uint64_t cycle) {
        ReplayedRun& mine = left.at(cycle);
        ReplayedRun& yours = right.at(cycle);
        return mine.engine().cycle() != yours.engine().cycle() || states_differ(mine, yours);
    };
    if (!differ(to)) return std::nullopt;
    while (to - from > 1) {
        const uint64_t middle = from + (to - from) / 2;
        (differ(middle) ? to : from) = middle;
    }
    ReplayedRun& mine = left.at(to);
    ReplayedRun& yours = right.at(to);
    return FirstDifference{to,
                           {mine.engine().cycle(), mine.engine().retired()},
                           {yours.engine().cycle(), yours.engine().retired()},
                           compare_states(mine.machine(), yours.machine())};
}

std::optional<FirstDifference> difference_at_snapshot(const Timeline& timeline,
                                                      uint64_t agreed_cycle,
                                                      uint64_t parted_cycle) {
    for (const replay::ChunkPlace& chunk : timeline.log.chunks()) {
        const uint64_t cycle = chunk.header.first.cycle;
        if (!chunk.header.begins_snapshot || cycle < parted_cycle) continue;
        Observer nobody;
        ReplayConfig config = timeline.config;
        config.stop_where_parted = false;
        config.from_cycle = agreed_cycle;
        ReplayedRun replayed(timeline.log, config, nobody);
        replayed.run_until(cycle);
        config.from_cycle = cycle;
        ReplayedRun recorded(timeline.log, config, nobody);
        return FirstDifference{cycle,
                               {recorded.engine().cycle(), recorded.engine().retired()},
                               {replayed.engine().cycle(), replayed.engine().retired()},
                               compare_states(recorded.machine(), replayed.machine())};
    }
    return std::nullopt;
}

Diagnosis diagnose(const Timeline& timeline, const replay::Divergence& parted) {
    const uint64_t agreed_cycle = parted.digest_agreed.cycle;
    const uint64_t parted_cycle = first_sign(parted);
    Observer nobody;
    ReplayConfig plain;
    plain.from_cycle = agreed_cycle;
    plain.interrupted = timeline.config.interrupted;
    const ReplayStatus status =
        ReplayedRun(timeline.log, plain, nobody).run_until(parted_cycle + 1);
    Diagnosis diagnosis;
    if (status != ReplayStatus::diverged) {
        diagnosis.exact =
            first_difference({timeline.log, plain}, timeline, agreed_cycle, parted_cycle);
    } else {
        diagnosis.at_snapshot =
            difference_at_snapshot({timeline.log, plain}, agreed_cycle, parted_cycle);
    }
    return diagnosis;
}

}  // namespace ftsim
