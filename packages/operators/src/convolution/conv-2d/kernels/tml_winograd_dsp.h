/* SPDX-License-Identifier: MIT-0 */
/*
 * The output side of F(2x2, 3x3): for two tiles and four channels, M = the sum over input channels of U * V at each of
 * the 16 positions, then the results A'MA with
 *
 *      1  1  1  0
 * A' = 0  1 -1 -1
 *
 * Constants of four channels: U [4][4][word of input channels][channel], then bias, multiplier and rounding of each
 * channel; the multiplier's top bit is set where one multiplication is not proven to give the results, as in
 * tml_matrix_block_dsp.h. U is 2^4 * GgG' of the filters g with
 *
 *     2  0  0
 * G = 1  1  1
 *     1 -1  1
 *     0  0  2
 *
 * |U| <= 2^4 * 9 * 128, and sums are 2^6 times the real ones.
 *
 * Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
 */
#ifndef TML_WINOGRAD_DSP_H
#define TML_WINOGRAD_DSP_H

#include "tml_matrix_dsp.h"

#define TML_WINOGRAD_RECORD 3

/*
 * r0: V, r1: U. Sums of channel c and tile t in r(2+2c+t). Each step has the same size, so that the first round can
 * begin inside; before it the first step of all, which needs no sums. Slots: 0 V of the position 1 M 2 end of M 3
 * rounds 4 rounds left 5 where the first round begins.
 */
#define TML_WINOGRAD_STEP_BYTES "56"
#define TML_WINOGRAD_STEP(product, s0, s1, s2, s3, s4, s5, s6, s7) \
    "ldr r11, [r0, #4]\n" \
    "ldr r10, [r0], #128\n" \
    "ldr r12, [r1], #4\n" \
    "ldr lr, [r1], #4\n" \
    product " r2, r12, r10" s0 "\n" \
    product " r3, r12, r11" s1 "\n" \
    product " r4, lr, r10" s2 "\n" \
    product " r5, lr, r11" s3 "\n" \
    "ldr r12, [r1], #4\n" \
    "ldr lr, [r1], #4\n" \
    product " r6, r12, r10" s4 "\n" \
    product " r7, r12, r11" s5 "\n" \
    product " r8, lr, r10" s6 "\n" \
    product " r9, lr, r11" s7 "\n"
#define TML_WINOGRAD_FIRST TML_WINOGRAD_STEP("smuad", "", "", "", "", "", "", "", "")
#define TML_WINOGRAD_NEXT TML_WINOGRAD_STEP("smlad", ", r2", ", r3", ", r4", ", r5", ", r6", ", r7", ", r8", ", r9")

/* r7 is saved by hand: without optimisation it is the compiler's frame pointer. */
#define TML_WINOGRAD_PRODUCTS \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        TML_PUT(0, "r0") TML_PUT(1, "r2") \
        "add r4, r2, #512\n" \
        TML_PUT(2, "r4") \
        "rsb r4, r3, #1\n" \
        "and r4, r4, #7\n" \
        "sub r6, r3, #1\n" \
        "add r6, r6, r4\n" \
        "lsr r6, r6, #3\n" \
        TML_PUT(3, "r6") \
        "mov r5, #" TML_WINOGRAD_STEP_BYTES "\n" \
        "mul r5, r5, r4\n" \
        "adr.w r6, 2f\n" \
        "add r5, r5, r6\n" \
        "orr r5, r5, #1\n" \
        TML_PUT(5, "r5") \
        "1:\n" TML_WINOGRAD_FIRST \
        TML_GET("r12", 3) TML_PUT(4, "r12") TML_GET("r10", 5) \
        "cmp r12, #1\n" \
        "bx r10\n" \
        ".balign 4\n" \
        "2:\n" TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT \
        TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT TML_WINOGRAD_NEXT \
        "bne.w 3f\n" \
        TML_GET("r12", 1) \
        "stm r12!, {r2, r3, r4, r5, r6, r7, r8, r9}\n" \
        TML_PUT(1, "r12") TML_GET("r0", 0) TML_GET("lr", 2) \
        "add r0, r0, #8\n" \
        "cmp r12, lr\n" \
        TML_PUT(0, "r0") \
        "bne.w 1b\n" \
        "b 4f\n" \
        "3:\n" \
        TML_GET("r12", 4) \
        "sub r12, r12, #1\n" \
        "cmp r12, #1\n" \
        TML_PUT(4, "r12") \
        "b.w 2b\n" \
        "4:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(x), "+r"(weights), "+r"(sums), "+r"(words) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_winograd_products_stand_in(const uint32_t *v, const int32_t *u, int32_t *m, int32_t steps)
{
    for (int32_t position = 0; position < 16; position++, v += 2, m += 8) {
        for (int32_t i = 0; i < 8; i++) {
            m[i] = 0;
            for (int32_t step = 0; step < steps; step++) {
                m[i] = tml_dot_halves(v[32 * step + (i & 1)], (uint32_t)u[4 * step + i / 2], m[i]);
            }
        }
        u += 4 * steps;
    }
}

/* m [4][4][channel][tile] of `steps` words of input channels, at least two. */
TML_APART void tml_winograd_products(const uint32_t *v, const int32_t *u, int32_t *m, int32_t steps)
{
    TML_BLOCK(register const uint32_t *x __asm__("r0") = v; register const int32_t *weights __asm__("r1") = u;
              register int32_t *sums __asm__("r2") = m; register int32_t words __asm__("r3") = steps; TML_WINOGRAD_PRODUCTS;
              , tml_winograd_products_stand_in(v, u, m, steps);)
}

/* r0: M, r1: record, r2: y, r3: row, r12: column, lr: channels left. */
#define TML_WINOGRAD_LOAD(at, a, b, c, d) \
    "ldr " a ", [r0, #(32*" at ")]\n" \
    "ldr " b ", [r0, #(32*" at "+128)]\n" \
    "ldr " c ", [r0, #(32*" at "+256)]\n" \
    "ldr " d ", [r0, #(32*" at "+384)]\n"
#define TML_WINOGRAD_SHORT(sum) "smmla " sum ", " sum ", r6, r7\n" TML_MATRIX_SSAT(sum)
#define TML_WINOGRAD_EXACT(sum) \
    "asr " sum ", " sum ", #5\n" \
    "smmlar r11, " sum ", r6, r7\n" \
    "add r11, r11, " sum ", asr #31\n" \
    "asr r11, r11, r10\n" \
    "ssat " sum ", #8, r11\n"
#define TML_WINOGRAD_RESULTS \
    __asm__ volatile( \
        "push {r7}\n" \
        "mov lr, #4\n" \
        "1:\n" \
        "ldr r8, [r1], #4\n" \
        TML_WINOGRAD_LOAD("1", "r4", "r5", "r6", "r7") \
        "add r4, r4, r8\n" \
        "add r8, r8, r5\n" \
        "add r4, r4, r5\n" \
        "sub r8, r8, r6\n" \
        "add r4, r4, r6\n" /* upper row of A'M, column 1 */ \
        "sub r5, r8, r7\n" /* lower row */ \
        TML_WINOGRAD_LOAD("2", "r6", "r7", "r8", "r9") \
        "add r6, r6, r7\n" \
        "sub r7, r7, r8\n" \
        "add r6, r6, r8\n" \
        "sub r7, r7, r9\n" \
        "add r8, r4, r6\n" \
        "sub r4, r4, r6\n" \
        "add r9, r5, r7\n" \
        "sub r5, r5, r7\n" \
        TML_WINOGRAD_LOAD("0", "r6", "r7", "r10", "r11") \
        "add r8, r8, r6\n" \
        "add r9, r9, r7\n" \
        "add r8, r8, r7\n" \
        "sub r9, r9, r10\n" \
        "add r8, r8, r10\n" \
        "sub r9, r9, r11\n" \
        TML_WINOGRAD_LOAD("3", "r6", "r7", "r10", "r11") \
        "sub r4, r4, r6\n" \
        "sub r5, r5, r7\n" \
        "sub r4, r4, r7\n" \
        "add r5, r5, r10\n" \
        "sub r4, r4, r10\n" \
        "add r5, r5, r11\n" \
        "ldr r6, [r1], #4\n" \
        "ldr r7, [r1], #4\n" \
        "cmp r6, #0\n" \
        "blt.w 3f\n" \
        TML_WINOGRAD_SHORT("r5") TML_WINOGRAD_SHORT("r9") TML_WINOGRAD_SHORT("r4") TML_WINOGRAD_SHORT("r8") \
        "2:\n" \
        "add r6, r2, r3\n" \
        "strb r5, [r6, r12]\n" \
        "strb r9, [r6]\n" \
        "strb r4, [r2, r12]\n" \
        "strb r8, [r2], #1\n" \
        "add r0, r0, #8\n" \
        "subs lr, lr, #1\n" \
        "bne.w 1b\n" \
        "b 4f\n" \
        "3:\n" \
        "bic r6, r6, #0x80000000\n" \
        "rbit r10, r7\n" \
        "clz r10, r10\n" \
        "add r10, r10, #1\n" \
        TML_WINOGRAD_EXACT("r5") TML_WINOGRAD_EXACT("r9") TML_WINOGRAD_EXACT("r4") TML_WINOGRAD_EXACT("r8") \
        "b 2b\n" \
        "4:\n" \
        "pop {r7}\n" \
        : "+r"(sums), "+r"(records), "+r"(to), "+r"(down), "+r"(right) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "lr", "cc", "memory")

/* The same in C. */
static inline void tml_winograd_results_stand_in(const int32_t *m, const int32_t *record, int8_t *y, int32_t row, int32_t column)
{
    for (int32_t channel = 0; channel < 4; channel++, m += 2, record += TML_WINOGRAD_RECORD, y++) {
        const int32_t short_form = record[1] >= 0, multiplier = record[1] & 0x7fffffff, rounding = record[2];
        uint32_t upper[4], lower[4]; /* A'M */
        for (int32_t i = 0; i < 4; i++) {
            const uint32_t a = (uint32_t)m[8 * i], b = (uint32_t)m[32 + 8 * i], c = (uint32_t)m[64 + 8 * i], d = (uint32_t)m[96 + 8 * i];
            upper[i] = a + b + c;
            lower[i] = b - c - d;
        }
        const uint32_t *const rows[2] = { upper, lower };
        for (int32_t i = 3; i >= 0; i--) {
            const uint32_t *const of = rows[i >> 1];
            const uint32_t bias = (uint32_t)record[0];
            const int32_t sum = (int32_t)(bias + (i & 1 ? of[1] - of[2] - of[3] : of[0] + of[1] + of[2]));
            y[(i >> 1) * row + (i & 1) * column] =
                short_form ? tml_matrix_result(sum, 0, multiplier, rounding, 0, 0)
                           : tml_matrix_result(sum >> 6, tml_matrix_right(rounding), multiplier, rounding, 0, 0);
        }
    }
}

/*
 * The 2x2 results of four channels of a tile, `row` and `column` elements apart, the last one first: 0 where it is
 * outside.
 */
TML_APART void tml_winograd_results(const int32_t *m, const int32_t *record, int8_t *y, int32_t row, int32_t column)
{
    TML_BLOCK(register const int32_t *sums __asm__("r0") = m; register const int32_t *records __asm__("r1") = record;
              register int8_t *to __asm__("r2") = y; register int32_t down __asm__("r3") = row;
              register int32_t right __asm__("r12") = column; TML_WINOGRAD_RESULTS;
              , tml_winograd_results_stand_in(m, record, y, row, column);)
}

#endif
