/* Start-up code for QEMU's mps2 machines: vectors, memory, semihosting, a counter of executed instructions.
 * With `-icount shift=0` an instruction takes 1 ns of the emulated 25 MHz clock: 40 instructions a tick.
 * SPDX-License-Identifier: MIT-0 */
#include <stddef.h>
#include <stdint.h>

extern uint32_t tinyml_stack_top[], tinyml_data_start[], tinyml_data_end[], tinyml_data_load[];
extern uint32_t tinyml_bss_start[], tinyml_bss_end[];

int main(void);
void tinyml_reset(void);
void tinyml_write(const char *text);
void tinyml_exit(int status);
uint64_t tinyml_ticks(void);

static volatile uint32_t wraps;

static void semihost(uint32_t operation, const void *argument)
{
  register uint32_t r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;

  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
}

void tinyml_write(const char *text)
{
  semihost(0x04, text); /* SYS_WRITE0 */
}

void tinyml_exit(int status)
{
  const uint32_t block[2] = {0x20026, (uint32_t)status}; /* ADP_Stopped_ApplicationExit */

  semihost(0x20, block); /* SYS_EXIT_EXTENDED */
  for (;;) {
  }
}

static void fault(void)
{
  tinyml_write("tinyml: fault\n");
  tinyml_exit(99);
}

static void tick(void)
{
  wraps++;
}

#define SYSTICK ((volatile uint32_t *)0xe000e010)

uint64_t tinyml_ticks(void)
{
  uint32_t before, value;

  do {
    before = wraps;
    value = SYSTICK[2];
  } while (before != wraps);
  return (uint64_t)before * 0x1000000u + (0xffffffu - value);
}

void tinyml_reset(void)
{
  const uint32_t *from = tinyml_data_load;
  uint32_t *to;

#if defined(__ARM_FP)
  *(volatile uint32_t *)0xe000ed88 |= 0xfu << 20; /* CPACR: the floating-point unit on */
  __asm__ volatile("dsb\n\tisb" ::: "memory");
#endif
  for (to = tinyml_data_start; to < tinyml_data_end;) {
    *to++ = *from++;
  }
  for (to = tinyml_bss_start; to < tinyml_bss_end;) {
    *to++ = 0;
  }
  SYSTICK[1] = 0xffffff;
  SYSTICK[2] = 0;
  SYSTICK[0] = 7;
  tinyml_exit(main());
}

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const handler vectors[16] = {
    (handler)(uintptr_t)tinyml_stack_top, tinyml_reset, fault, fault, fault, fault, fault, 0, 0, 0, 0, fault, 0, 0, fault, tick};
