/* SPDX-License-Identifier: MIT-0 */
/*
 * exp over its sum in each row, times 2^15, by straight lines between the points of two tables.
 *
 * Layout: rows of 16-bit integers; tables of 513 points: exp on -10 to 0, and 1 / (1 + x) on 0 to 1. `output` may be
 * `input`. Reference: LiteRT's reference_ops::SoftmaxInt16.
 */
#ifndef TML_SOFTMAX_S16_H
#define TML_SOFTMAX_S16_H

#include "tml_requantize.h"

/* Tables of 513 points: exp on -10 to 0, and 1 / (1 + x) on 0 to 1. */
typedef struct {
    int32_t rows, depth;
    int32_t multiplier, shift;
    const TML_FLASH int16_t *exponentials;
    const TML_FLASH int16_t *reciprocals;
} tml_softmax_s16_params;

/* Straight lines between the table's points; `value` has 16 bits. */
static inline int32_t tml_softmax_point_s16(const TML_FLASH int16_t *table, int32_t value)
{
    const int32_t index = 256 + (value >> 7);
    const int32_t base = table[index];
    const int32_t slope = (int16_t)(table[index + 1] - base);
    return (int16_t)(base + ((slope * (value & 127) + 64) >> 7));
}

/* exp over its sum in each row, times 2^15, as LiteRT computes it. `output` may be `input`. */
static inline void tml_softmax_s16(const tml_softmax_s16_params *params, const int16_t *input, int16_t *output)
{
    const tml_softmax_s16_params p = *params; /* a copy: stores to output cannot change it */
    for (int32_t row = 0; row < p.rows; row++, input += p.depth, output += p.depth) {
        int32_t greatest = INT16_MIN;
        int32_t sum = 0;
        int32_t headroom = 0;
        for (int32_t i = 0; i < p.depth; i++) {
            greatest = input[i] > greatest ? input[i] : greatest;
        }
        for (int32_t i = 0; i < p.depth; i++) {
            const int32_t difference = tml_requantize_twice(input[i] - greatest, p.multiplier, p.shift);
            output[i] = (int16_t)tml_softmax_point_s16(p.exponentials, tml_clamp(difference + 32767, INT16_MIN, INT16_MAX));
            sum += output[i];
        }
        /* The sum is at least exp(0), so it is not 0. */
        while (((uint32_t)sum << headroom) < ((uint32_t)1 << 30)) {
            headroom++;
        }
        const int32_t above = (int32_t)((((uint32_t)sum << headroom) + 8192) >> 14) - 98304;
        const int32_t reciprocal = tml_softmax_point_s16(p.reciprocals, tml_clamp(above, INT16_MIN, INT16_MAX));
        const int32_t right = 30 - headroom;
        for (int32_t i = 0; i < p.depth; i++) {
            const int32_t share = (output[i] * reciprocal + ((int32_t)1 << (right - 1))) >> right;
            output[i] = (int16_t)tml_clamp(share, 0, INT16_MAX);
        }
    }
}

#endif
