/* SPDX-License-Identifier: MIT-0 */
/*
 * Rows of int8 weights times one vector for Armv7E-M, four rows at once. x is read as it is, and the offset is added
 * while its bytes are widened.
 *
 * Layout: x [depth]. Weights: of each four rows, of each four values a word of each row in turn; zeros beyond the last
 * row and the last value. Source: the SXTAB16, SXTB16 and SMLAD instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_ROWS_S8_DSP_H
#define TML_ROWS_S8_DSP_H

#include "tml_matrix_dsp.h"

#define TML_ROWS_SUM(sum, word) \
    "sxtb16 r12, " word ", ror #8\n" \
    "smlad " sum ", r12, r11, " sum "\n" \
    "sxtb16.w " word ", " word "\n" \
    "smlad " sum ", " word ", r10, " sum "\n"
#define TML_ROWS_STEP_BYTES "80"
#define TML_ROWS_STEP \
    "ldr r11, [r0], #4\n" \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "sxtab16 r10, lr, r11\n" \
    "sxtab16 r11, lr, r11, ror #8\n" \
    TML_ROWS_SUM("r2", "r6") TML_ROWS_SUM("r3", "r7") TML_ROWS_SUM("r4", "r8") TML_ROWS_SUM("r5", "r9")

/* In the order of the assembly's registers. */
typedef struct {
    const int8_t *weights;
    int32_t *sums;
    const int8_t *x;
    int32_t steps;   /* whole fours of values: at least one */
    int32_t rest;    /* 16 where values are left, else 0: bytes of their weights */
    int32_t fours;   /* of rows */
    uint32_t offset; /* in both halves */
} tml_rows_walk;

/* r0: the walk. Slots: 0 x 1 where the first round begins 2 sums 3 where x ends 4 fours left 5 bytes to leave out. */
#define TML_ROWS_WALK \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6, lr}\n" \
        TML_PUT(0, "r3") TML_PUT(2, "r2") TML_PUT(4, "r6") TML_PUT(5, "r5") \
        "add r9, r3, r4, lsl #2\n" \
        TML_PUT(3, "r9") \
        "rsb r8, r4, #0\n" \
        "and r8, r8, #(" TML_STRING(TML_UNROLL) "-1)\n" \
        "mov r9, #" TML_ROWS_STEP_BYTES "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 2) \
        "ldm r0, {r2, r3, r4, r5}\n" \
        TML_GET("r0", 0) TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_UNROLLED(TML_ROWS_STEP) \
        TML_GET("r12", 3) \
        "cmp r0, r12\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 2) TML_GET("r6", 4) TML_GET("r7", 5) \
        "stm r0!, {r2, r3, r4, r5}\n" \
        "add r1, r1, r7\n" \
        TML_PUT(2, "r0") \
        "subs r6, r6, #1\n" \
        TML_PUT(4, "r6") \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* sum + the products of four values, the word v, with four weights. */
static inline int32_t tml_rows_step(uint32_t v, uint32_t offset, const int8_t *weights, int32_t sum)
{
    const uint32_t odd = tml_add_halves(offset, tml_odd_bytes(v)), even = tml_add_halves(offset, tml_even_bytes(v));
    return tml_matrix_step(tml_load_word(weights), odd, even, 0, sum);
}

/* The same in C. */
static inline void tml_rows_stand_in(const tml_rows_walk *walk)
{
    for (int32_t row = 0; row < 4 * walk->fours; row++) {
        const int8_t *const weights = walk->weights + row / 4 * (16 * walk->steps + walk->rest) + row % 4 * 4;
        for (int32_t i = 0; i < walk->steps; i++) {
            walk->sums[row] = tml_rows_step(tml_load_word(walk->x + 4 * i), walk->offset, weights + 16 * i, walk->sums[row]);
        }
    }
}

TML_APART void tml_rows_fours(const tml_rows_walk *job)
{
    TML_BLOCK(register const tml_rows_walk *walk __asm__("r0") = job; TML_ROWS_WALK;
              , tml_rows_stand_in(job);)
}

/* sums[row] += the dot product of x + offset with that row. There is room for whole fours of sums. |offset| <= 256. */
static inline void tml_rows_s8_dsp(const int8_t *x, const int8_t *weights, int32_t depth, int32_t offset, int32_t count, int32_t *sums)
{
    const int32_t steps = depth / 4, left = depth & 3, rest = left > 0 ? 16 : 0, fours = (count + 3) / 4;
    const uint32_t halves = tml_low_halves((uint32_t)offset, (uint32_t)offset);
    const tml_rows_walk walk = { weights, sums, x, steps, rest, fours, halves };
    if (steps > 0) {
        tml_rows_fours(&walk);
    }
    if (left > 0) {
        uint32_t last = 0; /* the weights of its upper bytes are 0 */
        memcpy(&last, x + 4 * steps, (size_t)left);
        for (int32_t row = 0; row < count; row++) {
            sums[row] = tml_rows_step(last, halves, weights + row / 4 * (16 * steps + 16) + 16 * steps + row % 4 * 4, sums[row]);
        }
    }
}

#endif
