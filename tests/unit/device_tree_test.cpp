// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/device_tree.hpp"

#include <gtest/gtest.h>
#include <libfdt.h>

#include <string>

#include "ftsim/board/backplane.hpp"
#include "ftsim/error.hpp"

namespace ftsim {
namespace {

std::string text(const std::vector<std::byte>& blob, const char* path, const char* property) {
    const int node = fdt_path_offset(blob.data(), path);
    int length = 0;
    const auto* value = static_cast<const char*>(fdt_getprop(blob.data(), node, property, &length));
    return value == nullptr ? "nothing" : std::string(value, static_cast<std::size_t>(length - 1));
}

std::vector<uint32_t> cells(const std::vector<std::byte>& blob, const std::string& path,
                            const char* property) {
    const int node = fdt_path_offset(blob.data(), path.c_str());
    int length = 0;
    const auto* value =
        static_cast<const fdt32_t*>(fdt_getprop(blob.data(), node, property, &length));
    std::vector<uint32_t> numbers;
    for (int i = 0; value != nullptr && i < length / 4; ++i) {
        numbers.push_back(fdt32_to_cpu(value[i]));
    }
    return numbers;
}

TEST(DeviceTree, SaysWhatThereIsAndWhere) {
    using Cells = std::vector<uint32_t>;
    const auto blob = device_tree({64U << 20, "console=ttyS0"});
    ASSERT_EQ(fdt_check_full(blob.data(), blob.size()), 0);
    EXPECT_EQ(text(blob, "/", "compatible"), "riscv-virtio");
    EXPECT_EQ(text(blob, "/chosen", "bootargs"), "console=ttyS0");
    EXPECT_EQ(text(blob, "/chosen", "stdout-path"), "/soc/serial@10000000");
    EXPECT_EQ(text(blob, "/cpus/cpu@0", "riscv,isa"), "rv32imac_zicntr_zicsr_zifencei");
    EXPECT_EQ(cells(blob, "/cpus", "timebase-frequency"), Cells{10'000'000});
    EXPECT_EQ(cells(blob, "/memory@80000000", "reg"), (Cells{0, 0x8000'0000, 0, 64U << 20}));
    EXPECT_EQ(cells(blob, "/soc/clint@2000000", "interrupts-extended"), (Cells{1, 3, 1, 7}));
    EXPECT_EQ(cells(blob, "/soc/plic@c000000", "interrupts-extended"), (Cells{1, 11}));
    EXPECT_EQ(cells(blob, "/soc/plic@c000000", "riscv,ndev"), Cells{95});
    EXPECT_EQ(cells(blob, "/soc/serial@10000000", "interrupts"), Cells{10});
    EXPECT_EQ(cells(blob, "/soc/rtc@101000", "interrupts"), Cells{11});
    for (uint32_t slot = 0; slot < 8; ++slot) {
        const std::string path = "/soc/virtio_mmio@1000" + std::to_string(slot + 1) + "000";
        EXPECT_EQ(cells(blob, path, "interrupts"), Cells{slot + 1}) << path;
        EXPECT_EQ(cells(blob, path, "reg"), (Cells{0, 0x1000'1000 + slot * 0x1000, 0, 0x1000}));
    }
    EXPECT_EQ(text(device_tree({64U << 20, ""}), "/chosen", "bootargs"), "nothing");
}

TEST(DeviceTree, LiesOnABoundaryBelowTheEndOfRam) {
    EXPECT_EQ(device_tree_offset(128U << 20, 3000), 126U << 20);
    EXPECT_EQ(device_tree_offset(4U << 20, 3000), 2U << 20);
    EXPECT_EQ(device_tree_offset(64 << 10, 3000), 60U << 10);
    EXPECT_EQ(device_tree_offset(4096, 4096), 0U);
}

TEST(DeviceTree, LeavesNoRoomForAProgramInItsPlace) {
    BackplaneConfig config;
    config.ram_bytes = 1U << 20;
    const uint32_t end = address::kRam + (1U << 20);
    const Program over{address::kRam, {{end - 16, std::vector<std::byte>(16)}}, {}};
    const Program under{address::kRam, {{address::kRam, std::vector<std::byte>(1 << 19)}}, {}};
    Backplane fits(under, config);
    const Program all{address::kRam, {{address::kRam, std::vector<std::byte>(1 << 20)}}, {}};
    EXPECT_THROW(Backplane(all, config), Error);
    EXPECT_NO_THROW(Backplane(over, config));
    config.ram_bytes = 0;
    EXPECT_THROW(Backplane(under, config), Error);
}

}  // namespace
}  // namespace ftsim
