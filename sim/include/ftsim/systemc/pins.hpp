// SPDX-License-Identifier: Apache-2.0
#pragma once

// The pins of a board as a channel that a module of yours binds an sc_in to, is sensitive to, or
// traces. Boards reach each other by interface calls, so nobody has to wake up for a pin: what it
// shows is read from the board. Only pins that somebody is sensitive to or traces are looked at
// behind every quantum, and notify where they have changed. One thread, as all of SystemC.

#include <functional>
#include <ostream>
#include <string>
#include <systemc>
#include <type_traits>
#include <utility>
#include <vector>

#include "ftsim/model/core_ports.hpp"

namespace ftsim {

// What sc_in and sc_trace ask of the type on a pin.
std::ostream& operator<<(std::ostream& out, const CoreOutputs& pins);
std::ostream& operator<<(std::ostream& out, const CoreInputs& pins);
void sc_trace(sc_core::sc_trace_file* file, const CoreOutputs& pins, const std::string& name);
void sc_trace(sc_core::sc_trace_file* file, const CoreInputs& pins, const std::string& name);

}  // namespace ftsim

namespace ftsim::systemc {

/// Pins that somebody looks at.
class Followed {
public:
    virtual ~Followed() = default;
    virtual void follow() = 0;
};

/// All of a machine's. They must outlive its use.
class Followers {
public:
    void add(Followed& pins) { all_.push_back(&pins); }
    void follow() const {
        for (Followed* pins : all_) pins->follow();
    }

private:
    std::vector<Followed*> all_;
};

template <class T>
class Pins final : public sc_core::sc_object, public sc_core::sc_signal_in_if<T>, private Followed {
public:
    using Source = std::function<const T&()>;

    Pins(const char* name, Followers& followers, Source source)
        : sc_object(name), followers_(followers), source_(std::move(source)) {}

    /// What is on the pins now. A process that is not woken by them may see them before or after
    /// the clock edge of its own time.
    const T& read() const override { return source_(); }
    const T& get_data_ref() const override { return watched(); }
    const sc_core::sc_event& value_changed_event() const override {
        watched();
        return changed_;
    }
    const sc_core::sc_event& default_event() const override { return value_changed_event(); }
    bool event() const override { return changed_.triggered(); }
    // What a pin of one bit has besides; others have no such function to override.
    const sc_core::sc_event& posedge_event() const { return watched(), rising_; }
    const sc_core::sc_event& negedge_event() const { return watched(), falling_; }
    bool posedge() const { return rising_.triggered(); }
    bool negedge() const { return falling_.triggered(); }
    const char* kind() const override { return "ftsim_pins"; }

    void trace(sc_core::sc_trace_file* file) const override { sc_trace(file, watched(), name()); }

private:
    const T& watched() const {
        if (!watched_) {
            watched_ = true;
            seen_ = source_();
            followers_.add(const_cast<Pins&>(*this));
        }
        return seen_;
    }
    void follow() override {
        const T& now = source_();
        if (now == seen_) return;
        seen_ = now;
        changed_.notify(sc_core::SC_ZERO_TIME);
        if constexpr (std::is_same_v<T, bool>) {
            (now ? rising_ : falling_).notify(sc_core::SC_ZERO_TIME);
        }
    }

    Followers& followers_;
    Source source_;
    mutable bool watched_ = false;
    mutable T seen_ = {};
    sc_core::sc_event changed_, rising_, falling_;
};

}  // namespace ftsim::systemc
