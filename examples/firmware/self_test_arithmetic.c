// SPDX-License-Identifier: Apache-2.0
// Arithmetic, multiplication, division, branches and jumps, with operands around every edge.
#include "self_test.h"

static const uint32_t kOperands[] = {
    0, 1, 2, 3, 31, 32, 0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000, 0x55555555, 0x12345678,
    0x7fffffff, 0x80000000, 0x80000001, 0xdeadbeef, 0xfffff800, 0xfffffffe, 0xffffffff,
};
enum { kCount = sizeof kOperands / sizeof *kOperands };

#define EACH(value) for (const uint32_t *value = kOperands; value != kOperands + kCount; value++)

#define REGISTERS(operation)                                                                \
    EACH(a) EACH(b) {                                                                       \
        uint32_t result;                                                                    \
        __asm__(operation " %0, %1, %2" : "=r"(result) : "r"(*a), "r"(*b));                 \
        fold(result);                                                                       \
    }

#define IMMEDIATE(operation, value)                                                         \
    EACH(a) {                                                                               \
        uint32_t result;                                                                    \
        __asm__(operation " %0, %1, " #value : "=r"(result) : "r"(*a));                     \
        fold(result);                                                                       \
    }

#define IMMEDIATES(operation)                                                               \
    IMMEDIATE(operation, 0)                                                                 \
    IMMEDIATE(operation, 1)                                                                 \
    IMMEDIATE(operation, -1)                                                                \
    IMMEDIATE(operation, 2047)                                                              \
    IMMEDIATE(operation, -2048)                                                             \
    IMMEDIATE(operation, 0x555)

#define SHIFTS(operation)                                                                   \
    IMMEDIATE(operation, 0)                                                                 \
    IMMEDIATE(operation, 1)                                                                 \
    IMMEDIATE(operation, 7)                                                                 \
    IMMEDIATE(operation, 16)                                                                \
    IMMEDIATE(operation, 31)

#define BRANCH(operation)                                                                   \
    EACH(a) EACH(b) {                                                                       \
        uint32_t taken = 1;                                                                 \
        __asm__(operation " %1, %2, 1f\n li %0, 0\n 1:" : "+r"(taken) : "r"(*a), "r"(*b));  \
        fold(taken);                                                                        \
    }

// Two wide instructions at odd halfwords, so that each lies across two words of memory.
ASSEMBLY(across_words,
         "c.nop\n"
         "lui t0, 0xabcde\n"
         "addi a0, t0, 0x123\n"
         "jal t1, 1f\n"
         "c.addi a0, 1\n"
         "1: auipc t2, 1\n"
         "sub t2, t2, t1\n"
         "add a0, a0, t2\n")

// jalr clears the lowest bit of its target, and reads its base before it writes the link.
ASSEMBLY(jump_by_register,
         "la t0, 1f + 5\n"
         "jalr t0, -4(t0)\n"
         "li a0, 0\n"
         "1: la t1, 1b\n"
         "sub t0, t0, t1\n"
         "add a0, a0, t0\n")

void test_arithmetic(void) {
    REGISTERS("add") REGISTERS("sub") REGISTERS("xor") REGISTERS("or") REGISTERS("and")
    REGISTERS("sll") REGISTERS("srl") REGISTERS("sra") REGISTERS("slt") REGISTERS("sltu")
    REGISTERS("mul") REGISTERS("mulh") REGISTERS("mulhsu") REGISTERS("mulhu")
    REGISTERS("div") REGISTERS("divu") REGISTERS("rem") REGISTERS("remu")
    IMMEDIATES("addi") IMMEDIATES("xori") IMMEDIATES("ori") IMMEDIATES("andi")
    IMMEDIATES("slti") IMMEDIATES("sltiu")
    SHIFTS("slli") SHIFTS("srli") SHIFTS("srai")
    BRANCH("beq") BRANCH("bne") BRANCH("blt") BRANCH("bge") BRANCH("bltu") BRANCH("bgeu")
    fold(across_words(0, 0));
    fold(jump_by_register(5, 0));
}
