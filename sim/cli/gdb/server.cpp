// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/server.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <utility>
#include <vector>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"
#include "sim/cli/gdb/csrs.hpp"
#include "sim/cli/gdb/target_description.hpp"

namespace ftsim::cli {

namespace {

constexpr std::string_view kError = "E01";
// GDB shows what is behind the dot.
constexpr std::string_view kReadOnly =
    "E.a recording cannot be changed: registers and memory are "
    "read-only";
constexpr std::string_view kNoSuchWrite = "E.this register is read-only in every RISC-V hart";
constexpr std::string_view kRefused = "E.this cannot be written, or not now";

// GDB's numbers of signals (its gdb/signals.def).
constexpr unsigned kSigIll = 4, kSigTrap = 5, kSigAbort = 6, kSigBus = 10, kSigSegv = 11,
                   kSigSys = 12, kSigCpuTime = 24;

// What a system would send to a program with such a cause of a trap.
unsigned signal_of_trap(uint32_t cause) {
    switch (cause) {
        case 2: return kSigIll;
        case 3: return kSigTrap;
        case 0:
        case 4:
        case 6: return kSigBus;
        case 8:
        case 11: return kSigSys;
        default: return kSigSegv;
    }
}

constexpr std::size_t kMostBytes = GdbConnection::kMaxPacket / 2;

// Numbers of a packet: hexadecimal, taken from its front. Sticky where there is none.
class Numbers {
public:
    explicit Numbers(std::string_view text) : text_(text) {}

    uint32_t next(char end = '\0') {
        uint32_t value = 0;
        const auto [last, error] =
            std::from_chars(text_.data(), text_.data() + text_.size(), value, 16);
        failed_ = failed_ || error != std::errc();
        text_.remove_prefix(static_cast<std::size_t>(last - text_.data()));
        if (end == '\0') return value;
        failed_ = failed_ || text_.empty() || text_.front() != end;
        if (!failed_) text_.remove_prefix(1);
        return value;
    }
    std::string_view rest() const { return text_; }
    bool failed() const { return failed_; }

private:
    std::string_view text_;
    bool failed_ = false;
};

std::string hex_word(const std::optional<uint32_t>& word) {
    if (!word) return "xxxxxxxx";
    return fmt::format("{:08x}", __builtin_bswap32(*word));
}

std::string hex_text(std::string_view text) {
    std::string hex;
    for (const char c : text) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return hex;
}

class GdbServer {
public:
    GdbServer(std::unique_ptr<Debuggee> debuggee, GdbConnection& connection)
        : connection_(connection),
          session_(std::move(debuggee), [this] { return connection_.interrupted(); }) {}

    void run() {
        while (const auto packet = connection_.receive()) {
            if (*packet == "k") return;
            connection_.send(answer(*packet));
            if (packet->starts_with('D')) return;
            if (*packet == "QStartNoAckMode") connection_.stop_acknowledging();
        }
    }

private:
    std::string answer(std::string_view packet) {
        const std::string_view rest = packet.substr(packet.empty() ? 0 : 1);
        switch (packet.empty() ? '\0' : packet.front()) {
            case '?': return stop_ ? *stop_ : "S05";
            case 'q': return query(packet);
            case 'Q': return packet == "QStartNoAckMode" ? "OK" : "";
            case 'g': return read_registers();
            case 'G': return write_registers(rest);
            case 'p': return read_register(rest);
            case 'P': return write_register(rest);
            case 'm': return read_memory(rest);
            case 'M': return write_memory(rest);
            case 's':
            case 'c': return go(packet.front(), rest);
            case 'S':
            case 'C': return go_with_signal(packet.front(), rest);
            case 'b': return go_back(packet);
            case 'Z':
            case 'z': return set_point(packet);
            case 'H':
            case 'T':
            case 'D': return "OK";
            default: return "";
        }
    }

    std::string query(std::string_view packet) {
        if (packet.starts_with("qSupported")) {
            return fmt::format(
                "PacketSize={:x};QStartNoAckMode+;qXfer:features:read+;swbreak+;"
                "hwbreak+{}",
                GdbConnection::kMaxPacket,
                session_.debuggee().can_be_changed() ? "" : ";ReverseStep+;ReverseContinue+");
        }
        if (packet.starts_with("qXfer:features:read:target.xml:")) {
            Numbers numbers(packet.substr(packet.rfind(':') + 1));
            const uint32_t offset = numbers.next(','), length = numbers.next();
            const std::string xml = target_description(machine().state_map());
            if (numbers.failed() || offset > xml.size()) return std::string(kError);
            const std::string part = xml.substr(offset, std::min<std::size_t>(length, kMostBytes));
            return (offset + part.size() == xml.size() ? "l" : "m") + part;
        }
        if (packet.starts_with("qRcmd,")) return monitor(packet.substr(6));
        if (packet == "qfThreadInfo") return "m1";
        if (packet == "qsThreadInfo") return "l";
        if (packet == "qC") return "QC1";
        return packet.starts_with("qAttached") ? "1" : "";
    }

    // "monitor where": the program point, and what has ended the run.
    std::string monitor(std::string_view command) {
        if (command != hex_text("where")) return hex_text("monitor where: the program point\n");
        const Engine& engine = machine().engine();
        std::string text = fmt::format("cycle {} instruction {} elapsed cycle {}\n", engine.cycle(),
                                       session_.hart().completed(), engine.elapsed_cycle());
        if (at_end_) text += why_it_ended();
        return hex_text(text);
    }

    std::string why_it_ended() {
        switch (session_.debuggee().end()) {
            case DebugEnd::program: return "the program has ended\n";
            case DebugEnd::trap_loop:
                return fmt::format("the program traps without end: mepc {:#010x}, mcause {}\n",
                                   machine().trap_state().pc, machine().trap_state().cause);
            case DebugEnd::due: return "the machine has stopped itself: it could not recover\n";
            case DebugEnd::cycles: return "the run ends here: no cycles are left\n";
            case DebugEnd::diverged: return "machine and recording differ from here on\n";
        }
        return {};
    }

    Machine& machine() { return session_.debuggee().machine(); }

    // With an address: from there. A signal means nothing to a machine.
    std::string go(char how, std::string_view address) {
        if (!address.empty()) {
            Numbers numbers(address);
            const uint32_t pc = numbers.next();
            if (numbers.failed()) return std::string(kError);
            const std::string done = write(kPcRegister, pc);
            if (done != "OK") return done;
        }
        return moved(how == 's' ? session_.step() : session_.resume());
    }
    std::string go_with_signal(char how, std::string_view rest) {
        const std::size_t address = rest.find(';');
        return go(how == 'S' ? 's' : 'c',
                  address == std::string_view::npos ? "" : rest.substr(address + 1));
    }

    std::string read_registers() {
        std::string text;
        for (unsigned reg = 0; reg < kHartRegisters; ++reg) {
            text += hex_word(session_.hart().read(reg));
        }
        return text;
    }

    std::string read_register(std::string_view text) {
        Numbers numbers(text);
        const uint32_t reg = numbers.next();
        if (numbers.failed()) return std::string(kError);
        if (reg < kHartRegisters) return hex_word(session_.hart().read(reg));
        const auto csr = session_.hart().read_csr(reg - kFirstCsr);
        return csr ? hex_word(csr) : std::string(kError);
    }

    // What is there already can be written even in a recording: GDB does it to put things back.
    std::string write(unsigned reg, uint32_t word) {
        const bool csr = reg >= kHartRegisters;
        const auto present =
            csr ? session_.hart().read_csr(reg - kFirstCsr) : session_.hart().read(reg);
        if (csr && !present) return std::string(kError);
        if (reg == 0 || present == word) return "OK";
        if (!session_.debuggee().can_be_changed()) return std::string(kReadOnly);
        if (csr && csr_is_read_only(reg - kFirstCsr)) return std::string(kNoSuchWrite);
        const bool done =
            csr ? session_.write_csr(reg - kFirstCsr, word) : session_.write_register(reg, word);
        return std::string(done ? "OK" : kRefused);
    }

    std::string write_register(std::string_view text) {
        Numbers numbers(text);
        const uint32_t reg = numbers.next('='), word = numbers.next();
        const bool known = reg < kHartRegisters || reg >= kFirstCsr;
        return numbers.failed() || !known ? std::string(kError)
                                          : write(reg, __builtin_bswap32(word));
    }

    std::string write_registers(std::string_view text) {
        std::vector<uint32_t> words;
        for (; words.size() < kHartRegisters && text.size() >= 8; text.remove_prefix(8)) {
            Numbers numbers(text.substr(0, 8));
            words.push_back(__builtin_bswap32(numbers.next()));
            if (numbers.failed()) return std::string(kError);
        }
        for (unsigned reg = 0; reg < words.size(); ++reg) {
            if (const std::string done = write(reg, words[reg]); done != "OK") return done;
        }
        return "OK";
    }

    std::string read_memory(std::string_view text) {
        Numbers numbers(text);
        const uint32_t address = numbers.next(',');
        const uint32_t length = numbers.next();
        if (numbers.failed()) return std::string(kError);
        std::string bytes;
        for (uint32_t i = 0; i < std::min<std::size_t>(length, kMostBytes); ++i) {
            const auto byte = session_.hart().read_byte(address + i);
            if (!byte) break;
            bytes += fmt::format("{:02x}", *byte);
        }
        return bytes.empty() && length > 0 ? std::string(kError) : bytes;
    }

    std::string write_memory(std::string_view text) {
        Numbers numbers(text);
        const uint32_t address = numbers.next(',');
        const uint32_t length = numbers.next(':');
        const std::string_view bytes = numbers.rest();
        if (numbers.failed() || bytes.size() != std::size_t{length} * 2) {
            return std::string(kError);
        }
        std::vector<std::byte> data;
        bool changes = false;
        for (uint32_t i = 0; i < length; ++i) {
            Numbers byte(bytes.substr(2 * i, 2));
            data.push_back(static_cast<std::byte>(byte.next()));
            if (byte.failed()) return std::string(kError);
            const auto present = session_.hart().read_byte(address + i);
            if (!present) return std::string(kRefused);
            changes = changes || std::byte{*present} != data.back();
        }
        if (!changes) return "OK";
        if (!session_.debuggee().can_be_changed()) return std::string(kReadOnly);
        return std::string(session_.write_memory(address, data) ? "OK" : kRefused);
    }

    std::string go_back(std::string_view packet) {
        if (session_.debuggee().can_be_changed()) return "";
        if (packet == "bs") return moved(session_.step_back());
        return packet == "bc" ? moved(session_.resume_back()) : "";
    }

    // Z0 and Z1 are breakpoints, Z2 watches writes, Z3 reads, Z4 both.
    std::string set_point(std::string_view packet) {
        if (packet.size() < 3 || packet[1] < '0' || packet[1] > '4' || packet[2] != ',') return "";
        const bool set = packet.front() == 'Z';
        Numbers numbers(packet.substr(3));
        const uint32_t address = numbers.next(','), bytes = numbers.next();
        if (numbers.failed()) return std::string(kError);
        if (packet[1] <= '1') {
            if (set) session_.breakpoints.insert(address);
            if (!set) session_.breakpoints.erase(address);
            return "OK";
        }
        const Watchpoint watch{address, bytes, packet[1] != '2', packet[1] != '3'};
        auto& watchpoints = session_.watchpoints;
        if (set && watchpoints.size() == kMostWatchpoints) return std::string(kError);
        if (set) watchpoints.push_back(watch);
        if (!set) std::erase(watchpoints, watch);
        return "OK";
    }

    std::string moved(const Stop& stop) {
        at_end_ = stop.reason == StopReason::end;
        stop_ = reply_to(stop);
        return *stop_;
    }

    std::string reply_to(const Stop& stop) {
        switch (stop.reason) {
            case StopReason::step: return "T05thread:1;";
            case StopReason::breakpoint: return "T05thread:1;swbreak:;";
            case StopReason::interrupted: return "T02thread:1;";
            case StopReason::begin: return "T05thread:1;replaylog:begin;";
            case StopReason::watchpoint: break;
            case StopReason::end: return reply_to_end();
        }
        const Watchpoint& watch = *stop.watchpoint;
        const char* kind = watch.reads ? (watch.writes ? "awatch" : "rwatch") : "watch";
        return fmt::format("T05thread:1;{}:{:x};", kind, watch.address);
    }

    // A program that ends itself is gone, unless it is recorded. Everything else is a signal, and
    // can be looked at.
    std::string reply_to_end() {
        const bool recorded = !session_.debuggee().can_be_changed();
        const DebugEnd end = session_.debuggee().end();
        if (end == DebugEnd::program && !recorded) {
            return fmt::format("W{:02x}", exit_code(machine().engine().ending()) & 0xffU);
        }
        return fmt::format("T{:02x}thread:1;{}", signal_of(end), recorded ? "replaylog:end;" : "");
    }

    unsigned signal_of(DebugEnd end) {
        switch (end) {
            case DebugEnd::program: break;
            case DebugEnd::trap_loop: return signal_of_trap(machine().trap_state().cause);
            case DebugEnd::cycles: return kSigCpuTime;
            case DebugEnd::due:
            case DebugEnd::diverged: return kSigAbort;
        }
        return kSigTrap;
    }

    static constexpr std::size_t kMostWatchpoints = 64;

    GdbConnection& connection_;
    DebugSession session_;
    std::optional<std::string> stop_;
    bool at_end_ = false;
};

}  // namespace

uint16_t parse_port(const std::string& text) {
    const uint64_t port = parse_count(text, "--gdb");
    if (port > 65'535) {
        throw Error(ErrorKind::usage, fmt::format("--gdb: {} is no port: 0 to 65535", text));
    }
    return static_cast<uint16_t>(port);
}

void serve_gdb(std::unique_ptr<Debuggee> debuggee, uint16_t port, std::function<bool()> stop) {
    GdbConnection connection(port, std::move(stop));
    fmt::print(stderr, "ftsim: waiting for gdb: target remote :{}\n", connection.port());
    connection.accept();
    GdbServer(std::move(debuggee), connection).run();
}

}  // namespace ftsim::cli
