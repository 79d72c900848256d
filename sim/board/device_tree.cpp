// SPDX-License-Identifier: Apache-2.0
#include "ftsim/board/device_tree.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <initializer_list>
#include <stdexcept>
#include <string_view>

#include "ftsim/board/address_map.hpp"
#include "ftsim/board/clint.hpp"
#include "ftsim/board/plic.hpp"

namespace ftsim {

namespace {

constexpr int kMaxBytes = 16 * 1024;
constexpr uint32_t kUartClockHz = 3'686'400;

// How nodes name each other.
enum Phandle : uint32_t { kCpuIntc = 1, kPlic = 2, kTest = 3 };

void check(int result) {
    if (result < 0) throw std::logic_error(fmt::format("libfdt: {}", fdt_strerror(result)));
}

/// Writes nodes and properties one after the other.
class Writer {
public:
    Writer() : blob_(kMaxBytes) {
        check(fdt_create(blob_.data(), kMaxBytes));
        check(fdt_finish_reservemap(blob_.data()));
    }

    template <class Content>
    void node(const std::string& name, Content content) {
        check(fdt_begin_node(blob_.data(), name.c_str()));
        content();
        check(fdt_end_node(blob_.data()));
    }

    void flag(const char* name) { check(fdt_property(blob_.data(), name, nullptr, 0)); }
    void text(const char* name, const std::string& value) {
        check(fdt_property(blob_.data(), name, value.c_str(), static_cast<int>(value.size() + 1)));
    }
    void texts(const char* name, std::initializer_list<std::string_view> values) {
        std::string joined;
        for (const std::string_view value : values) joined.append(value).push_back('\0');
        check(fdt_property(blob_.data(), name, joined.data(), static_cast<int>(joined.size())));
    }
    void cells(const char* name, std::initializer_list<uint32_t> values) {
        std::vector<fdt32_t> big_endian;
        for (const uint32_t value : values) big_endian.push_back(cpu_to_fdt32(value));
        check(fdt_property(blob_.data(), name, big_endian.data(),
                           static_cast<int>(big_endian.size() * sizeof(fdt32_t))));
    }
    void reg(uint64_t address, uint64_t bytes) {
        cells("reg", {static_cast<uint32_t>(address >> 32), static_cast<uint32_t>(address),
                      static_cast<uint32_t>(bytes >> 32), static_cast<uint32_t>(bytes)});
    }

    std::vector<std::byte> finish() {
        check(fdt_finish(blob_.data()));
        blob_.resize(fdt_totalsize(blob_.data()));
        return std::move(blob_);
    }

private:
    std::vector<std::byte> blob_;
};

void add_cpu(Writer& tree) {
    tree.node("cpus", [&] {
        tree.cells("#address-cells", {1});
        tree.cells("#size-cells", {0});
        tree.cells("timebase-frequency", {Clint::kTimeHz});
        tree.node("cpu@0", [&] {
            tree.text("device_type", "cpu");
            tree.cells("reg", {0});
            tree.text("status", "okay");
            tree.text("compatible", "riscv");
            tree.text("riscv,isa", "rv32imac_zicntr_zicsr_zifencei");
            tree.text("mmu-type", "riscv,none");
            tree.node("interrupt-controller", [&] {
                tree.cells("#interrupt-cells", {1});
                tree.flag("interrupt-controller");
                tree.text("compatible", "riscv,cpu-intc");
                tree.cells("phandle", {kCpuIntc});
            });
        });
    });
}

void add_interrupts(Writer& tree) {
    tree.node(fmt::format("clint@{:x}", address::kClint), [&] {
        tree.texts("compatible", {"sifive,clint0", "riscv,clint0"});
        tree.reg(address::kClint, address::kClintBytes);
        tree.cells("interrupts-extended", {kCpuIntc, 3, kCpuIntc, 7});
    });
    tree.node(fmt::format("plic@{:x}", address::kPlic), [&] {
        tree.texts("compatible", {"sifive,plic-1.0.0", "riscv,plic0"});
        tree.reg(address::kPlic, Plic::kBytes);
        tree.cells("#address-cells", {0});
        tree.cells("#interrupt-cells", {1});
        tree.flag("interrupt-controller");
        tree.cells("interrupts-extended", {kCpuIntc, 11});
        tree.cells("riscv,ndev", {Plic::kSources - 1});
        tree.cells("phandle", {kPlic});
    });
}

void add_device(Writer& tree, const char* kind, uint32_t address, uint32_t bytes, uint32_t source,
                const char* compatible) {
    tree.node(fmt::format("{}@{:x}", kind, address), [&] {
        tree.text("compatible", compatible);
        tree.reg(address, bytes);
        tree.cells("interrupt-parent", {kPlic});
        tree.cells("interrupts", {source});
        if (address == address::kUart) tree.cells("clock-frequency", {kUartClockHz});
    });
}

// The test finisher, and how an operating system switches off and restarts with it.
void add_finisher(Writer& tree) {
    tree.node(fmt::format("test@{:x}", address::kFinisher), [&] {
        tree.texts("compatible", {"sifive,test1", "sifive,test0", "syscon"});
        tree.reg(address::kFinisher, address::kFinisherBytes);
        tree.cells("phandle", {kTest});
    });
}

void add_power(Writer& tree, const char* name, const char* compatible, uint32_t word) {
    tree.node(name, [&] {
        tree.text("compatible", compatible);
        tree.cells("regmap", {kTest});
        tree.cells("offset", {0});
        tree.cells("value", {word});
    });
}

}  // namespace

std::vector<std::byte> device_tree(const DeviceTreeConfig& config) {
    Writer tree;
    tree.node("", [&] {
        tree.cells("#address-cells", {2});
        tree.cells("#size-cells", {2});
        tree.text("compatible", "riscv-virtio");
        tree.text("model", "ftsim,riscv-virtio");
        tree.node("chosen", [&] {
            if (!config.bootargs.empty()) tree.text("bootargs", config.bootargs);
            tree.text("stdout-path", fmt::format("/soc/serial@{:x}", address::kUart));
        });
        tree.node(fmt::format("memory@{:x}", address::kRam), [&] {
            tree.text("device_type", "memory");
            tree.reg(address::kRam, config.ram_bytes);
        });
        add_cpu(tree);
        add_power(tree, "poweroff", "syscon-poweroff", 0x5555);
        add_power(tree, "reboot", "syscon-reboot", 0x7777);
        tree.node("soc", [&] {
            tree.cells("#address-cells", {2});
            tree.cells("#size-cells", {2});
            tree.text("compatible", "simple-bus");
            tree.flag("ranges");
            add_interrupts(tree);
            add_finisher(tree);
            add_device(tree, "rtc", address::kRtc, address::kRtcBytes, irq::kRtc,
                       "google,goldfish-rtc");
            add_device(tree, "serial", address::kUart, address::kUartBytes, irq::kUart, "ns16550a");
            for (uint32_t slot = 0; slot < address::kVirtioSlots; ++slot) {
                add_device(tree, "virtio_mmio", address::virtio(slot), address::kVirtioBytes,
                           irq::virtio(slot), "virtio,mmio");
            }
        });
    });
    return tree.finish();
}

uint64_t device_tree_offset(uint64_t ram_bytes, std::size_t blob_bytes) {
    const uint64_t boundary = ram_bytes >= 4U << 20 ? 2U << 20 : 4096;
    return (ram_bytes - blob_bytes) / boundary * boundary;
}

}  // namespace ftsim
