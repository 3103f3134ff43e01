/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MUL_S32_H
#define TML_MUL_S32_H

#include "tml_broadcast.h"
#include "tml_requantize.h"

typedef struct {
    tml_broadcast loop;
    int32_t low;
    int32_t high;
} tml_mul_s32_params;

/* The product of two tensors, wrapped to 32 bits, then limited to [low, high].
   `output` may be an operand of as many elements. */
static inline void tml_mul_s32(const tml_mul_s32_params *params, const int32_t *a, const int32_t *b, int32_t *output)
{
    const int32_t count = params->loop.count;
    const int32_t a_stride = params->loop.a_stride;
    const int32_t b_stride = params->loop.b_stride;
    const int32_t low = params->low;
    const int32_t high = params->high;
    tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };
    int32_t row = 0;
    for (;;) {
        const int32_t *x = a + place.a;
        const int32_t *y = b + place.b;
        int32_t i;
        for (i = 0; i < count; i++) {
            const int32_t value = (int32_t)((uint32_t)*x * (uint32_t)*y);
            output[i] = tml_clamp(value, low, high);
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
