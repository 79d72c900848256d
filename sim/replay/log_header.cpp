// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "ftsim/error.hpp"
#include "ftsim/replay/log_format.hpp"
#include "sim/replay/encoding.hpp"

namespace ftsim::replay {

namespace {

constexpr std::size_t kLengthAt = 12;    // of the whole header, with its checksum
constexpr std::size_t kFixedBytes = 68;  // before the first field of the machine
constexpr std::size_t kChecksumBytes = 8;

void put_field(ByteWriter& to, const MachineField& field) {
    to.fixed<uint8_t>(field.timing ? 1 : 0);
    to.blob(field.name);
    to.blob(field.value);
}

[[noreturn]] void fail(std::string_view name, std::size_t offset, std::string_view what) {
    throw Error(ErrorKind::file, fmt::format("{}: offset {}: {}", name, offset, what));
}

}  // namespace

uint64_t machine_digest(const LogHeader& header, bool timing) {
    std::vector<std::byte> bytes;
    ByteWriter to(bytes);
    for (const MachineField& field : header.machine) {
        if (field.timing == timing) put_field(to, field);
    }
    return xxh3(bytes);
}

std::vector<std::byte> encode(const LogHeader& header) {
    std::vector<std::byte> bytes;
    ByteWriter to(bytes);
    to.bytes(std::as_bytes(std::span(kLogMagic)));
    to.fixed(kLogMajor);
    to.fixed(header.minor);
    to.fixed<uint32_t>(0);
    to.fixed(header.incompatible);
    to.fixed(header.read_only_compatible);
    to.fixed(header.compatible);
    to.fixed(kChecksumXxh3);
    to.fixed(header.seed);
    to.fixed(machine_digest(header, false));
    to.fixed(machine_digest(header, true));
    to.fixed(header.start_digest);
    to.fixed(static_cast<uint32_t>(header.machine.size()));
    for (const MachineField& field : header.machine) put_field(to, field);
    const auto length = static_cast<uint32_t>(bytes.size() + kChecksumBytes);
    for (unsigned i = 0; i < 4; ++i) bytes[kLengthAt + i] = static_cast<std::byte>(length >> 8 * i);
    to.fixed(xxh3(bytes));
    return bytes;
}

ParsedHeader parse_header(std::span<const std::byte> file, std::string_view name) {
    const auto magic = std::as_bytes(std::span(kLogMagic));
    const std::size_t present = std::min(file.size(), magic.size());
    if (!std::equal(magic.begin(), magic.begin() + static_cast<std::ptrdiff_t>(present),
                    file.begin())) {
        fail(name, 0, "does not begin as a replay log (.ftlog) does");
    }
    ByteReader from(file);
    from.take(magic.size());
    const auto major = from.fixed<uint16_t>();
    LogHeader header;
    header.minor = from.fixed<uint16_t>();
    const auto length = from.fixed<uint32_t>();
    if (from.failed()) fail(name, file.size(), "the log is cut in its header");
    if (major != kLogMajor) {
        fail(name, magic.size(),
             fmt::format("format version {}.{}: this ftsim reads {}.x", major, header.minor,
                         kLogMajor));
    }
    if (length < kFixedBytes + kChecksumBytes || length > kMaxHeaderBytes) {
        fail(name, kLengthAt,
             fmt::format("a header of {} bytes: {} to {} are possible", length,
                         kFixedBytes + kChecksumBytes, kMaxHeaderBytes));
    }
    if (length > file.size()) fail(name, file.size(), "the log is cut in its header");

    const auto covered = file.first(length - kChecksumBytes);
    const auto checksum = ByteReader(file.subspan(covered.size())).fixed<uint64_t>();
    if (xxh3(covered) != checksum) fail(name, covered.size(), "the header's checksum is wrong");

    from = ByteReader(covered.subspan(kLengthAt + 4));
    header.incompatible = from.fixed<uint32_t>();
    header.read_only_compatible = from.fixed<uint32_t>();
    header.compatible = from.fixed<uint32_t>();
    const auto algorithm = from.fixed<uint32_t>();
    header.seed = from.fixed<uint64_t>();
    const auto program_digest = from.fixed<uint64_t>();
    const auto timing_digest = from.fixed<uint64_t>();
    header.start_digest = from.fixed<uint64_t>();
    const auto fields = from.fixed<uint32_t>();
    if (header.incompatible != 0) {
        fail(name, 16,
             fmt::format("feature bits {:#x}: this ftsim knows none", header.incompatible));
    }
    if (algorithm != kChecksumXxh3) {
        fail(name, 28,
             fmt::format("checksum algorithm {}: this ftsim knows {}", algorithm, kChecksumXxh3));
    }
    for (uint32_t i = 0; i < fields && !from.failed(); ++i) {
        MachineField field;
        const auto half = from.fixed<uint8_t>();
        field.timing = half == 1;
        field.name = from.blob();
        field.value = from.blob();
        if (half > 1) fail(name, kFixedBytes, fmt::format("field {} in half {}", i, half));
        header.machine.push_back(std::move(field));
    }
    if (!from.complete()) fail(name, kFixedBytes, "the machine's fields do not fill the header");
    if (machine_digest(header, false) != program_digest ||
        machine_digest(header, true) != timing_digest) {
        fail(name, 40, "the machine's digests are not those of its fields");
    }
    return {std::move(header), length, checksum};
}

}  // namespace ftsim::replay
