/* SPDX-License-Identifier: MIT-0 */
/*
 * fully_connected of uint8 with uint8 weights that have a zero point of their own, the quantisation of TensorFlow
 * 1. One multiplier scales all sums, rounded twice: unlike int8, which rounds once.
 *
 * Layout: x [rows, k], filter [o, k], bias [o], y [rows, o]. Reference: LiteRT's reference_ops::FullyConnected
 * for uint8. Source of the arithmetic: Jacob et al., "Quantization and Training of Neural Networks", 2018,
 * section 2.
 */
#ifndef TML_FULLY_CONNECTED_U8_H
#define TML_FULLY_CONNECTED_U8_H

#include "tml_params_fully_connected.h"
#include "tml_requantize.h"

static inline void tml_fully_connected_u8(const tml_fully_connected_u8_params *params, const uint8_t *x, const TML_FLASH uint8_t *filter,
                                          const TML_FLASH int32_t *bias, uint8_t *y)
{
    const tml_fully_connected_u8_params p = *params; /* a copy: stores to y cannot change it */
    for (int32_t row = 0; row < p.rows; row++, x += p.depth) {
        const TML_FLASH uint8_t *weights = filter;
        for (int32_t o = 0; o < p.outputs; o++, weights += p.depth) {
            int32_t sum = bias[o];
            for (int32_t k = 0; k < p.depth; k++) {
                sum += (x[k] - p.input_zero_point) * (weights[k] - p.filter_zero_point);
            }
            const int32_t value = tml_requantize_twice(sum, p.multiplier, p.shift) + p.output_zero_point;
            *y++ = (uint8_t)tml_clamp(value, p.min, p.max);
        }
    }
}

#endif
