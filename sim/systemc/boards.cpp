// SPDX-License-Identifier: Apache-2.0
#include "ftsim/systemc/boards.hpp"

#include <algorithm>
#include <cstring>

#include "ftsim/board/address_map.hpp"
#include "ftsim/error.hpp"

namespace ftsim::systemc {

namespace {

// The answer comes so many cycles behind the edge of the request.
sc_core::sc_time longest_delay(const BoardSurroundings& around) {
    return around.period * static_cast<double>(around.mem_latency + 1);
}

template <class Socket>
Transport through(Socket& socket) {
    return {
        [&socket](tlm::tlm_generic_payload& payload, sc_core::sc_time& delay) {
            socket->b_transport(payload, delay);
        },
        [&socket](tlm::tlm_generic_payload& payload) { return socket->transport_dbg(payload); }};
}

}  // namespace

MemoryModule::MemoryModule(const sc_core::sc_module_name& name, const BoardSurroundings& around,
                           MemoryModule* keeper)
    : sc_module(name),
      in("in", around.followers,
         [this]() -> const CoreOutputs& { return shown_ = true, request_; }),
      out("out", around.followers,
          [this]() -> const CoreInputs& { return shown_ = true, answer_; }),
      serves("serves", around.followers,
             [this]() -> const bool& {
                 serving_ = around_.backplane.hardware().serves(Unit::mem, around_.side);
                 return serving_;
             }),
      around_(around),
      keeper_(keeper) {
    board(*this);
    bus.register_b_transport(this, &MemoryModule::b_transport);
    bus.register_transport_dbg(this, &MemoryModule::transport_dbg);
}

void MemoryModule::map_extension(uint32_t first, uint64_t bytes) {
    around_.plug(
        std::make_unique<PluggedMemory>(through(extension), first, bytes, longest_delay(around_)));
}

void MemoryModule::edge(const CoreOutputs& request, uint64_t cycle, CoreInputs& pins,
                        const OthersAnswers* others) {
    if (keeper_ == nullptr) {
        MemoryBoard& memory = around_.backplane.memory();
        if (others != nullptr) [[unlikely]] {
            memory.step_beside(request, cycle, pins, others->instr, others->data);
        } else {
            memory.step(request, cycle, pins);
        }
    }
    if (shown_) {
        request_ = request;
        answer_ = pins;
    }
}

void MemoryModule::store(uint32_t offset, std::span<const std::byte> bytes) {
    around_.backplane.memory().ram().write(offset, bytes);
    around_.backplane.hardware().stored(offset, uint64_t{bytes.size()});
}

bool MemoryModule::enter_now(uint64_t cycle) {
    bool any = std::exchange(fresh_, false);
    for (; again_ != 0; --again_) {
        const Entered& next = entered_[entered_.size() - again_];
        if (next.cycle > cycle) break;
        store(next.offset, next.bytes);
        any = true;
    }
    return any;
}

void MemoryModule::begin_interval() {
    marks_.begin(entered());
    while (dropped_ < marks_.oldest()) {
        entered_.pop_front();
        ++dropped_;
    }
}

void MemoryModule::roll_back(unsigned intervals) { marks_.roll_back(intervals); }

// All that entered from that cycle on does it again.
void MemoryModule::resumed(uint64_t cycle) {
    const auto from =
        std::lower_bound(entered_.begin(), entered_.end(), cycle,
                         [](const Entered& one, uint64_t wanted) { return one.cycle < wanted; });
    again_ = static_cast<std::size_t>(entered_.end() - from);
    fresh_ = false;
}

// Reads and writes at once; what enters is kept, to enter again.
bool MemoryModule::transfer(tlm::tlm_generic_payload& payload, bool enters) {
    if (keeper_ != nullptr) return keeper_->transfer(payload, enters);
    const Ram& ram = around_.backplane.memory().ram();
    const uint64_t offset = payload.get_address() - address::kRam;
    const uint64_t bytes = payload.get_data_length();
    if (offset >= ram.size() || bytes > ram.size() - offset) {
        payload.set_response_status(tlm::TLM_ADDRESS_ERROR_RESPONSE);
        return false;
    }
    if (payload.get_byte_enable_ptr() != nullptr) {
        payload.set_response_status(tlm::TLM_BYTE_ENABLE_ERROR_RESPONSE);
        return false;
    }
    if (payload.get_streaming_width() < bytes) {
        payload.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
        return false;
    }
    auto* data = reinterpret_cast<std::byte*>(payload.get_data_ptr());
    if (payload.is_read()) {
        for (uint64_t i = 0; i < bytes; ++i) {
            const auto at = static_cast<uint32_t>(offset + i);
            data[i] = static_cast<std::byte>(ram.load(at & ~3U) >> 8 * (at % 4));
        }
    } else if (payload.is_write()) {
        const std::span<const std::byte> written(data, bytes);
        store(static_cast<uint32_t>(offset), written);
        if (enters) {
            // What is still to enter once more comes behind it.
            const auto place = entered_.end() - static_cast<std::ptrdiff_t>(again_);
            entered_.insert(place, {around_.backplane.cycle(),
                                    static_cast<uint32_t>(offset),
                                    {written.begin(), written.end()}});
            fresh_ = true;
        }
    }
    payload.set_response_status(tlm::TLM_OK_RESPONSE);
    return true;
}

void MemoryModule::b_transport(tlm::tlm_generic_payload& payload, sc_core::sc_time&) {
    transfer(payload, true);
}

unsigned MemoryModule::transport_dbg(tlm::tlm_generic_payload& payload) {
    return transfer(payload, false) ? payload.get_data_length() : 0;
}

IoModule::IoModule(const sc_core::sc_module_name& name, const BoardSurroundings& around,
                   IoModule* keeper)
    : sc_module(name),
      out("out", around.followers, [this]() -> const CoreInputs& { return answer_; }),
      serves("serves", around.followers,
             [this]() -> const bool& {
                 serving_ = around_.backplane.hardware().serves(Unit::io, around_.side);
                 return serving_;
             }),
      around_(around),
      keeper_(keeper) {
    board(*this);
}

void IoModule::map_extension(uint32_t first, uint64_t bytes) {
    around_.plug(
        std::make_unique<PluggedDevice>(through(extension), first, bytes, longest_delay(around_)));
}

CoreInputs IoModule::edge(const CoreOutputs& request, bool addressed, uint64_t cycle) {
    if (keeper_ == nullptr) {
        answer_ = around_.backplane.io().step(request, addressed, cycle);
    } else {
        answer_ = keeper_->answer_;
    }
    return answer_;
}

}  // namespace ftsim::systemc
