/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8 with sparse weights (tml_sparse_s8.h): only weights that are not 0 are stored and
 * multiplied.
 *
 * Layout: as tml_fully_connected_s8; counts [o]: pairs of each row of the weights.
 */
#ifndef TML_FULLY_CONNECTED_SPARSE_S8_H
#define TML_FULLY_CONNECTED_SPARSE_S8_H

#include "tml_params_fully_connected.h"
#include "tml_requantize.h"
#include "tml_sparse_s8.h"

static inline void tml_fully_connected_sparse_s8(const tml_fully_connected_s8_params *params, const int8_t *x, const TML_FLASH uint8_t *pairs,
                                                 const TML_FLASH uint16_t *counts, const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier,
                                                 const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_fully_connected_s8_params p = *params; /* a copy: stores to y cannot change it */
    for (int32_t row = 0; row < p.rows; row++) {
        const TML_FLASH uint8_t *from = pairs;
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t count = counts[o];
            const int32_t sum = tml_sparse_dot_s8(from, count, x + row * p.depth, -p.input_zero_point, bias[o]);
            const int32_t value = tml_requantize_once(sum, multiplier[o], shift[o]);
            *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
            from += 2 * count;
        }
    }
}

#endif
