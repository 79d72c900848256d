// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/vote.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string>

#include "comparator/operations.hpp"

namespace ftsim {
namespace {

using std::to_string;
using Replicas = std::span<const std::uint8_t* const>;

constexpr std::size_t kChunk = 1'024;  // of each replica, to stay in the first-level cache

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument("vote: " + why); }

struct Task {
    Replicas replicas;
    std::uint8_t* majority;  // or null
    std::size_t bytes, word;
    VoteBy by;
};

std::uint64_t word_of(const std::uint8_t* replica, std::size_t at, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, replica + at, bytes);
    return word;
}

// Counts each bit's ones in seven bit planes, from so much below 64 that the last plane is 1 where
// more than half of the replicas have a one.
std::uint64_t bitwise(std::span<const std::uint64_t> words) {
    std::array<std::uint64_t, 7> planes = {};
    const std::size_t start = 64 - (words.size() + 1) / 2;
    for (std::size_t i = 0; i < planes.size(); ++i) planes[i] = (start >> i & 1) ? ~0ull : 0;
    for (std::uint64_t carry : words) {
        for (std::uint64_t& plane : planes) {
            const std::uint64_t sum = plane ^ carry;
            carry &= plane;
            plane = sum;
        }
    }
    return planes.back();
}

std::optional<std::uint64_t> wordwise(std::span<const std::uint64_t> words) {
    // Each other word cancels one of the candidate's; only a majority cannot be cancelled.
    std::uint64_t candidate = 0;
    std::size_t votes = 0;
    for (const std::uint64_t word : words) {
        if (votes == 0) candidate = word;
        votes = word == candidate ? votes + 1 : votes - 1;
    }
    const auto same = std::count(words.begin(), words.end(), candidate);
    if (static_cast<std::size_t>(same) * 2 <= words.size()) return std::nullopt;
    return candidate;
}

void settle_word(const Task& task, std::size_t at, std::size_t bytes, Vote& vote) {
    std::array<std::uint64_t, kMaxReplicas> storage;
    const auto words = std::span(storage).first(task.replicas.size());
    for (std::size_t r = 0; r < words.size(); ++r) words[r] = word_of(task.replicas[r], at, bytes);
    const auto agreed = wordwise(words);
    if (!agreed && !vote.no_majority) vote.no_majority = at;
    const std::uint64_t most = task.by == VoteBy::bit ? bitwise(words) : agreed.value_or(words[0]);
    if (task.majority) std::memcpy(task.majority + at, &most, bytes);
    for (std::size_t r = 0; r < words.size(); ++r) {
        if (words[r] != words[0] && !vote.disagreement) vote.disagreement = at;
        if (words[r] == most || (task.by == VoteBy::word && !agreed)) continue;
        vote.outvoted |= 1ull << r;
    }
}

void settle(const Task& task, std::size_t from, std::size_t end, Vote& vote) {
    for (std::size_t at = from; at < end; at += task.word) {
        settle_word(task, at, std::min(task.word, end - at), vote);
    }
}

void vote_over_three(const Operations& operations, const Task& task, Vote& vote) {
    VoteScan scan = {0, kNowhere, 0, VectorKernel::portable};
    do {
        operations.vote(task.replicas.data(), task.majority, task.bytes, task.word, scan);
        if (!vote.disagreement && scan.first != kNowhere) vote.disagreement = scan.first;
        const std::size_t end = std::min(scan.at + operations.vector, task.bytes);
        settle(task, scan.at, end, vote);
        scan.at = end;
    } while (scan.at < task.bytes);
    vote.outvoted |= scan.outvoted;
    vote.kernel = scan.by;
}

// Compares all with the first replica, a chunk at a time, and looks closer where one differs.
void vote_over_many(const Operations& operations, const Task& task, Vote& vote) {
    for (std::size_t at = 0; at < task.bytes; at += kChunk) {
        const std::size_t bytes = std::min(kChunk, task.bytes - at);
        const std::uint8_t* first = task.replicas[0] + at;
        std::size_t same = bytes;
        for (const std::uint8_t* replica : task.replicas.subspan(1)) {
            const Scan scan = operations.plain(first, replica + at, same);
            same = scan.at;
            vote.kernel = scan.by;
        }
        same = same / task.word * task.word;
        if (task.majority) std::copy_n(first, same, task.majority + at);
        settle(task, at + same, at + bytes, vote);
    }
}

Vote run(const Operations& operations, const Task& task) {
    Vote vote;
    vote.kernel = operations.kernel;
    if (task.replicas.size() == 3) {
        vote_over_three(operations, task, vote);
    } else {
        vote_over_many(operations, task, vote);
    }
    return vote;
}

}  // namespace

Voter::Voter(std::size_t replicas, VoteBy by, std::size_t word, VectorKernel kernel)
    : replicas_(replicas), word_(word), by_(by), operations_(&operations(kernel)) {
    if (replicas < 3 || replicas > kMaxReplicas || replicas % 2 == 0) {
        refuse(to_string(replicas) + " replicas instead of an odd number from 3 to " +
               to_string(kMaxReplicas));
    }
    if (word != 1 && word != 2 && word != 4 && word != 8) {
        refuse("words of " + to_string(word) + " bytes instead of 1, 2, 4 or 8");
    }
    if (by != VoteBy::bit && by != VoteBy::word) refuse("neither by bit nor by word");
}

Vote Voter::vote(std::span<const std::span<const std::byte>> replicas) const {
    return vote(replicas, {});
}

Vote Voter::vote(std::span<const std::span<const std::byte>> replicas,
                 std::span<std::byte> majority) const {
    if (replicas.size() != replicas_) {
        refuse(to_string(replicas.size()) + " replicas for a vote over " + to_string(replicas_));
    }
    const std::size_t bytes = replicas[0].size();
    std::array<const std::uint8_t*, kMaxReplicas> starts;
    for (std::size_t r = 0; r < replicas.size(); ++r) {
        if (replicas[r].size() != bytes) {
            refuse("replica " + to_string(r) + " has " + to_string(replicas[r].size()) +
                   " bytes, replica 0 has " + to_string(bytes));
        }
        starts[r] = reinterpret_cast<const std::uint8_t*>(replicas[r].data());
    }
    if (!majority.empty() && majority.size() != bytes) {
        refuse("room for a majority of " + to_string(majority.size()) + " bytes instead of " +
               to_string(bytes));
    }
    auto* to = majority.empty() ? nullptr : reinterpret_cast<std::uint8_t*>(majority.data());
    return run(*operations_, {std::span(starts).first(replicas_), to, bytes, word_, by_});
}

}  // namespace ftsim
