// SPDX-License-Identifier: Apache-2.0
#pragma once

// For values of one type; ByteLine is for bytes. A shadow that runs `offset` cycles behind main sees main's inputs that much later, and is
// compared with main's outputs of then: both go through a delay line. While a line fills, after a
// start, the shadow has nothing to do and nothing is compared: those cycles are blind, and are
// compared `offset` cycles later like all others. Temporal diversity: a disturbance that hits both
// halves in one clock cycle hits different states.

#include <array>
#include <cassert>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>

namespace ftsim {

/// The last values of something, the oldest first out. Not thread-safe.
template <class T, std::size_t kMost>
class DelayLine {
public:
    /// Throws std::invalid_argument for a longer one than kMost.
    explicit DelayLine(std::size_t length) : length_(length) {
        if (length > kMost) {
            throw std::invalid_argument("a delay of " + std::to_string(length) + " cycles: up to " +
                                        std::to_string(kMost) + " can be had");
        }
    }

    std::size_t length() const { return length_; }
    std::size_t size() const { return size_; }
    bool full() const { return size_ == length_; }

    /// Only where it is not full.
    void push(const T& value) {
        assert(!full());
        values_[(first_ + size_) % kMost] = value;
        ++size_;
    }
    /// Only where there is one.
    const T& oldest() const {
        assert(size_ > 0);
        return values_[first_];
    }
    void drop_oldest() {
        assert(size_ > 0);
        first_ = (first_ + 1) % kMost;
        --size_;
    }
    /// The n-th oldest.
    const T& operator[](std::size_t n) const {
        assert(n < size_);
        return values_[(first_ + n) % kMost];
    }
    void clear() { first_ = size_ = 0; }

private:
    std::array<T, kMost> values_ = {};
    std::size_t length_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

}  // namespace ftsim
