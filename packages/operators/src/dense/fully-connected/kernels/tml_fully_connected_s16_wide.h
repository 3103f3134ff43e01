/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of 16-bit activations with 8-bit weights whose bias or sums take more than 32 bits: sums of
 * 64 bits, rounded once.
 *
 * Layout: x [rows, k], weights [o, k], bias_high, bias, multiplier and shift [o], y [rows, o]. Reference: LiteRT's
 * reference_integer_ops::FullyConnected for 16 bits with a 64-bit bias.
 */
#ifndef TML_FULLY_CONNECTED_S16_WIDE_H
#define TML_FULLY_CONNECTED_S16_WIDE_H

#include "tml_dot_s16.h"
#include "tml_params_fully_connected.h"
#include "tml_result_s16.h"

static inline void tml_fully_connected_s16_wide(const tml_fully_connected_s16_params *params, const int16_t *x, const TML_FLASH int8_t *weights,
                                          const TML_FLASH int32_t *bias_high, const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int16_t *y)
{
    const tml_fully_connected_s16_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t depth = p.depth;
    for (int32_t row = 0; row < p.rows; row++) {
        const int16_t *from = x + row * depth;
        for (int32_t o = 0; o < p.outputs; o++) {
            const int64_t bias_o = tml_wide_bias(bias_high[o], bias[o]);
            const int64_t sum = tml_dot_wide_s16(from, weights + o * depth, depth, bias_o);
            *y++ = tml_result_wide_s16(sum, multiplier[o], shift[o], p.min, p.max);
        }
    }
}

#endif
