// SPDX-License-Identifier: Apache-2.0
#include "comparator/plan.hpp"

#include <algorithm>
#include <utility>

#include "comparator/bits.hpp"

namespace ftsim {
namespace {

constexpr std::size_t kMaxSteps = 16;  // of a block of several bundles
constexpr std::uint8_t kUnused = 0x80;

std::size_t vectors(std::size_t bytes, std::size_t vector) { return (bytes + vector - 1) / vector; }

// At least a vector's length, and from there on as many bundles as waste the fewest bytes of the
// vectors that cover them.
std::size_t bundles_in_block(std::size_t bundle, std::size_t vector) {
    const std::size_t least = vectors(vector, bundle);
    std::size_t best = least;
    const auto wasted = [&](std::size_t n) {
        const std::size_t loaded = vectors(n * bundle, vector) * vector;
        return static_cast<double>(loaded - n * bundle) / static_cast<double>(loaded);
    };
    for (std::size_t n = least; vectors(n * bundle, vector) <= kMaxSteps; ++n) {
        if (wasted(n) < wasted(best)) best = n;
    }
    return best;
}

struct Builder {
    const Operations& operations;
    std::size_t block;
    PatternStore store = {};

    // The start of a source that holds this byte: the step's own vector where it does, for that is
    // loaded already.
    std::size_t source_of(std::size_t byte, std::size_t step) const {
        if (byte >= step && byte < step + operations.source && operations.source > 1) return step;
        const std::size_t aligned = byte / operations.source * operations.source;
        return std::min(aligned, block - operations.source);
    }

    // One with room for this condition at this place, or that has it already.
    Layer& layer_for(const Step& step, std::size_t source, std::size_t place, std::uint8_t index,
                     std::uint8_t select) {
        for (std::size_t i = step.first_layer; i < store.layers.size(); ++i) {
            Layer& layer = store.layers[i];
            const bool free = layer.index[place] == kUnused;
            const bool same = layer.index[place] == index && layer.select[place] == select;
            if (layer.source == source && (free || same)) return layer;
        }
        Layer& layer = store.layers.emplace_back();
        std::fill_n(layer.index, kMaxVector, kUnused);
        layer.source = static_cast<std::uint32_t>(source);
        return layer;
    }

    // `bit` of byte `byte` of the step counts while the block's bit `condition` is 1.
    void add(const Step& step, std::size_t byte, std::uint8_t bit, std::size_t condition) {
        const std::size_t source = source_of(condition / 8, step.offset);
        const std::size_t place = operations.one_bit_per_layer ? 0 : byte;
        const auto index = static_cast<std::uint8_t>(condition / 8 - source);
        const auto select = static_cast<std::uint8_t>(1u << condition % 8);
        Layer& layer = layer_for(step, source, place, index, select);
        layer.index[place] = index;
        layer.select[place] = select;
        layer.care[byte] = static_cast<std::uint8_t>(layer.care[byte] | bit);
    }

    // `from`: the first byte of the step that no step before it covers.
    void add_step(std::size_t offset, std::size_t from, std::span<const std::size_t> bundle) {
        Step step = {};
        step.offset = static_cast<std::uint32_t>(offset);
        step.first_layer = static_cast<std::uint32_t>(store.layers.size());
        const std::size_t end = std::min(offset + operations.vector, block);
        for (std::size_t bit = from * 8; bit < end * 8; ++bit) {
            const std::size_t condition = bundle[bit % bundle.size()];
            const std::size_t byte = bit / 8 - offset;
            const auto one = static_cast<std::uint8_t>(1u << bit % 8);
            if (condition == kAlways) step.always[byte] = step.always[byte] | one;
            if (condition == kAlways || condition == kNever) continue;
            add(step, byte, one, bit / bundle.size() * bundle.size() + condition);
        }
        step.end_layer = static_cast<std::uint32_t>(store.layers.size());
        store.steps.push_back(step);
    }
};

}  // namespace

std::vector<std::size_t> conditions(const BundleDescription& description, const Mask& mask) {
    std::vector<std::size_t> when(description.bytes() * 8, kNever);
    for (const BundleField& field : description.fields()) {
        const std::size_t valid =
            field.valid.empty() ? kAlways
                                : description.fields()[description.index_of(field.valid)].offset;
        for (std::size_t bit = field.offset; bit < field.offset + field.width; ++bit) {
            if (bit_at(mask.counts(), bit)) when[bit] = valid;
        }
    }
    return when;
}

bool counts_always(const BundleDescription& description, const Mask& mask) {
    const auto when = conditions(description, mask);
    return std::all_of(when.begin(), when.end(), [](std::size_t one) { return one == kAlways; });
}

PatternStore make_pattern(const BundleDescription& description, const Mask& mask,
                          const Operations& operations) {
    const auto bundle = conditions(description, mask);
    const std::size_t bytes = description.bytes();
    Builder builder = {operations, bytes * bundles_in_block(bytes, operations.vector)};
    const std::size_t block = builder.block;
    for (std::size_t at = 0; at < block; at += operations.vector) {
        // The last vector reaches back rather than beyond the block.
        builder.add_step(std::min(at, block - operations.vector), at, bundle);
    }
    builder.store.block = block;
    return std::move(builder.store);
}

}  // namespace ftsim
