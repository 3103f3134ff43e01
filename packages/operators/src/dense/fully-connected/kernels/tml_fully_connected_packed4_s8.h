/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8 with weights of 4 bits (tml_packed4.h), which are unpacked as they are used.
 *
 * Layout: as tml_fully_connected_s8, two weights a byte; a row begins a byte.
 */
#ifndef TML_FULLY_CONNECTED_PACKED4_S8_H
#define TML_FULLY_CONNECTED_PACKED4_S8_H

#include "tml_packed4.h"
#include "tml_requantize.h"

static inline void tml_fully_connected_packed4_s8(const tml_fully_connected_s8_params *params, const int8_t *x, const TML_FLASH uint8_t *pairs,
                                                  const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_fully_connected_s8_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t bytes = (p.depth + 1) / 2;
    for (int32_t row = 0; row < p.rows; row++) {
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t sum = tml_packed4_dot(pairs + o * bytes, x + row * p.depth, p.depth, -p.input_zero_point, bias[o]);
            const int32_t value = tml_requantize_once(sum, multiplier[o], shift[o]);
            *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
        }
    }
}

#endif
