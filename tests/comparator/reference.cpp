// SPDX-License-Identifier: Apache-2.0
#include "tests/comparator/reference.hpp"

#include <algorithm>
#include <string>

namespace ftsim::test {

bool bit(std::span<const std::byte> bytes, std::size_t at) {
    return (std::to_integer<unsigned>(bytes[at / 8]) >> at % 8 & 1) != 0;
}

void flip(std::span<std::byte> bytes, std::size_t at) {
    bytes[at / 8] ^= static_cast<std::byte>(1u << at % 8);
}

std::size_t below(Random& random, std::size_t end) { return random() % end; }

Bytes random_bytes(Random& random, std::size_t size) {
    Bytes bytes(size);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

BundleDescription random_description(Random& random, std::size_t bytes) {
    std::vector<BundleField> fields;
    std::vector<std::string> valids;
    std::size_t at = below(random, 3);
    while (at < bytes * 8) {
        const std::string name = "f" + std::to_string(fields.size());
        const std::size_t kind = below(random, 4);
        const std::size_t most = std::min<std::size_t>(bytes * 8 - at, kind == 3 ? 100 : 17);
        BundleField field = {name, at, kind == 0 ? 1 : 1 + below(random, most)};
        if (kind == 0) {
            valids.push_back(name);
        } else if (!valids.empty() && kind != 1) {
            field.valid = valids[below(random, valids.size())];
        }
        at += field.width + (below(random, 4) == 0 ? below(random, 9) : 0);
        fields.push_back(field);
    }
    return {bytes, fields};
}

BundleDescription qualified_words(std::size_t bytes) {
    const std::size_t words = (bytes * 8 - 7) / 33;
    std::vector<BundleField> fields;
    for (std::size_t i = 0; i < words; ++i) fields.push_back({"v" + std::to_string(i), i, 1});
    for (std::size_t i = 0; i < words; ++i) {
        fields.push_back(
            {"w" + std::to_string(i), (words + 7) / 8 * 8 + i * 32, 32, "v" + std::to_string(i)});
    }
    return {bytes, fields};
}

Mask random_mask(Random& random, const BundleDescription& description) {
    Bytes dont_care(description.bytes());
    for (const BundleField& field : description.fields()) {
        for (std::size_t i = 0; i < field.width && field.width > 1; ++i) {
            if (below(random, 8) == 0) flip(dont_care, field.offset + i);
        }
    }
    return {description, dont_care};
}

std::optional<WindowDifference> reference(const BundleDescription& description, const Mask& mask,
                                          std::span<const std::byte> a,
                                          std::span<const std::byte> b) {
    const std::size_t bits = description.bytes() * 8;
    for (std::size_t cycle = 0; cycle < a.size() / description.bytes(); ++cycle) {
        const std::size_t start = cycle * bits;
        std::optional<WindowDifference> found;
        for (std::size_t index = 0; index < description.fields().size(); ++index) {
            const BundleField& field = description.fields()[index];
            if (!field.valid.empty()) {
                const auto& valid = description.fields()[description.index_of(field.valid)];
                if (!bit(a, start + valid.offset) && !bit(b, start + valid.offset)) continue;
            }
            for (std::size_t i = 0; i < field.width; ++i) {
                const std::size_t at = field.offset + i;
                if (!bit(mask.counts(), at) || bit(a, start + at) == bit(b, start + at)) continue;
                if (!found) found = {cycle, index, i, 0};
                ++found->bits;
            }
        }
        if (found) return found;
    }
    return std::nullopt;
}

std::vector<VectorKernel> kernels() {
    std::vector<VectorKernel> found;
    for (const VectorKernel kernel : kVectorKernels) {
        if (runs_here(kernel)) found.push_back(kernel);
    }
    return found;
}

}  // namespace ftsim::test
