// SPDX-License-Identifier: Apache-2.0
#pragma once

// The simplest outside: a text that is there from the start (a file, a script) and waits for the
// UART to take it byte by byte. It runs on machine time, so it gives the same to every machine. It
// can be wound back, for an experiment that is to leave no trace. Not thread-safe.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace ftsim {

class TextSource {
public:
    explicit TextSource(std::string text) : text_(std::move(text)) {}

    /// The next byte; nothing at the end.
    std::optional<std::string> next() {
        if (position_ == text_.size()) return std::nullopt;
        return std::string(1, text_[position_++]);
    }

    /// Bytes that have been taken.
    std::size_t position() const { return position_; }
    void rewind(std::size_t position) { position_ = position; }

private:
    std::string text_;
    std::size_t position_ = 0;
};

}  // namespace ftsim
