/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FULLY_CONNECTED_S16_WIDE_H
#define TML_FULLY_CONNECTED_S16_WIDE_H

#include "tml_dot_s16.h"
#include "tml_params_fully_connected.h"
#include "tml_result_s16.h"

/* x [rows,k] of 16 bits, weights [o,k] of 8, bias_high, bias, multiplier and shift [o], y [rows,o]. Rounds once, as LiteRT. Sums of
   64 bits. */
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
