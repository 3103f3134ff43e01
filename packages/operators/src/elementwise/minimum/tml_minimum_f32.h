/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MINIMUM_F32_H
#define TML_MINIMUM_F32_H

#include "tml_broadcast.h"

typedef struct {
    tml_broadcast loop;
} tml_minimum_f32_params;

/* The lesser of two elements. `output` may be an operand of as many elements. */
static inline void tml_minimum_f32(const tml_minimum_f32_params *params, const float *a, const float *b, float *output)
{
    const int32_t count = params->loop.count;
    const int32_t a_stride = params->loop.a_stride;
    const int32_t b_stride = params->loop.b_stride;
    tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };
    int32_t row = 0;
    for (;;) {
        const float *x = a + place.a;
        const float *y = b + place.b;
        int32_t i;
        for (i = 0; i < count; i++) {
            output[i] = *x < *y ? *x : *y;
            x += a_stride;
            y += b_stride;
        }
        if (++row == params->loop.rows) {
            return;
        }
        output += count;
        tml_broadcast_next(&params->loop, &place);
    }
}

#endif
