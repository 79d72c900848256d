// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/device_tape.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace ftsim {

using Ask = DeviceTape::Ask;

namespace {

std::string_view text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

void DeviceTape::write_down(const Question& question, Answer answer) {
    entries_.push_back({question.ask, question.where, std::string(question.says), question.wants,
                        std::move(answer)});
}

DeviceTape::Answer DeviceTape::ask(const Question& question) {
    if (next_ < entries_.size()) {
        const Entry& entry = entries_[next_];
        const bool same = entry.ask == question.ask && entry.where == question.where &&
                          entry.says == question.says && entry.wants == question.wants;
        if (same) return entries_[next_++].answer;
    }
    differs_ = true;
    return {};
}

bool TapedWorld::read(uint64_t address, std::span<std::byte> to) {
    const bool right = memory_.read(address, to);
    if (tape_.listens()) {
        tape_.write_down({Ask::memory_read, address, {}, to.size()},
                         {right, std::string(text(to))});
    }
    return right;
}

bool TapedWorld::write(uint64_t address, std::span<const std::byte> from) {
    const bool right = memory_.write(address, from);
    if (tape_.listens()) tape_.write_down({Ask::memory_write, address, text(from)}, {right});
    return right;
}

bool TapedWorld::read(uint64_t sector, std::span<std::byte> to, uint64_t cycle) {
    const bool right = disk_->read(sector, to, cycle);
    if (tape_.listens()) {
        tape_.write_down({Ask::disk_read, sector, {}, to.size()}, {right, std::string(text(to))});
    }
    return right;
}

bool TapedWorld::write(uint64_t sector, std::span<const std::byte> from, uint64_t cycle) {
    const bool right = disk_->write(sector, from, cycle);
    if (tape_.listens()) tape_.write_down({Ask::disk_write, sector, text(from)}, {right});
    return right;
}

bool TapedWorld::flush(uint64_t cycle) {
    const bool right = disk_->flush(cycle);
    if (tape_.listens()) tape_.write_down({Ask::disk_flush}, {right});
    return right;
}

void TapedWorld::send(std::span<const std::byte> frame, uint64_t cycle) {
    port_->send(frame, cycle);
    if (tape_.listens()) tape_.write_down({Ask::frame_sent, 0, text(frame)}, {true});
}

std::optional<std::string> TapedWorld::receive(uint64_t cycle) {
    std::optional<std::string> frame = port_->receive(cycle);
    if (tape_.listens()) {
        tape_.write_down({Ask::frame_taken}, {frame.has_value(), frame.value_or(std::string())});
    }
    return frame;
}

uint64_t TapedWorld::next_cycle(uint64_t cycle) const {
    const uint64_t next = port_->next_cycle(cycle);
    if (tape_.listens()) tape_.write_down({Ask::frame_due, cycle}, {true, {}, next});
    return next;
}

bool TapeAsWorld::read(Ask ask, uint64_t where, std::span<std::byte> to) {
    const DeviceTape::Answer answer = tape_.ask({ask, where, {}, to.size()});
    if (answer.bytes.size() == to.size()) {
        std::memcpy(to.data(), answer.bytes.data(), to.size());
    } else {
        std::fill(to.begin(), to.end(), std::byte{0});
    }
    return answer.right;
}

bool TapeAsWorld::read(uint64_t address, std::span<std::byte> to) {
    return read(Ask::memory_read, address, to);
}

bool TapeAsWorld::write(uint64_t address, std::span<const std::byte> from) {
    return tape_.ask({Ask::memory_write, address, text(from)}).right;
}

bool TapeAsWorld::read(uint64_t sector, std::span<std::byte> to, uint64_t) {
    return read(Ask::disk_read, sector, to);
}

bool TapeAsWorld::write(uint64_t sector, std::span<const std::byte> from, uint64_t) {
    return tape_.ask({Ask::disk_write, sector, text(from)}).right;
}

bool TapeAsWorld::flush(uint64_t) { return tape_.ask({Ask::disk_flush}).right; }

void TapeAsWorld::send(std::span<const std::byte> frame, uint64_t) {
    tape_.ask({Ask::frame_sent, 0, text(frame)});
}

std::optional<std::string> TapeAsWorld::receive(uint64_t) {
    DeviceTape::Answer answer = tape_.ask({Ask::frame_taken});
    if (!answer.right) return std::nullopt;
    return std::move(answer.bytes);
}

uint64_t TapeAsWorld::next_cycle(uint64_t cycle) const {
    if (!tape_.plays()) return port_->next_cycle(cycle);
    const DeviceTape::Answer answer = tape_.ask({Ask::frame_due, cycle});
    return answer.right ? answer.cycle : port_->next_cycle(cycle);
}

}  // namespace ftsim
