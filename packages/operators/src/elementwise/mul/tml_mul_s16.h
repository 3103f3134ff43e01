/* SPDX-License-Identifier: MIT-0 */
/*
 * The product of stored integers of 16 bits and three scales, brought to the result's scale, rounded twice.
 *
 * Layout: both operands are broadcast to the result (tml_broadcast.h). `output` may be an operand of as many
 * elements. Reference: LiteRT's reference_integer_ops::Mul for 16 bits.
 */
#ifndef TML_MUL_S16_H
#define TML_MUL_S16_H

#include "tml_broadcast.h"
#include "tml_requantize.h"

typedef struct {
    tml_broadcast loop;
    int32_t output_multiplier;
    int32_t output_shift;
    int32_t low;
    int32_t high;
} tml_mul_s16_params;

static inline void tml_mul_s16(const tml_mul_s16_params *params, const int16_t *a, const int16_t *b, int16_t *output)
{
    const tml_mul_s16_params p = *params; /* a copy: stores to output cannot change it */
    const int32_t count = p.loop.count;
    const int32_t a_stride = p.loop.a_stride;
    const int32_t b_stride = p.loop.b_stride;
    tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };
    int32_t row = 0;
    for (;;) {
        const int16_t *x = a + place.a;
        const int16_t *y = b + place.b;
        int32_t i;
        for (i = 0; i < count; i++) {
            const int32_t product = (int32_t)*x * (int32_t)*y;
            const int32_t value = tml_requantize_twice(product, p.output_multiplier, p.output_shift);
            output[i] = (int16_t)tml_clamp(value, p.low, p.high);
            x += a_stride;
            y += b_stride;
        }
        if (++row == p.loop.rows) {
            return;
        }
        output += count;
        tml_broadcast_next(&p.loop, &place);
    }
}

#endif
