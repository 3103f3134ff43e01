/* SPDX-License-Identifier: MIT-0 */
/*
 * tanh(x) = 2 * sigmoid(2x) - 1 of 16-bit integers, times 2^15, by straight lines between the points of a table
 * (tml_sigmoid_table.h).
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_integer_ops::Tanh for 16
 * bits.
 */
#ifndef TML_TANH_S16_H
#define TML_TANH_S16_H

#include "tml_sigmoid_table.h"

typedef struct {
    int32_t count;
    tml_sigmoid_table sigmoid;
} tml_tanh_s16_params;

static inline void tml_tanh_s16(const tml_tanh_s16_params *params, const int16_t *input, int16_t *output)
{
    const tml_tanh_s16_params p = *params; /* a copy: stores to output cannot change it */
    int32_t i;
    for (i = 0; i < p.count; i++) {
        const int32_t place = tml_sigmoid_place(&p.sigmoid, input[i]);
        const int32_t distance = place < 0 ? -place : place;
        const int32_t sigmoid = tml_sigmoid_at(p.sigmoid.table, distance, 8, (int32_t)65535 * 256);
        const int32_t one = (int32_t)1 << 23;
        const int32_t value = (place >= 0 ? sigmoid - one + 128 : one - sigmoid + 127) >> 8;
        output[i] = (int16_t)tml_clamp(value, INT16_MIN, INT16_MAX);
    }
}

#endif
