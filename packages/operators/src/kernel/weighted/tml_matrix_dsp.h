/* SPDX-License-Identifier: MIT-0 */
/*
 * Dot products of int8, two at a time. Of four values x0 to x3 a column has the odd ones, (x1, x3), as int16, and what
 * goes with the even weights; of four weights there is one word. Two forms:
 *
 * plain:     even word (x0, x2); weights as they are. Two instructions take a word of weights apart.
 * composite: even word (256 x0 + 127 - x1, 256 x2 + 127 - x3); weights as int16 (256 w1 + w0, 256 w3 + w2).
 *            composite * odd + (w0, w2) * even = 256 * the dot product + 127 * (w0 + w2): one instruction takes
 *            (w0, w2) out of the composite. The constant goes into the bias.
 *
 * A record's mode is 0 where one multiplication is proven to give every result: the high word of sum * multiplier, +
 * rounding, shifted right by TML_MATRIX_SHIFT. Else it holds a right shift in each byte, of the high word of 2 * sum *
 * multiplier, rounded, + 2^(shift-1) + zero_point * 2^shift, one less for negative sums (halves round away from zero).
 *
 * Source: the SMLAD, SXTB16 and SMMLA instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_MATRIX_DSP_H
#define TML_MATRIX_DSP_H

#include "tml_lanes.h"
#include "tml_params_matrix.h"

#define TML_MATRIX_SHIFT 13

static inline uint32_t tml_even_composite(uint32_t v)
{
    uint32_t swapped;
    TML_BLOCK(__asm__("rev16 %0, %1" : "=r"(swapped) : "r"(v));
              , swapped = (v & 0x00ff00ffu) << 8 | (v >> 8 & 0x00ff00ffu);)
    return swapped ^ 0x007f007fu;
}

/* The stand-in's sum of one word of weights with a column's. */
static inline int32_t tml_matrix_step(uint32_t weights, uint32_t odd, uint32_t even, int32_t composite, int32_t sum)
{
    sum = tml_dot_halves(composite ? weights : tml_odd_bytes(weights), odd, sum);
    return tml_dot_halves(tml_even_bytes(weights), even, sum);
}

/* The right shift that a rounding constant was made for: see tml_matrix_block_dsp.h. */
static inline int32_t tml_matrix_right(int32_t rounding)
{
    int32_t shift = 1;
    for (; (rounding & 1) == 0; rounding /= 2) {
        shift++;
    }
    return shift;
}

/* The stand-in's result. `once`: one rounding in place of two. */
static inline int8_t tml_matrix_result(int32_t sum, int32_t mode, int32_t multiplier, int32_t rounding, int32_t composite, int32_t once)
{
    if (mode == 0) {
        const uint32_t high = (uint32_t)(int32_t)((int64_t)sum * multiplier >> 32);
        return (int8_t)tml_saturate_s8((int32_t)(high + (uint32_t)rounding) >> TML_MATRIX_SHIFT);
    }
    const int32_t twice = composite ? sum >> 7 : (int32_t)((uint32_t)sum << 1);
    const int64_t half = once ? 0 : (int64_t)1 << 31;
    const int32_t high = (int32_t)(((int64_t)twice * multiplier + half) >> 32) + rounding - (!once && twice < 0 ? 1 : 0);
    return (int8_t)tml_saturate_s8(high >> (mode & 0xff));
}

/* In the order of the assembly's registers. */
typedef struct {
    const int8_t *weights;
    const int32_t *records;
    int8_t *y;
    const uint32_t *x;
    int32_t steps;
    int32_t count; /* fours of outputs */
} tml_matrix_walk;

/* Of sums that are 256 or 1 times too large, twice the real ones. */
#define TML_TWICE_COMPOSITE(sum) "asr " sum ", " sum ", #7\n"
#define TML_TWICE_PLAIN(sum) "lsl " sum ", " sum ", #1\n"

#define TML_MATRIX_STRING(value) #value
#define TML_MATRIX_SSAT_(sum, shift) "ssat " sum ", #8, " sum ", asr #" TML_MATRIX_STRING(shift) "\n"
#define TML_MATRIX_SSAT(sum) TML_MATRIX_SSAT_(sum, TML_MATRIX_SHIFT)

#endif
