/* Start-up code for QEMU's RISC-V machine `virt`: memory, semihosting, the counter of executed instructions.
 * SPDX-License-Identifier: MIT-0 */
#include <stddef.h>
#include <stdint.h>

extern uint8_t tinyml_bss_start[], tinyml_bss_end[];

int main(void);
void tinyml_reset(void);
void tinyml_write(const char *text);
void tinyml_exit(int status);
uint64_t tinyml_ticks(void);

/* The three instructions that mark a call to the host must not be compressed. */
static void semihost(uintptr_t operation, const void *argument)
{
  register uintptr_t a0 __asm__("a0") = operation;
  register const void *a1 __asm__("a1") = argument;

  __asm__ volatile(".option push\n\t.option norvc\n\t.balign 16\n\t"
                   "slli zero, zero, 0x1f\n\tebreak\n\tsrai zero, zero, 7\n\t.option pop"
                   : "+r"(a0) : "r"(a1) : "memory");
}

void tinyml_write(const char *text)
{
  semihost(0x04, text); /* SYS_WRITE0 */
}

void tinyml_exit(int status)
{
  const uintptr_t block[2] = {0x20026, (uintptr_t)status}; /* ADP_Stopped_ApplicationExit */

  semihost(0x20, block); /* SYS_EXIT_EXTENDED */
  for (;;) {
  }
}

static void fault(void)
{
  tinyml_write("tinyml: fault\n");
  tinyml_exit(99);
}

#define READ(value, counter) __asm__ volatile(".option push\n\t.option arch, +zicsr\n\tcsrr %0, " counter "\n\t.option pop" : "=r"(value))

uint64_t tinyml_ticks(void)
{
#if __riscv_xlen == 64
  uint64_t value;

  READ(value, "instret");
  return value;
#else
  uint32_t before, low, high;

  do {
    READ(before, "instreth");
    READ(low, "instret");
    READ(high, "instreth");
  } while (before != high);
  return (uint64_t)high << 32 | low;
#endif
}

__attribute__((used)) static void start(void)
{
  uint8_t *to;

  for (to = tinyml_bss_start; to < tinyml_bss_end;) {
    *to++ = 0;
  }
  tinyml_exit(main());
}

/* errno lies at the thread pointer; floating point is switched on where there is some. */
__attribute__((naked, section(".vectors"), used)) void tinyml_reset(void)
{
  __asm__ volatile(".option push\n\t.option arch, +zicsr\n\t.option norelax\n\t"
                   "la gp, tinyml_global\n\tla sp, tinyml_stack_top\n\tla tp, tinyml_thread\n\t"
                   "la t0, %0\n\tcsrw mtvec, t0\n\tli t0, 0x6000\n\tcsrs mstatus, t0\n\t.option pop\n\tcall start"
                   : : "i"(fault));
}
