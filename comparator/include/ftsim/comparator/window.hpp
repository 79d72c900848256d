// SPDX-License-Identifier: Apache-2.0
#pragma once

// Are two bundles, or two recorded streams of them, the same in every bit that counts; and if not,
// in which cycle, which field and which bit first? The second question costs one block of vectors
// more than the first.
//
// A qualified field counts in a cycle in which its valid bit is 1 in either stream: a comparator
// that looks at one side only would be told by the broken one what to ignore.
//
// Immutable once built: share one between threads.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "ftsim/comparator/bundle.hpp"
#include "ftsim/comparator/kernel.hpp"

namespace ftsim {

struct WindowDifference {
    std::size_t cycle;  // from the start of the window; 0 where it is a single bundle
    std::size_t field;  // in BundleDescription::fields()
    std::size_t bit;    // the lowest one that differs, from the field's lowest
    std::size_t bits;   // so many differ in this cycle

    bool operator==(const WindowDifference&) const = default;
};

struct ComparePlan;

class WindowComparator {
public:
    /// Both descriptions must be the same, the mask as wide as they are and not without a valid bit
    /// whose fields count, and the kernel one that runs here. Throws std::invalid_argument.
    WindowComparator(const BundleDescription& main, const BundleDescription& shadow,
                     const Mask& mask, VectorKernel kernel = best_kernel());
    ~WindowComparator();
    WindowComparator(WindowComparator&&) noexcept;
    WindowComparator& operator=(WindowComparator&&) noexcept;

    /// Streams of whole bundles, one behind the other, both of the same length, which may be zero;
    /// at any address. Throws std::invalid_argument.
    bool equal(std::span<const std::byte> main, std::span<const std::byte> shadow) const {
        // One bundle: the call around the comparison is the larger part, and what is the same in
        // all bits is the same in those that count.
        if (main.size() == bundle_ && shadow.size() == bundle_ &&
            same_(reinterpret_cast<const std::uint8_t*>(main.data()),
                  reinterpret_cast<const std::uint8_t*>(shadow.data()), bundle_)) [[likely]] {
            return true;
        }
        return equal_windows(main, shadow);
    }
    std::optional<WindowDifference> first_difference(std::span<const std::byte> main,
                                                     std::span<const std::byte> shadow) const;

    const BundleDescription& description() const;

    /// Reported by the code that did the last stretch of a scan of `bundles` bundles, not by what
    /// was asked for.
    VectorKernel kernel_that_ran(std::size_t bundles) const;

private:
    bool equal_windows(std::span<const std::byte> main, std::span<const std::byte> shadow) const;

    std::unique_ptr<const ComparePlan> plan_;
    std::size_t bundle_;
    bool (*same_)(const std::uint8_t*, const std::uint8_t*, std::size_t);
};

}  // namespace ftsim
