// SPDX-License-Identifier: Apache-2.0
#pragma once

// The simplest outside: a text that is there from the start (a file, an option) and waits for the
// UART to take it byte by byte. It runs on machine time, so it gives the same to every machine.
// Not thread-safe.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "ftsim/board/console_input.hpp"

namespace ftsim {

class TextSource final : public ConsoleInput {
public:
    explicit TextSource(std::string text)
        : text_(std::make_shared<const std::string>(std::move(text))) {}

    /// The next byte; nothing at the end. What has been given comes from the gate after a
    /// roll-back.
    std::optional<std::string> next(uint64_t) override {
        if (position_ == text_->size()) return std::nullopt;
        return std::string(1, (*text_)[position_++]);
    }
    std::unique_ptr<ConsoleInput> clone() const override {
        return std::make_unique<TextSource>(*this);
    }

private:
    std::shared_ptr<const std::string> text_;
    std::size_t position_ = 0;
};

}  // namespace ftsim
