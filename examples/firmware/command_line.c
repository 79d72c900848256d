// SPDX-License-Identifier: Apache-2.0
// A command line on the UART. Input comes by interrupt, also while a command computes; what is
// typed then waits, and shows when the command line reads it. `help` lists the commands.
#include "plic.h"
#include "text.h"

enum { kUartInterrupts = 1, kReceiveInterrupt = 1 };
enum { kLine = 80, kBackspace = '\b', kDelete = 0x7f };

// A ring of what was typed. When it is full the UART keeps its bytes, and waits with the interrupt.
static volatile char typed[64];
static volatile unsigned written, taken;

static void uart_interrupt(void *nothing) {
    (void)nothing;
    while ((UART[UART_LINE_STATUS] & UART_RECEIVED) != 0) {
        if (written - taken == sizeof typed) {
            UART[kUartInterrupts] = 0;
            return;
        }
        typed[written % sizeof typed] = (char)UART[UART_DATA];
        written++;
    }
}

static char next_typed(void) {
    WAIT_UNTIL(written != taken);
    const char c = typed[taken % sizeof typed];
    taken++;
    UART[kUartInterrupts] = kReceiveInterrupt;
    return c;
}

static void read_line(char *line) {
    unsigned length = 0;
    for (;;) {
        const char c = next_typed();
        if (c == '\n' || c == '\r') break;
        if (c == kBackspace || c == kDelete) {
            if (length == 0) continue;
            length--;
            print("\b \b");
        } else if (c >= ' ' && c < kDelete && length < kLine - 1) {
            line[length++] = c;
            put_char(c);
        }
    }
    line[length] = 0;
    print("\n");
}

// Every command gets the text behind its name, and says whether it understood.
static const char *skip_blanks(const char *text) {
    while (*text == ' ') text++;
    return text;
}

static bool numbers(const char *text, uint32_t *values, int count) {
    for (int i = 0; i < count; i++) {
        text = skip_blanks(text);
        if (!read_number(&text, &values[i])) return false;
    }
    return *skip_blanks(text) == 0;
}

static bool echo(const char *text) {
    print(text);
    print("\n");
    return true;
}

static bool reverse(const char *text) {
    for (unsigned i = text_length(text); i-- > 0;) put_char(text[i]);
    print("\n");
    return true;
}

static bool add(const char *text) {
    uint32_t n[2];
    if (!numbers(text, n, 2)) return false;
    print_decimal(n[0] + n[1]);
    print("\n");
    return true;
}

static bool sum(const char *text) {
    uint32_t n[2];
    if (!numbers(text, n, 2)) return false;
    uint32_t total = 0;
    for (uint64_t i = n[0]; i <= n[1]; i++) total += (uint32_t)i;
    print_decimal(total);
    print("\n");
    return true;
}

static bool primes(const char *text) {
    uint32_t end;
    if (!numbers(text, &end, 1)) return false;
    for (uint32_t n = 2; n < end; n++) {
        uint32_t d = 2;
        while (d <= n / d && n % d != 0) d++;
        if (d > n / d) print_count(n == 2 ? "" : " ", n);
    }
    print("\n");
    return true;
}

static bool peek(const char *text) {
    uint32_t address;
    if (!numbers(text, &address, 1)) return false;
    if (address % 4 != 0 || address - 0x80000000 >= 0x8000000) {
        print("no word of memory\n");
    } else {
        print_hex(*(volatile uint32_t *)(uintptr_t)address);
        print("\n");
    }
    return true;
}

static bool leave(const char *text) {
    uint32_t code;
    if (!numbers(text, &code, 1) || code > 255) return false;
    print("bye\n");
    if (code != 0) fail(code);
    pass();
}

static bool help(const char *text);

static const struct {
    const char *name, *arguments;
    bool (*run)(const char *);
} kCommands[] = {
    {"help", "", help},        {"echo", " TEXT", echo},    {"rev", " TEXT", reverse},
    {"add", " A B", add},      {"sum", " FROM TO", sum},   {"primes", " BELOW", primes},
    {"peek", " ADDRESS", peek}, {"exit", " CODE", leave},
};
enum { kCommandCount = sizeof kCommands / sizeof *kCommands };

static bool help(const char *text) {
    if (*text != 0) return false;
    for (int i = 0; i < kCommandCount; i++) {
        print(kCommands[i].name);
        echo(kCommands[i].arguments);
    }
    return true;
}

static void run(const char *line) {
    line = skip_blanks(line);
    if (*line == 0) return;
    for (int i = 0; i < kCommandCount; i++) {
        const char *const rest = text_after(line, kCommands[i].name);
        if (rest == 0 || (*rest != 0 && *rest != ' ')) continue;
        if (!kCommands[i].run(skip_blanks(rest))) {
            print("usage: ");
            print(kCommands[i].name);
            echo(kCommands[i].arguments);
        }
        return;
    }
    print("unknown, try help: ");
    echo(line);
}

int main(void) {
    static char line[kLine];
    print("ftsim command line\n");
    on_interrupt(kUartSource, uart_interrupt, 0);
    UART[kUartInterrupts] = kReceiveInterrupt;
    for (;;) {
        print("> ");
        read_line(line);
        run(line);
    }
}
