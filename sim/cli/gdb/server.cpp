// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/gdb/server.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

#include "ftsim/count.hpp"
#include "ftsim/error.hpp"

namespace ftsim::cli {

namespace {

constexpr std::string_view kError = "E01";
constexpr unsigned kFirstCsr = 65;  // GDB's register number of CSR 0
constexpr std::size_t kMostBytes = GdbConnection::kMaxPacket / 2;

constexpr std::array<const char*, 32> kNames = {"zero", "ra", "sp",  "gp",  "tp", "t0", "t1", "t2",
                                                "fp",   "s1", "a0",  "a1",  "a2", "a3", "a4", "a5",
                                                "a6",   "a7", "s2",  "s3",  "s4", "s5", "s6", "s7",
                                                "s8",   "s9", "s10", "s11", "t3", "t4", "t5", "t6"};
constexpr std::array<std::pair<unsigned, const char*>, 7> kCsrs = {{{0x300, "mstatus"},
                                                                    {0x304, "mie"},
                                                                    {0x305, "mtvec"},
                                                                    {0x340, "mscratch"},
                                                                    {0x341, "mepc"},
                                                                    {0x342, "mcause"},
                                                                    {0x343, "mtval"}}};

std::string target_description() {
    std::string xml =
        "<?xml version=\"1.0\"?><!DOCTYPE target SYSTEM \"gdb-target.dtd\"><target>"
        "<architecture>riscv:rv32</architecture>"
        "<feature name=\"org.gnu.gdb.riscv.cpu\">";
    for (unsigned i = 0; i < kNames.size(); ++i) {
        xml += fmt::format("<reg name=\"{}\" bitsize=\"32\" type=\"int\" regnum=\"{}\"/>",
                           kNames[i], i);
    }
    xml +=
        "<reg name=\"pc\" bitsize=\"32\" type=\"code_ptr\" regnum=\"32\"/></feature>"
        "<feature name=\"org.gnu.gdb.riscv.csr\">";
    for (const auto& [number, name] : kCsrs) {
        xml += fmt::format("<reg name=\"{}\" bitsize=\"32\" type=\"int\" regnum=\"{}\"/>", name,
                           kFirstCsr + number);
    }
    return xml + "</feature></target>";
}

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
            case 's': return moved(rest.empty() ? session_.step() : Stop{StopReason::step});
            case 'c': return moved(session_.resume());
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
            const std::string xml = target_description();
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

    // "monitor where": the program point.
    std::string monitor(std::string_view command) {
        if (command != hex_text("where")) return hex_text("monitor where: the program point\n");
        const Engine& engine = session_.debuggee().machine().engine();
        return hex_text(fmt::format("cycle {} instruction {} elapsed cycle {}\n", engine.cycle(),
                                    engine.retired(), engine.elapsed_cycle()));
    }

    std::string read_registers() {
        std::string text;
        for (unsigned reg = 0; reg < Hart::kRegisters; ++reg) {
            text += hex_word(session_.hart().read(reg));
        }
        return text;
    }

    std::string read_register(std::string_view text) {
        Numbers numbers(text);
        const uint32_t reg = numbers.next();
        if (numbers.failed()) return std::string(kError);
        if (reg < Hart::kRegisters) return hex_word(session_.hart().read(reg));
        const auto csr = session_.hart().read_csr(reg - kFirstCsr);
        return csr ? hex_word(csr) : std::string(kError);
    }

    bool write(unsigned reg, uint32_t big_endian) {
        const uint32_t word = __builtin_bswap32(big_endian);
        return session_.debuggee().can_be_changed() &&
               (session_.hart().read(reg) == word || session_.hart().write(reg, word));
    }

    std::string write_register(std::string_view text) {
        Numbers numbers(text);
        const uint32_t reg = numbers.next('='), word = numbers.next();
        const bool done = !numbers.failed() && reg < Hart::kRegisters && write(reg, word);
        return done ? "OK" : std::string(kError);
    }

    std::string write_registers(std::string_view text) {
        for (unsigned reg = 0; reg < Hart::kRegisters && text.size() >= 8; ++reg) {
            Numbers numbers(text.substr(0, 8));
            const uint32_t word = numbers.next();
            if (numbers.failed() || !write(reg, word)) return std::string(kError);
            text.remove_prefix(8);
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
        if (numbers.failed() || bytes.size() != std::size_t{length} * 2 ||
            !session_.debuggee().can_be_changed()) {
            return std::string(kError);
        }
        for (uint32_t i = 0; i < length; ++i) {
            Numbers byte(bytes.substr(2 * i, 2));
            const auto value = static_cast<uint8_t>(byte.next());
            if (byte.failed() || !session_.hart().write_byte(address + i, value)) {
                return std::string(kError);
            }
        }
        return "OK";
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
            case StopReason::end:
                if (!session_.debuggee().can_be_changed()) return "T05thread:1;replaylog:end;";
                return fmt::format("W{:02x}", exit_code(ending()) & 0xffU);
        }
        const Watchpoint& watch = *stop.watchpoint;
        const char* kind = watch.reads ? (watch.writes ? "awatch" : "rwatch") : "watch";
        return fmt::format("T05thread:1;{}:{:x};", kind, watch.address);
    }

    // A console's where it was not the guest that ended the run.
    const Emission& ending() { return session_.debuggee().machine().engine().ending(); }

    static constexpr std::size_t kMostWatchpoints = 64;

    GdbConnection& connection_;
    DebugSession session_;
    std::optional<std::string> stop_;
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
