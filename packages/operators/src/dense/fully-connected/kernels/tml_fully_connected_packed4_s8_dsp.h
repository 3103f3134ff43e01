/* SPDX-License-Identifier: MIT-0 */
/*
 * fully_connected of int8 with weights of 4 bits for Armv7E-M: one row by four outputs, two weights a byte until
 * they are multiplied. A byte is 16 h + u, where h is the second weight and u the first one plus 8. With x0 and x1
 * for the two inputs, (16 h + u) x1 + u (16 x0 - x1) - 128 x0 is 16 times the sum of both products: one instruction
 * takes 16 h + u out of a word for two bytes, one takes u. A column has, of each eight inputs of a row, (x1, x3),
 * 16 (x0, x2) + 2048 - (x1, x3), then the same of x4 to x7; what the 2048 adds is in the bias.
 *
 * Layout: x [rows, k], y [rows, o]. Weights: of each eight inputs a word of each of four outputs in turn, bytes
 * with the weights of inputs 0 and 1, 4 and 5, 2 and 3, 6 and 7; 0 beyond the last. Reference: LiteRT's
 * reference_integer_ops::FullyConnected. Source: the SXTB16, SMLAD and SMMLA instructions of Armv7E-M, Arm DDI
 * 0403.
 */
#ifndef TML_FULLY_CONNECTED_PACKED4_S8_DSP_H
#define TML_FULLY_CONNECTED_PACKED4_S8_DSP_H

#include "tml_lanes.h"
#include "tml_params_matrix.h"
#include "tml_requantize.h"
#include "tml_saturate_range_s8.h"

/* r12: 0x000f000f. */
#define TML_PACKED4_LOW(sum, word) \
    "sxtb16.w lr, " word "\n" \
    "smlad " sum ", lr, r10, " sum "\n" \
    "and.w lr, r12, " word "\n" \
    "smlad " sum ", lr, r11, " sum "\n"
#define TML_PACKED4_HIGH(sum, word) \
    "sxtb16.w lr, " word ", ror #8\n" \
    "smlad " sum ", lr, r10, " sum "\n" \
    "and.w lr, r12, " word ", lsr #8\n" \
    "smlad " sum ", lr, r11, " sum "\n"
#define TML_PACKED4_STEP_BYTES "140"
#define TML_PACKED4_STEP \
    "ldm.w r1!, {r6, r7, r8, r9}\n" \
    "ldrd r10, r11, [r0], #8\n" \
    TML_PACKED4_LOW("r2", "r6") TML_PACKED4_LOW("r3", "r7") TML_PACKED4_LOW("r4", "r8") TML_PACKED4_LOW("r5", "r9") \
    "ldrd r10, r11, [r0], #8\n" \
    TML_PACKED4_HIGH("r2", "r6") TML_PACKED4_HIGH("r3", "r7") TML_PACKED4_HIGH("r4", "r8") TML_PACKED4_HIGH("r5", "r9")

/* Sums have four bits more, which the shift takes away with the others. */
#define TML_PACKED4_RESULT(sum) \
    "ldm r0, {r6, r7, r8}\n" \
    "add r0, r0, r10\n" \
    "smmla r11, " sum ", r6, r7\n" \
    "asr r11, r11, r8\n" \
    "add r11, r11, r9\n" \
    "ssat r11, #8, r11\n" \
    "strb r11, [r12], #1\n"

/* In the order of the assembly's registers. */
typedef struct {
    const int8_t *weights;
    const int32_t *bias;
    const int32_t *factors;
    int8_t *y;
    const uint32_t *column;
    int32_t steps; /* eights of inputs */
    int32_t fours; /* of outputs */
    int32_t factor_step;
    int32_t zero_point;
    int32_t start; /* what the sums of the row begin with, beside the bias */
} tml_packed4_walk;

/*
 * r0: the walk. Slots: 0 column 1 where the first round begins 2 bias 3 factors 4 y 5 step of factors 6 fours left
 * 7 zero point 8 start 9 where the column ends.
 */
#define TML_PACKED4_WALK \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8, r9, r10, r11}\n" \
        TML_PUT(0, "r5") TML_PUT(2, "r2") TML_PUT(3, "r3") TML_PUT(4, "r4") \
        TML_PUT(5, "r9") TML_PUT(6, "r8") TML_PUT(7, "r10") TML_PUT(8, "r11") \
        "add r9, r5, r6, lsl #4\n" \
        TML_PUT(9, "r9") \
        "and r8, r6, #1\n" \
        "mov r9, #" TML_PACKED4_STEP_BYTES "\n" \
        "mul r9, r9, r8\n" \
        "adr.w r8, 2f\n" \
        "add r9, r9, r8\n" \
        "orr r9, r9, #1\n" \
        TML_PUT(1, "r9") \
        "1:\n" \
        TML_GET("r0", 2) TML_GET("r12", 8) TML_GET("r8", 1) \
        "ldm r0!, {r2, r3, r4, r5}\n" \
        TML_PUT(2, "r0") \
        TML_GET("r0", 0) \
        "add r2, r2, r12\n" \
        "add r3, r3, r12\n" \
        "add r4, r4, r12\n" \
        "add r5, r5, r12\n" \
        "mov r12, #0x000f000f\n" \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        TML_PACKED4_STEP TML_PACKED4_STEP \
        TML_GET("lr", 9) \
        "cmp r0, lr\n" \
        "bne.w 2b\n" \
        TML_GET("r0", 3) TML_GET("r12", 4) TML_GET("r10", 5) TML_GET("r9", 7) \
        TML_PACKED4_RESULT("r2") TML_PACKED4_RESULT("r3") TML_PACKED4_RESULT("r4") TML_PACKED4_RESULT("r5") \
        TML_PUT(3, "r0") TML_PUT(4, "r12") TML_GET("r6", 6) \
        "subs r6, r6, #1\n" \
        TML_PUT(6, "r6") \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : "r1", "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_packed4_stand_in(const tml_packed4_walk *walk)
{
    for (int32_t o = 0; o < 4 * walk->fours; o++) {
        const int8_t *const weights = walk->weights + 16 * walk->steps * (o / 4) + 4 * (o % 4);
        const int32_t *const factor = walk->factors + walk->factor_step / 4 * o;
        int32_t sum = (int32_t)((uint32_t)walk->bias[o] + (uint32_t)walk->start), high;
        for (int32_t i = 0; i < walk->steps; i++) {
            const uint32_t word = tml_load_word(weights + 16 * i), *const x = walk->column + 4 * i;
            sum = tml_dot_halves(tml_even_bytes(word), x[0], sum);
            sum = tml_dot_halves(word & 0x000f000fu, x[1], sum);
            sum = tml_dot_halves(tml_odd_bytes(word), x[2], sum);
            sum = tml_dot_halves(word >> 8 & 0x000f000fu, x[3], sum);
        }
        high = tml_high_product(sum, factor[0], factor[1]) >> factor[2];
        walk->y[o] = (int8_t)tml_clamp(high + walk->zero_point, -128, 127);
    }
}

/* Fours of outputs of one row: at least one, of at least one step. */
TML_APART void tml_packed4_fours(const tml_packed4_walk *job)
{
    TML_BLOCK(register const tml_packed4_walk *walk __asm__("r0") = job; TML_PACKED4_WALK;
              , tml_packed4_stand_in(job);)
}

/* Two words of the column from four inputs; the sum of x0 and x2 is added to `even`. */
static inline int32_t tml_packed4_pair(uint32_t v, uint32_t *to, int32_t even)
{
    to[0] = tml_odd_bytes(v);
    to[1] = tml_sub_halves(((v ^ 0x80808080u) & 0x00ff00ffu) << 4, to[0]);
    return tml_dot_halves(tml_even_bytes(v), 0x00010001u, even);
}

/* A row's column; what its sums begin with. */
static inline int32_t tml_packed4_column(const int8_t *x, int32_t depth, uint32_t *to)
{
    int32_t even = 0, at = 0;
    for (; at + 4 <= depth; at += 4, to += 2) {
        even = tml_packed4_pair(tml_load_word(x + at), to, even);
    }
    for (; (at & 7) != 0 || at < depth; at += 4, to += 2) {
        uint32_t v = 0;
        if (at < depth) {
            memcpy(&v, x + at, (size_t)(depth - at));
        }
        even = tml_packed4_pair(v, to, even);
    }
    return -128 * even;
}

/*
 * bias: 16 times that of the sums, with the zero point's share, less 2048 times the sum of all u. factors:
 * multiplier, rounding and right shift of the high word, of all outputs or of each. column: 4 * ceil(k / 8) words.
 * Rounds once, as LiteRT.
 */
static inline void tml_fully_connected_packed4_s8_dsp(const tml_direct_params *params, const int8_t *x, const int8_t *weights,
                                                      const int32_t *bias, const int32_t *factors, int8_t *y, uint32_t *column)
{
    const tml_direct_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t steps = (p.depth + 7) / 8, fours = p.outputs / 4, left = p.outputs & 3;
    for (int32_t row = 0; row < p.rows; row++) {
        int8_t *const to = y + row * p.outputs;
        const int32_t start = tml_packed4_column(x + row * p.depth, p.depth, column);
        tml_packed4_walk walk = { weights, bias, factors, to, column, steps, fours, 4 * p.factor_step, p.zero_point, start };
        if (fours > 0) {
            tml_packed4_fours(&walk);
        }
        if (left > 0) {
            int8_t last[4];
            walk.weights += 16 * steps * fours;
            walk.bias += 4 * fours;
            walk.factors += 4 * fours * p.factor_step;
            walk.y = last;
            walk.fours = 1;
            tml_packed4_fours(&walk);
            memcpy(to + 4 * fours, last, (size_t)left);
        }
    }
    tml_saturate_range_s8(y, p.rows * p.outputs, p.min, p.max);
}

#endif
