/* SPDX-License-Identifier: MIT-0 */
/*
 * One pixel by pairs of output channels, for what is left after blocks of three pixels.
 *
 * Layout: the walk, columns and constants of tml_matrix_block_dsp.h, of which the first pixel alone is taken. Sums
 * are in r2 and r3.
 */
#ifndef TML_MATRIX_PIXEL_DSP_H
#define TML_MATRIX_PIXEL_DSP_H

#include "tml_matrix_block_dsp.h"

#define TML_PIXEL_WORDS \
    "ldr r9, [r1, #4]\n" \
    "ldr r8, [r1], #8\n" \
    "ldr r11, [r0, #12]\n" \
    "ldr r10, [r0], #24\n"
#define TML_PIXEL_EVEN \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "smlad r2, r8, r11, r2\n" \
    "smlad r3, r9, r11, r3\n"
#define TML_PIXEL_COMPOSITE \
    TML_PIXEL_WORDS \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n" \
    TML_PIXEL_EVEN
#define TML_PIXEL_PLAIN \
    TML_PIXEL_WORDS \
    "sxtb16 r12, r8, ror #8\n" \
    "smlad r2, r12, r10, r2\n" \
    "sxtb16 r12, r9, ror #8\n" \
    "smlad r3, r12, r10, r3\n" \
    TML_PIXEL_EVEN

/*
 * r0 x, r1 constants, r4 y, r5 its end, r6 where x begins, r7 its end; r7 is saved by hand, see TML_BLOCK_WALK. Slot
 * 0: steps.
 */
#define TML_PIXEL_WALK(STEP, twice) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r4, r6, r8, r9, r10}\n" \
        TML_PUT(0, "r8") \
        "add r5, r4, r10, lsl #1\n" \
        "add r7, r8, r8, lsl #1\n" \
        "add r7, r6, r7, lsl #3\n" \
        "1:\n" \
        TML_GET("r12", 0) \
        "ldr r3, [r1, #4]\n" \
        "ldr r2, [r1], #8\n" \
        "mov r0, r6\n" \
        "tst r12, #1\n" \
        "bne 3f\n" \
        "2:\n" \
        STEP \
        "3:\n" \
        STEP \
        "cmp r0, r7\n" \
        "bne 2b\n" \
        "ldrd r8, r10, [r1], #8\n" \
        "cmp r8, #0\n" \
        "bmi 5f\n" \
        "smmul r2, r2, r8\n" \
        "smmul r3, r3, r10\n" \
        TML_MATRIX_SSAT("r2") TML_MATRIX_SSAT("r3") \
        "4:\n" \
        "strb r2, [r4], #1\n" \
        "strb r3, [r4], #1\n" \
        "cmp r4, r5\n" \
        "bne 1b\n" \
        "b 6f\n" \
        "5:\n" \
        "ldr r0, [r1], #4\n" \
        "bic r8, r8, #0x80000000\n" \
        TML_BLOCK_ROUNDING_A("r9") TML_BLOCK_EXACT(twice, "r2", "r8", "r9") \
        TML_BLOCK_ROUNDING_B("r11") TML_BLOCK_EXACT(twice, "r3", "r10", "r11") \
        "b 4b\n" \
        "6:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk), "=r"(constants) \
        : \
        : "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* Both return where the constants of the next pair are. The walk's y_step is 0. */
#define TML_PIXEL_KERNEL(form, STEP, twice, composite) \
    TML_APART const int32_t *tml_pixel_##form(const tml_block_walk *job) \
    { \
        TML_BLOCK(register const tml_block_walk *walk __asm__("r0") = job; \
                  register const int32_t *constants __asm__("r1"); \
                  TML_PIXEL_WALK(STEP, twice); \
                  return constants; \
                  , return tml_block_stand_in(job, composite);) \
    }

TML_PIXEL_KERNEL(composite, TML_PIXEL_COMPOSITE, TML_TWICE_COMPOSITE, 1)
TML_PIXEL_KERNEL(plain, TML_PIXEL_PLAIN, TML_TWICE_PLAIN, 0)

#endif
