/* SPDX-License-Identifier: MIT-0 */
/*
 * (x - y)^2 on stored integers: both are brought to twice the greater scale, with 7 bits more.
 *
 * Layout: both operands are broadcast to the result (tml_broadcast.h). `output` may be an operand of as many
 * elements. Reference: LiteRT's SQUARED_DIFFERENCE, its reference kernel.
 */
#ifndef TML_SQUARED_DIFFERENCE_S8_H
#define TML_SQUARED_DIFFERENCE_S8_H

#include "tml_broadcast.h"
#include "tml_requantize.h"

static inline int32_t tml_on_common_scale(int32_t value, int32_t multiplier, int32_t shift)
{
    return tml_requantize_twice(value * 128, multiplier, shift);
}

static inline int32_t tml_square(int32_t value)
{
    return value * value;
}

typedef struct {
    tml_broadcast loop;
    int32_t a_zero_point, b_zero_point;
    int32_t a_multiplier, a_shift;
    int32_t b_multiplier, b_shift;
    int32_t output_multiplier, output_shift, output_zero_point;
} tml_squared_difference_s8_params;

static inline void tml_squared_difference_s8(const tml_squared_difference_s8_params *params, const int8_t *a, const int8_t *b, int8_t *output)
{
    const tml_squared_difference_s8_params p = *params; /* a copy: stores to output cannot change it */
    tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };
    int32_t row = 0;
    for (;;) {
        const int8_t *first = a + place.a;
        const int8_t *second = b + place.b;
        int32_t i;
        for (i = 0; i < p.loop.count; i++) {
            const int8_t x = *first;
            const int8_t y = *second;
            const int32_t difference = tml_on_common_scale(x - p.a_zero_point, p.a_multiplier, p.a_shift) -
                                       tml_on_common_scale(y - p.b_zero_point, p.b_multiplier, p.b_shift);
            const int32_t value = tml_requantize_twice(tml_square(difference), p.output_multiplier, p.output_shift);
            output[i] = (int8_t)tml_clamp(value + p.output_zero_point, -128, 127);
            first += p.loop.a_stride;
            second += p.loop.b_stride;
        }
        if (++row == p.loop.rows) {
            return;
        }
        output += p.loop.count;
        tml_broadcast_next(&params->loop, &place);
    }
}

#endif
