/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of 16-bit activations with 8-bit weights: four outputs at once, sums of 32 bits, rounded
 * once.
 *
 * Layout: x [rows, k], weights [o, k], bias, multiplier and shift [o], y [rows, o]. Reference: LiteRT's
 * reference_integer_ops::FullyConnected for 16 bits.
 */
#ifndef TML_FULLY_CONNECTED_S16_H
#define TML_FULLY_CONNECTED_S16_H

#include "tml_dot_s16.h"
#include "tml_params_fully_connected.h"
#include "tml_result_s16.h"

static inline void tml_fully_connected_s16(const tml_fully_connected_s16_params *params, const int16_t *x, const TML_FLASH int8_t *weights,
                                          const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int16_t *y)
{
    const tml_fully_connected_s16_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t depth = p.depth;
    for (int32_t row = 0; row < p.rows; row++) {
        const int16_t *from = x + row * depth;
        const int32_t fours = p.outputs - p.outputs % 4;
        for (int32_t o = 0; o < fours; o += 4) {
            int32_t sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
            tml_dot4_s16(from, weights + o * depth, depth, depth, sums);
            for (int32_t i = 0; i < 4; i++) {
                *y++ = tml_result_s16(sums[i], multiplier[o + i], shift[o + i], 0, p.min, p.max);
            }
        }
        for (int32_t o = fours; o < p.outputs; o++) {
            const int32_t sum = tml_dot_s16(from, weights + o * depth, depth, bias[o]);
            *y++ = tml_result_s16(sum, multiplier[o], shift[o], 0, p.min, p.max);
        }
    }
}

#endif
