// SPDX-License-Identifier: Apache-2.0
#include "ftsim/comparator/signature.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

#include "comparator/operations.hpp"
#include "comparator/plan.hpp"
#include "ftsim/comparator/window.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace ftsim {

struct SignaturePlan {
    std::size_t bundle;  // bytes
    bool plain;          // every bit counts always
    const Operations& operations;
    PatternStore pattern;  // in the portable kernel's words
};

namespace {

constexpr std::size_t kPiece = 4'096;  // bytes signed at once, where a mask must be laid over them

[[noreturn]] void refuse(const std::string& why) {
    throw std::invalid_argument("signature: " + why);
}

std::uint64_t word_at(const std::uint8_t* from, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, bytes);
    return word;
}

// What counts of a step's word; of a last incomplete block only `left` bytes are there.
void keep_step(const Pattern& pattern, const Step& step, const std::uint8_t* from, std::uint8_t* to,
               std::size_t left) {
    const std::size_t bytes = std::min<std::size_t>(sizeof(std::uint64_t), left - step.offset);
    std::uint64_t counts = word_at(step.always, sizeof counts);
    for (std::size_t i = step.first_layer; i < step.end_layer; ++i) {
        const Layer& layer = pattern.layers[i];
        if (layer.source >= left) continue;
        // Valid bits are hard to foresee: no branch.
        const std::uint64_t valid = (from[layer.source] & layer.select[0]) != 0 ? 1 : 0;
        counts |= word_at(layer.care, sizeof counts) & (0 - valid);
    }
    // A block's last word may reach back over bytes that are done.
    const std::uint64_t kept =
        word_at(to + step.offset, bytes) | (word_at(from + step.offset, bytes) & counts);
    std::memcpy(to + step.offset, &kept, bytes);
}

void keep_what_counts(const Pattern& pattern, const std::uint8_t* from, std::uint8_t* to,
                      std::size_t bytes) {
    std::memset(to, 0, bytes);
    for (std::size_t at = 0; at < bytes; at += pattern.block) {
        for (std::size_t i = 0; i < pattern.step_count; ++i) {
            const Step& step = pattern.steps[i];
            if (step.offset >= bytes - at) break;
            keep_step(pattern, step, from + at, to + at, bytes - at);
        }
    }
}

// Hands over the window as it counts, in pieces of whole bundles.
template <class Take>
void for_each_piece(const SignaturePlan& plan, std::span<const std::byte> window, Take take) {
    if (plan.plain) return take(window);
    const std::size_t block = plan.pattern.block;
    const std::size_t piece = std::max<std::size_t>(kPiece / block, 1) * block;
    std::vector<std::byte> kept(std::min(piece, window.size()));
    for (std::size_t at = 0; at < window.size(); at += piece) {
        const std::size_t bytes = std::min(piece, window.size() - at);
        keep_what_counts(plan.pattern.view(),
                         reinterpret_cast<const std::uint8_t*>(window.data() + at),
                         reinterpret_cast<std::uint8_t*>(kept.data()), bytes);
        take(std::span<const std::byte>(kept).first(bytes));
    }
}

void check(const SignaturePlan& plan, std::span<const std::byte> window) {
    if (window.size() % plan.bundle == 0) return;
    refuse("a window of " + std::to_string(window.size()) + " bytes instead of whole bundles of " +
           std::to_string(plan.bundle));
}

}  // namespace

WindowSignature::WindowSignature(const BundleDescription& description, const Mask& mask,
                                 VectorKernel kernel) {
    const WindowComparator checked(description, description, mask, VectorKernel::portable);
    plan_ = std::unique_ptr<const SignaturePlan>(
        new SignaturePlan{description.bytes(), counts_always(description, mask), operations(kernel),
                          make_pattern(description, mask, operations(VectorKernel::portable))});
}

WindowSignature::~WindowSignature() = default;
WindowSignature::WindowSignature(WindowSignature&&) noexcept = default;
WindowSignature& WindowSignature::operator=(WindowSignature&&) noexcept = default;

std::uint64_t WindowSignature::xxh3(std::span<const std::byte> window) const {
    check(*plan_, window);
    if (plan_->plain) {
        return plan_->operations.xxh3(reinterpret_cast<const std::uint8_t*>(window.data()),
                                      window.size());
    }
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    for_each_piece(*plan_, window, [&](std::span<const std::byte> piece) {
        XXH3_64bits_update(&state, piece.data(), piece.size());
    });
    return XXH3_64bits_digest(&state);
}

std::uint64_t WindowSignature::misr(std::span<const std::byte> window, Misr start) const {
    check(*plan_, window);
    for_each_piece(*plan_, window, [&](std::span<const std::byte> piece) {
        for (std::size_t at = 0; at < piece.size(); at += plan_->bundle) {
            start.take(piece.subspan(at, plan_->bundle));
        }
    });
    return start.signature();
}

std::vector<std::uint64_t> WindowSignature::intervals(std::span<const std::byte> window,
                                                      std::size_t cycles) const {
    if (cycles == 0) refuse("intervals of no cycles");
    check(*plan_, window);
    const std::size_t all = window.size() / plan_->bundle;
    std::vector<std::uint64_t> signatures;
    for (std::size_t cycle = 0; cycle < all;) {
        const std::size_t now = std::min(cycles, all - cycle);
        signatures.push_back(xxh3(window.subspan(cycle * plan_->bundle, now * plan_->bundle)));
        cycle += now;
    }
    return signatures;
}

std::optional<std::size_t> first_interval(std::span<const std::uint64_t> main,
                                          std::span<const std::uint64_t> shadow) {
    if (main.size() != shadow.size()) {
        refuse(std::to_string(main.size()) + " signatures against " +
               std::to_string(shadow.size()));
    }
    const auto [first, other] = std::mismatch(main.begin(), main.end(), shadow.begin());
    if (first == main.end()) return std::nullopt;
    return static_cast<std::size_t>(first - main.begin());
}

}  // namespace ftsim
