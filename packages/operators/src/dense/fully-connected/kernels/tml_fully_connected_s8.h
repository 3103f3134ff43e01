/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8: dot products of a row of x with rows of the weights, four at once, so that each
 * input value is loaded once for four products. Rounded once.
 *
 * Layout: x [rows, k], weights [o, k], bias, multiplier and shift [o], y [rows, o]. Reference: LiteRT's
 * reference_integer_ops::FullyConnected.
 */
#ifndef TML_FULLY_CONNECTED_S8_H
#define TML_FULLY_CONNECTED_S8_H

#include "tml_dot_s8.h"
#include "tml_params_fully_connected.h"
#include "tml_requantize.h"

static inline void tml_fully_connected_s8(const tml_fully_connected_s8_params *params, const int8_t *x, const TML_FLASH int8_t *weights,
                                          const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_fully_connected_s8_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t depth = p.depth;
    const int32_t offset = -p.input_zero_point;
    for (int32_t row = 0; row < p.rows; row++) {
        const int8_t *from = x + row * depth;
        const int32_t fours = p.outputs - p.outputs % 4;
        for (int32_t o = 0; o < fours; o += 4) {
            int32_t sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
            tml_dot4_s8(from, weights + o * depth, depth, depth, offset, sums);
            for (int32_t i = 0; i < 4; i++) {
                int32_t value = tml_requantize_once(sums[i], multiplier[o + i], shift[o + i]);
                *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
            }
        }
        for (int32_t o = fours; o < p.outputs; o++) {
            const int32_t sum = tml_dot_s8(from, weights + o * depth, depth, offset, bias[o]);
            int32_t value = tml_requantize_once(sum, multiplier[o], shift[o]);
            *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
        }
    }
}

#endif
