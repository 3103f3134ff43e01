/* SPDX-License-Identifier: MIT-0 */
/*
 * One column by fours of outputs. Of each four values x has two words, odd and even; weights: a word of each output in
 * turn. Record: four biases, mode, then multiplier and rounding of each output. Sums are in r2 to r5.
 *
 * Source: the SMLAD and SMMLA instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_MATRIX_VECTOR_DSP_H
#define TML_MATRIX_VECTOR_DSP_H

#include "tml_matrix_dsp.h"
#include "tml_saturate_range_s8.h"

#define TML_VECTOR_COMPOSITE_BYTES "56"
#define TML_VECTOR_COMPOSITE \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "ldrd r10, r11, [r0], #8\n" \
    "smlad r2, r6, r10, r2\n" \
    "smlad r3, r7, r10, r3\n" \
    "smlad r4, r8, r10, r4\n" \
    "smlad r5, r9, r10, r5\n" \
    "sxtb16 r6, r6\n" \
    "sxtb16 r7, r7\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "smlad r2, r6, r11, r2\n" \
    "smlad r3, r7, r11, r3\n" \
    "smlad r4, r8, r11, r4\n" \
    "smlad r5, r9, r11, r5\n"

#define TML_VECTOR_PLAIN_BYTES "72"
#define TML_VECTOR_PLAIN_SUM(sum, word) \
    "sxtb16 r12, " word ", ror #8\n" \
    "smlad " sum ", r12, r10, " sum "\n" \
    "sxtb16.w " word ", " word "\n" \
    "smlad " sum ", " word ", r11, " sum "\n"
#define TML_VECTOR_PLAIN \
    "ldm r1!, {r6, r7, r8, r9}\n" \
    "ldrd r10, r11, [r0], #8\n" \
    TML_VECTOR_PLAIN_SUM("r2", "r6") TML_VECTOR_PLAIN_SUM("r3", "r7") \
    TML_VECTOR_PLAIN_SUM("r4", "r8") TML_VECTOR_PLAIN_SUM("r5", "r9")

#define TML_VECTOR_TWICE(sum, multiplier, rounding) \
    "smmlar r11, " sum ", " multiplier ", " rounding "\n" \
    "add r11, r11, " sum ", asr #31\n"
#define TML_VECTOR_ONCE(sum, multiplier, rounding) "smmla r11, " sum ", " multiplier ", " rounding "\n"
#define TML_VECTOR_EXACT(twice, ROUND, sum, multiplier, rounding) \
    twice(sum) \
    ROUND(sum, multiplier, rounding) \
    "asr r11, r11, r6\n" \
    "lsr r6, r6, #8\n" \
    "ssat " sum ", #8, r11\n"

/* r0: the walk. Slots: 0 x 1 where the first round begins 3 record 4 y 6 fours left. */
#define TML_VECTOR_WALK(STEP, bytes, twice, ROUND) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6}\n" \
        TML_PUT(0, "r4") TML_PUT(3, "r2") TML_PUT(4, "r3") TML_PUT(6, "r6") \
        "add lr, r4, r5, lsl #3\n" \
        "rsb r8, r5, #0\n" \
        "and r8, r8, #(" TML_STRING(TML_UNROLL) "-1)\n" \
        "mov r9, #" bytes "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 3) \
        "ldm r0!, {r2, r3, r4, r5}\n" \
        TML_PUT(3, "r0") \
        TML_GET("r0", 0) TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_UNROLLED(STEP) \
        "cmp r0, lr\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 3) \
        "ldm r0!, {r6, r7, r8, r9, r10}\n" \
        "cmp r6, #0\n" \
        "bne.w 4f\n" \
        "smmla r2, r2, r7, r8\n" \
        "smmla r3, r3, r9, r10\n" \
        "ldm r0!, {r7, r8, r9, r10}\n" \
        "smmla r4, r4, r7, r8\n" \
        "smmla r5, r5, r9, r10\n" \
        TML_MATRIX_SSAT("r2") TML_MATRIX_SSAT("r3") TML_MATRIX_SSAT("r4") TML_MATRIX_SSAT("r5") \
        "3:\n" \
        TML_PUT(3, "r0") \
        TML_GET("r12", 4) TML_GET("r6", 6) \
        "strb r2, [r12], #1\n" \
        "strb r3, [r12], #1\n" \
        "strb r4, [r12], #1\n" \
        "strb r5, [r12], #1\n" \
        TML_PUT(4, "r12") \
        "subs r6, r6, #1\n" \
        TML_PUT(6, "r6") \
        "bne.w 1b\n" \
        "b 5f\n" \
        "4:\n" \
        TML_VECTOR_EXACT(twice, ROUND, "r2", "r7", "r8") TML_VECTOR_EXACT(twice, ROUND, "r3", "r9", "r10") \
        "ldm r0!, {r7, r8, r9, r10}\n" \
        TML_VECTOR_EXACT(twice, ROUND, "r4", "r7", "r8") TML_VECTOR_EXACT(twice, ROUND, "r5", "r9", "r10") \
        "b 3b\n" \
        "5:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_vector_stand_in(const tml_matrix_walk *walk, int32_t composite, int32_t once)
{
    for (int32_t o = 0; o < 4 * walk->count; o++) {
        const int32_t *record = walk->records + 13 * (o / 4);
        const int8_t *weights = walk->weights + 16 * walk->steps * (o / 4) + 4 * (o % 4);
        int32_t sum = record[o % 4];
        for (int32_t i = 0; i < walk->steps; i++) {
            sum = tml_matrix_step(tml_load_word(weights + 16 * i), walk->x[2 * i], walk->x[2 * i + 1], composite, sum);
        }
        walk->y[o] = tml_matrix_result(sum, (int32_t)((uint32_t)record[4] >> 8 * (o % 4)), record[5 + 2 * (o % 4)],
                                       record[6 + 2 * (o % 4)], composite, once);
    }
}

#define TML_VECTOR_KERNEL(name, STEP, bytes, twice, ROUND, composite, once) \
    TML_APART void tml_vector_##name(const tml_matrix_walk *job) \
    { \
        TML_BLOCK(register const tml_matrix_walk *walk __asm__("r0") = job; TML_VECTOR_WALK(STEP, bytes, twice, ROUND); \
                  , tml_vector_stand_in(job, composite, once);) \
    }

TML_VECTOR_KERNEL(composite_twice, TML_VECTOR_COMPOSITE, TML_VECTOR_COMPOSITE_BYTES, TML_TWICE_COMPOSITE, TML_VECTOR_TWICE, 1, 0)
TML_VECTOR_KERNEL(composite_once, TML_VECTOR_COMPOSITE, TML_VECTOR_COMPOSITE_BYTES, TML_TWICE_COMPOSITE, TML_VECTOR_ONCE, 1, 1)
TML_VECTOR_KERNEL(plain_twice, TML_VECTOR_PLAIN, TML_VECTOR_PLAIN_BYTES, TML_TWICE_PLAIN, TML_VECTOR_TWICE, 0, 0)
TML_VECTOR_KERNEL(plain_once, TML_VECTOR_PLAIN, TML_VECTOR_PLAIN_BYTES, TML_TWICE_PLAIN, TML_VECTOR_ONCE, 0, 1)

/* `column`: two words for each four values of a row. What lies beyond the depth has weight 0. */
static inline void tml_vector_column(uint32_t *to, const int8_t *x, int32_t depth, int32_t composite)
{
    const int8_t *const end = x + (depth & ~3);
    for (; x != end; x += 4, to += 2) {
        const uint32_t v = tml_load_word(x);
        to[0] = tml_odd_bytes(v);
        to[1] = composite ? tml_even_composite(v) : tml_even_bytes(v);
    }
    if (depth & 3) {
        uint32_t v = 0;
        memcpy(&v, x, (size_t)(depth & 3));
        to[0] = tml_odd_bytes(v);
        to[1] = composite ? tml_even_composite(v) : tml_even_bytes(v);
    }
}

static inline void tml_matrix_rows(const tml_vector_params *params, const int8_t *x, const int8_t *weights, const int32_t *records,
                                   int8_t *y, uint32_t *column, int32_t composite, void (*vector)(const tml_matrix_walk *))
{
    const tml_vector_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t steps = (p.depth + 3) / 4;
    const int32_t fours = p.outputs / 4;
    const int32_t left = p.outputs & 3;
    for (int32_t row = 0; row < p.rows; row++) {
        int8_t *to = y + row * p.outputs;
        tml_vector_column(column, x + row * p.depth, p.depth, composite);
        tml_matrix_walk walk = { weights, records, to, column, steps, fours };
        if (fours > 0) {
            vector(&walk);
        }
        if (left > 0) {
            int8_t last[4];
            walk.weights += 16 * steps * fours;
            walk.records += 13 * fours;
            walk.y = last;
            walk.count = 1;
            vector(&walk);
            memcpy(to + 4 * fours, last, (size_t)left);
        }
    }
    tml_saturate_range_s8(y, p.rows * p.outputs, p.min, p.max);
}

#endif
