// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two TLM-2.0 targets as anyone has them: they know nothing of ftsim.

#include <array>
#include <cstdint>
#include <cstring>
#include <systemc>
#include <tlm>
#include <vector>

#include <tlm_utils/simple_target_socket.h>

/// A memory that takes 40 ns. Its debug transport lets a machine that rolls back undo what it has
/// written.
class Memory : public sc_core::sc_module {
public:
    tlm_utils::simple_target_socket<Memory> socket{"socket"};

    Memory(const sc_core::sc_module_name& name, std::size_t bytes)
        : sc_module(name), bytes_(bytes) {
        socket.register_b_transport(this, &Memory::b_transport);
        socket.register_transport_dbg(this, &Memory::transport_dbg);
    }

private:
    void b_transport(tlm::tlm_generic_payload& access, sc_core::sc_time& delay) {
        delay += sc_core::sc_time(40, sc_core::SC_NS);
        const bool good = transport_dbg(access) == access.get_data_length();
        access.set_response_status(good ? tlm::TLM_OK_RESPONSE : tlm::TLM_ADDRESS_ERROR_RESPONSE);
    }

    unsigned transport_dbg(tlm::tlm_generic_payload& access) {
        const uint64_t at = access.get_address();
        const unsigned length = access.get_data_length();
        if (at + length > bytes_.size()) return 0;
        if (access.is_write()) {
            std::memcpy(&bytes_[at], access.get_data_ptr(), length);
        } else {
            std::memcpy(access.get_data_ptr(), &bytes_[at], length);
        }
        return length;
    }

    std::vector<unsigned char> bytes_;
};

/// A device of two words: what is written into the first one is shown, the second one says how
/// often that was.
class Display : public sc_core::sc_module {
public:
    tlm_utils::simple_target_socket<Display> socket{"socket"};

    explicit Display(const sc_core::sc_module_name& name) : sc_module(name) {
        socket.register_b_transport(this, &Display::b_transport);
    }

    uint32_t shown() const { return words_[0]; }
    uint32_t times() const { return words_[1]; }

private:
    void b_transport(tlm::tlm_generic_payload& access, sc_core::sc_time&) {
        uint32_t& word = words_[access.get_address() / sizeof(uint32_t) % words_.size()];
        if (access.get_data_length() != sizeof word) {
            access.set_response_status(tlm::TLM_BURST_ERROR_RESPONSE);
            return;
        }
        if (access.is_write()) {
            std::memcpy(&word, access.get_data_ptr(), sizeof word);
            ++words_[1];
        } else {
            std::memcpy(access.get_data_ptr(), &word, sizeof word);
        }
        access.set_response_status(tlm::TLM_OK_RESPONSE);
    }

    std::array<uint32_t, 2> words_ = {};
};
