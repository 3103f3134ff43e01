/* SPDX-License-Identifier: MIT-0 */
/*
 * What the int16 kernels for Armv7E-M share: products of int16 activations with int8 weights, two at a time
 * (SMLAD), and results from their sums. Weights are in groups of four, a byte each, in the order 2, 0, 3, 1: one
 * instruction (SXTB16) takes the pair (0, 1) out of a word, one the pair (2, 3), and pairs of activations are
 * words as they lie in memory. Sums wrap at 32 bits; only the whole sum must fit, which the weights prove.
 *
 * A result is (sum * multiplier + half) >> (32 + shift), with one rounding: the high word of the product, plus
 * 2^(shift-1), shifted right by `shift`, 1 to 30. What is taken away in the first step cannot change the second
 * one, as half a result is a whole number of high words. Where `relu` is -1 negative results become 0; other
 * limits are applied afterwards. Reference: LiteRT's MultiplyByQuantizedMultiplier for sums of 64 bits, whose
 * multiplier has 16 bits.
 */
#ifndef TML_RESULT_S16_DSP_H
#define TML_RESULT_S16_DSP_H

#include "tml_lanes.h"
#include "tml_saturate_range_s16.h"

static inline int16_t tml_result_s16_dsp(int32_t sum, int32_t multiplier, int32_t shift, int32_t relu)
{
    const int32_t value = tml_high_product(sum, multiplier, (int32_t)((uint32_t)1 << (shift - 1))) >> shift;
    const int32_t result = value < -32768 ? -32768 : value > 32767 ? 32767 : value;
    return (int16_t)(result < 0 ? result & ~relu : result);
}

/* The stand-in's sum of four products. */
static inline int32_t tml_step_s16(uint32_t weights, uint32_t first, uint32_t second, int32_t sum)
{
    return tml_dot_halves(tml_even_bytes(weights), second, tml_dot_halves(tml_odd_bytes(weights), first, sum));
}

/* `rounding` and `shift` are registers. */
#define TML_S16_SIGNED_RESULT(sum, multiplier, rounding, shift) \
    "smmla " sum ", " sum ", " multiplier ", " rounding "\n" \
    "asr " sum ", " sum ", " shift "\n" \
    "ssat " sum ", #16, " sum "\n"

/* The same with `relu`, a register; r11 is used. */
#define TML_S16_RESULT(sum, multiplier, rounding, shift, relu) \
    TML_S16_SIGNED_RESULT(sum, multiplier, rounding, shift) \
    "and r11, " relu ", " sum ", asr #31\n" \
    "bic " sum ", " sum ", r11\n"

/* 2^(shift-1) */
#define TML_S16_ROUNDING(rounding, shift) \
    "mov " rounding ", #1\n" \
    "lsl " rounding ", " rounding ", " shift "\n" \
    "lsr " rounding ", " rounding ", #1\n"

/* What results without a limit, or with ReLU alone, do not need. */
static inline void tml_limit_s16(int16_t *y, int32_t count, int32_t min, int32_t max)
{
    if ((min > -32768 && min != 0) || max < 32767) {
        tml_saturate_range_s16(y, count, min, max);
    }
}

#endif
