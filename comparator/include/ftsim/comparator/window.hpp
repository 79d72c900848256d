// SPDX-License-Identifier: Apache-2.0
#pragma once

// Compares what two replicas said: one cycle, or a window of recorded cycles at once, bundle behind
// bundle. As long as nothing differs it runs at the speed of memory; a difference is looked into
// bit by bit. Differences under a valid bit that is not set are passed over.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "ftsim/comparator/bundle.hpp"
#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

namespace kernels {
struct Table;
}

/// Immutable; safe from any thread.
class WindowComparator {
public:
    /// Throws std::invalid_argument for a kernel that is not supported here.
    explicit WindowComparator(Bundle bundle, Kernel kernel = best_kernel());

    const Bundle& bundle() const { return bundle_; }
    Kernel kernel() const { return kernel_; }

    /// The first cycle in which they differ. Both streams have as many whole bundles; throws
    /// std::invalid_argument where they do not.
    std::optional<BundleDifference> compare(std::span<const std::byte> a,
                                            std::span<const std::byte> b) const;

    /// One cycle: no difference that counts. Both have bundle().bytes() bytes.
    bool equal(const std::byte* a, const std::byte* b) const {
        if (equal_ != nullptr) return equal_(a, b, bytes_);
        return equal_masked_(a, b, bytes_, care_.data()) || !differ(a, b);
    }

private:
    std::size_t first_suspect(const std::byte* a, const std::byte* b, std::size_t bytes,
                              std::size_t phase) const;
    void qualify(std::size_t index);
    bool differ(const std::byte* a, const std::byte* b) const;
    std::optional<BundleDifference> look_into(const std::byte* a, const std::byte* b) const;

    /// Bits that count only while one valid bit is set.
    struct Qualified {
        std::size_t valid_bit;
        std::vector<std::byte> bits;
    };

    Bundle bundle_;
    std::size_t bytes_;
    Kernel kernel_;
    bool (*equal_)(const std::byte*, const std::byte*, std::size_t) = nullptr;  // of a plain one
    bool (*equal_masked_)(const std::byte*, const std::byte*, std::size_t, const std::byte*);
    std::vector<Qualified> qualified_;
    const kernels::Table* table_;
    std::size_t period_ = 0;       // bytes after which mask and vectors meet again
    std::vector<std::byte> care_;  // the mask, over two periods
    std::vector<std::byte>
        valid_at_;  // for 64 bytes of whole bundles: the byte with its valid bit,
    std::vector<std::byte> valid_in_;  // and that bit; zero where none is needed
};

}  // namespace ftsim
