// SPDX-License-Identifier: Apache-2.0
#include "ftsim/systemc/plugged.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "ftsim/error.hpp"

namespace ftsim::systemc {

namespace {

constexpr unsigned kWordBytes = 4;

CoreOutputs data_request(const CoreOutputs& out) {
    CoreOutputs request;
    request.data_req = 1;
    request.data_addr = out.data_addr;
    request.data_we = out.data_we;
    request.data_be = out.data_be;
    request.data_wdata = out.data_we ? out.data_wdata : 0;
    return request;
}

}  // namespace

void IntervalMarks::begin(std::size_t position) {
    if (marks_.size() == 2) marks_.pop_front();
    marks_.push_back(position);
}

std::size_t IntervalMarks::roll_back(unsigned intervals) {
    for (; intervals > 1 && marks_.size() > 1; --intervals) marks_.pop_back();
    return marks_.back();
}

Plugged::Plugged(Transport transport, uint32_t first, uint64_t bytes, sc_core::sc_time longest)
    : transport_(std::move(transport)), first_(first), bytes_(bytes), longest_(longest) {
    if (bytes == 0 || first % kWordBytes != 0 || bytes % kWordBytes != 0 ||
        first + bytes > uint64_t{1} << 32) {
        throw Error(ErrorKind::usage,
                    fmt::format("a TLM target at 0x{:08x} of {} bytes: whole words below 4 GiB "
                                "are possible",
                                first, bytes));
    }
}

Answer Plugged::transport(tlm::tlm_command command, uint32_t address, unsigned bytes,
                          uint32_t word) {
    const unsigned lane = address % kWordBytes;
    word >>= 8 * lane;
    tlm::tlm_generic_payload payload;
    payload.set_command(command);
    payload.set_address(address - first_);
    payload.set_data_ptr(reinterpret_cast<unsigned char*>(&word));
    payload.set_data_length(bytes);
    payload.set_streaming_width(bytes);
    payload.set_response_status(tlm::TLM_INCOMPLETE_RESPONSE);
    sc_core::sc_time delay = sc_core::SC_ZERO_TIME;
    transport_.blocking(payload, delay);
    if (delay > longest_) {
        throw Error(ErrorKind::usage,
                    fmt::format("a TLM target at 0x{:08x} takes {}, and an answer on this bus {}: "
                                "more wait states (mem_latency) would do",
                                address, delay.to_string(), longest_.to_string()));
    }
    Answer answer;
    answer.rvalid = 1;
    answer.err = payload.is_response_error();
    if (command == tlm::TLM_READ_COMMAND && answer.err == 0) answer.rdata = word << 8 * lane;
    return answer;
}

bool Plugged::peek(uint32_t address, uint32_t& word) const {
    tlm::tlm_generic_payload payload;
    payload.set_read();
    payload.set_address(address - first_);
    payload.set_data_ptr(reinterpret_cast<unsigned char*>(&word));
    payload.set_data_length(kWordBytes);
    payload.set_streaming_width(kWordBytes);
    return transport_.debug(payload) == kWordBytes;
}

bool Plugged::poke(uint32_t address, uint32_t word) const {
    tlm::tlm_generic_payload payload;
    payload.set_write();
    payload.set_address(address - first_);
    payload.set_data_ptr(reinterpret_cast<unsigned char*>(&word));
    payload.set_data_length(kWordBytes);
    payload.set_streaming_width(kWordBytes);
    return transport_.debug(payload) == kWordBytes;
}

Answer PluggedMemory::fetch(uint32_t address, uint64_t) {
    return transport(tlm::TLM_READ_COMMAND, address & ~3U, kWordBytes, 0);
}

Answer PluggedMemory::access(const CoreOutputs& out, uint64_t) {
    const uint32_t word = out.data_addr & ~3U;
    if (!out.data_we) return transport(tlm::TLM_READ_COMMAND, word, kWordBytes, 0);
    if (out.data_be == 0) return {0, 1};
    Written written{word, 0};
    if (!peek(word, written.before)) {
        throw Error(ErrorKind::usage,
                    fmt::format("a TLM memory at 0x{:08x} has no debug transport, by which a "
                                "roll-back would undo what is written there",
                                first()));
    }
    written_.push_back(written);
    const auto lane = static_cast<uint32_t>(std::countr_zero(out.data_be));
    const auto bytes = static_cast<unsigned>(std::popcount(out.data_be));
    return transport(tlm::TLM_WRITE_COMMAND, word + lane, bytes, out.data_wdata);
}

void PluggedMemory::begin_interval() {
    marks_.begin(dropped_ + written_.size());
    if (before_experiment_) return;
    while (dropped_ < marks_.oldest()) {
        written_.pop_front();
        ++dropped_;
    }
}

void PluggedMemory::undo_to(std::size_t position) {
    while (dropped_ + written_.size() > position) {
        poke(written_.back().address, written_.back().before);
        written_.pop_back();
    }
}

void PluggedMemory::roll_back(unsigned intervals) { undo_to(marks_.roll_back(intervals)); }

void PluggedMemory::begin_experiment() {
    before_experiment_ = Kept{dropped_ + written_.size(), marks_};
}

void PluggedMemory::end_experiment() {
    undo_to(before_experiment_->position);
    marks_ = before_experiment_->marks;
    before_experiment_.reset();
}

Answer PluggedDevice::fetch(uint32_t, uint64_t) { return {0, 1, 1}; }

Answer PluggedDevice::access(const CoreOutputs& out, uint64_t cycle) {
    const CoreOutputs request = data_request(out);
    if (next_ < dropped_ + log_.size()) {
        const Access& before = log_[next_ - dropped_];
        if (before.cycle == cycle && before.request == request) {
            ++next_;
            return before.answer;
        }
        // Another way than before: from here on the device hears of it.
        log_.resize(next_ - dropped_);
    }
    Answer answer{0, 1};
    if (out.data_be != 0) {
        const auto lane = static_cast<uint32_t>(std::countr_zero(out.data_be));
        const auto bytes = static_cast<unsigned>(std::popcount(out.data_be));
        answer = transport(out.data_we ? tlm::TLM_WRITE_COMMAND : tlm::TLM_READ_COMMAND,
                           (out.data_addr & ~3U) + lane, bytes, out.data_wdata);
    }
    log_.push_back({cycle, request, answer});
    ++next_;
    return answer;
}

void PluggedDevice::begin_interval() {
    marks_.begin(next_);
    while (dropped_ < marks_.oldest()) {
        log_.pop_front();
        ++dropped_;
    }
}

void PluggedDevice::roll_back(unsigned intervals) { marks_.roll_back(intervals); }

void PluggedDevice::resumed(uint64_t cycle) {
    const auto from = std::lower_bound(
        log_.begin(), log_.end(), cycle,
        [](const Access& access, uint64_t wanted) { return access.cycle < wanted; });
    next_ = dropped_ + static_cast<std::size_t>(from - log_.begin());
}

void PluggedDevice::begin_experiment() {
    throw Error(ErrorKind::usage,
                "an experiment beside the golden run: not with a TLM device, which cannot forget "
                "what it has been told");
}

}  // namespace ftsim::systemc
