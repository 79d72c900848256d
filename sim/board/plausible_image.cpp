// SPDX-License-Identifier: Apache-2.0
#include "sim/board/plausible_image.hpp"

#include <algorithm>
#include <array>

namespace ftsim {

namespace {

struct Magic {
    std::string_view bytes;
    std::string_view what;
};

using std::literals::operator""sv;

constexpr std::array kMagics = {
    Magic{"PK\x03\x04"sv, "starts like a zip archive"sv},
    Magic{"\x1f\x8b"sv, "starts like a gzip file: unpack it"sv},
    Magic{"\xfd\x37zXZ\0"sv, "starts like an xz file: unpack it"sv},
    Magic{"\x28\xb5\x2f\xfd"sv, "starts like a zstd file: unpack it"sv},
    Magic{"BZh"sv, "starts like a bzip2 file: unpack it"sv},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "starts like a 7z archive"sv},
    Magic{"!<arch>\n"sv, "starts like a static library: link it"sv},
    Magic{"\x27\x05\x19\x56"sv, "starts like a U-Boot image: take the kernel out of it"sv},
    Magic{"\xd0\x0d\xfe\xed"sv, "starts like a device tree"sv},
    Magic{"\x89"
          "FTL"sv,
          "starts like a recording: ftsim replay runs it"sv},
    Magic{"\x89PNG"sv, "starts like a PNG picture"sv},
    Magic{"%PDF"sv, "starts like a PDF document"sv},
    Magic{"MZ"sv, "starts like a Windows program"sv},
    Magic{":10"sv, "starts like an Intel HEX file: convert it to binary"sv},
    Magic{"S0"sv, "starts like an S-record file: convert it to binary"sv},
};

// As much of it as is looked at for text.
constexpr std::size_t kLooksAt = 256;

bool is_text(std::byte byte) {
    const auto c = static_cast<unsigned char>(byte);
    return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
}

}  // namespace

std::string_view no_image(std::span<const std::byte> file) {
    constexpr std::size_t kShortest = 2;  // a compressed instruction
    if (file.size() < kShortest) return "has one byte";
    const std::string_view start(reinterpret_cast<const char*>(file.data()), file.size());
    for (const Magic& magic : kMagics) {
        if (start.starts_with(magic.bytes)) return magic.what;
    }
    // All zeros and all ones are illegal instructions by definition.
    if (file[0] == file[1] && file[0] == std::byte{0}) return "starts with two zero bytes";
    if (file.size() >= 4 &&
        std::all_of(file.begin(), file.begin() + 4, [](auto b) { return b == std::byte{0xff}; })) {
        return "starts with four bytes 0xff";
    }
    const auto looked_at = file.first(std::min(file.size(), kLooksAt));
    constexpr std::size_t kFewestLetters = 8;
    if (file.size() >= kFewestLetters && std::all_of(looked_at.begin(), looked_at.end(), is_text)) {
        return "is text";
    }
    return {};
}

}  // namespace ftsim
