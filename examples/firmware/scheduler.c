// SPDX-License-Identifier: Apache-2.0
// A preemptive round-robin scheduler. The tasks run in user mode with a stack of their own; the
// timer takes the processor from one and gives it to the next; where the core has physical memory
// protection, a task sees the program, its stack and one word of the kernel's, and nothing else.
// Where the interrupts fall changes from machine to machine. The output does not: the kernel keeps
// the lines of each task and prints them in order when all have ended.
#include "clint.h"
#include "pmp.h"
#include "tasks.h"
#include "text.h"

enum { kStack = 1024, kLog = 256, kSlice = 5000 };  // a slice is 0.5 ms of mtime
enum { kFromUser = 8, kTimer = 0x80000007u };       // mcause

enum { kPc = 0, kSp = 2, kA0 = 10, kA7 = 17 };  // places in a frame

enum state { kReady, kAsleep, kEnded, kStopped };

static struct task {
    uint32_t frame[32];
    enum state state;
    uint64_t wakes;
    char log[kLog];
    unsigned logged;
} tasks[kTasks];
static struct task *running = tasks;
static bool has_pmp;

static uint8_t stacks[kTasks][kStack] __attribute__((aligned(kStack)));
static volatile uint32_t shown[16] __attribute__((aligned(64)));  // a region of its own
volatile const uint32_t *const kTasksEnded = shown;
volatile uint32_t kernel_secret = 42;

void enter_task(uint32_t *frame) __attribute__((noreturn));
void task_trap(void);

// Regions: 0 and 1 from the start of RAM to the end of the program, 2 the shown word, 3 the stack.
static void protect_memory(void) {
    extern const char _start[], __text_end[];
    CSR_WRITE(pmpaddr0, (uint32_t)(uintptr_t)_start >> 2);
    CSR_WRITE(pmpaddr1, (uint32_t)(uintptr_t)__text_end >> 2);
    CSR_WRITE(pmpaddr2, power_of_two_region(shown, sizeof shown));
    CSR_WRITE(pmpcfg0, (uint32_t)(kPowerOfTwo | kRead | kWrite) << 24 |
                           (kPowerOfTwo | kRead) << 16 | (kUpToHere | kRead | kExecute) << 8);
}

// Round robin from the one that ran last. Sleeps with the machine while all tasks do.
static struct task *next_task(void) {
    for (;;) {
        uint64_t first = UINT64_MAX;
        for (struct task *task = running, *const last = running;;) {
            if (++task == tasks + kTasks) task = tasks;
            if (task->state == kAsleep && task->wakes <= now()) task->state = kReady;
            if (task->state == kReady) return task;
            if (task->state == kAsleep && task->wakes < first) first = task->wakes;
            if (task == last) break;
        }
        if (first == UINT64_MAX) return 0;
        set_alarm(first);
        __asm__ volatile("wfi" ::: "memory");
    }
}

static uint32_t *run(struct task *task) {
    running = task;
    if (has_pmp) CSR_WRITE(pmpaddr3, power_of_two_region(stacks[task - tasks], kStack));
    set_alarm(now() + kSlice);
    return task->frame;
}

static void end(struct task *task, enum state state) {
    task->state = state;
    shown[0]++;
}

// A task may only show what it could read itself, and no more than there is room for.
static void log_line(struct task *task, uint32_t text) {
    const uint32_t stack = (uint32_t)(uintptr_t)stacks[task - tasks];
    while (task->logged < kLog - 2 && text - stack < kStack && *(const char *)text != 0) {
        task->log[task->logged++] = *(const char *)text++;
    }
    task->log[task->logged++] = '\n';
}

static void report(void) {
    for (int t = 0; t < kTasks; t++) {
        const struct task *const task = &tasks[t];
        print_count("task ", (uint32_t)t + 1);
        print(", ");
        print(kPrograms[t].name);
        print(task->state == kEnded ? ", ended\n" : ", stopped by the kernel\n");
        for (unsigned i = 0; i < task->logged; i++) {
            if (i == 0 || task->log[i - 1] == '\n') print("    ");
            put_char(task->log[i]);
        }
    }
}

// Every trap: the slice is over, a task asks for something, or it did what it must not.
uint32_t *kernel(uint32_t *frame, uint32_t cause) {
    if (cause == kFromUser) {
        frame[kPc] += 4;
        switch (frame[kA7]) {
            case kYield: break;
            case kPrint: log_line(running, frame[kA0]); break;
            case kSleep:
                running->wakes = now() + frame[kA0];
                running->state = kAsleep;
                break;
            default: end(running, kEnded); break;
        }
    } else if (cause != kTimer) {
        end(running, kStopped);
    }
    struct task *const next = next_task();
    if (next != 0) return run(next);
    report();
    pass();
}

static void task_start(void (*program)(void)) {
    program();
    system_call(kExit, 0);
}

int main(void) {
    for (int t = 0; t < kTasks; t++) {
        tasks[t].frame[kPc] = (uint32_t)(uintptr_t)task_start;
        tasks[t].frame[kSp] = (uint32_t)(uintptr_t)stacks[t + 1];
        tasks[t].frame[kA0] = (uint32_t)(uintptr_t)kPrograms[t].run;
    }
    has_pmp = pmp_is_there();
    if (has_pmp) protect_memory();
    CSR_WRITE(mtvec, task_trap);
    CSR_SET(mie, 1 << 7);
    CSR_CLEAR(mstatus, 3 << 11);  // mret goes to user mode, where machine interrupts are always on
    enter_task(run(&tasks[0]));
}
