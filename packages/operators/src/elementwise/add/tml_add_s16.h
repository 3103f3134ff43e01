/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ADD_S16_H
#define TML_ADD_S16_H

#include "tml_broadcast.h"
#include "tml_requantize.h"

typedef struct {
    tml_broadcast loop;
    int32_t scale_up;
    int32_t a_multiplier;
    int32_t a_shift;
    int32_t b_multiplier;
    int32_t b_shift;
    int32_t output_multiplier;
    int32_t output_shift;
    int32_t low;
    int32_t high;
} tml_add_s16_params;

/* a + b on stored integers of 16 bits and three scales. `output` may be an operand of as many elements. */
static inline void tml_add_s16(const tml_add_s16_params *params, const int16_t *a, const int16_t *b, int16_t *output)
{
    const int32_t count = params->loop.count;
    const int32_t a_stride = params->loop.a_stride;
    const int32_t b_stride = params->loop.b_stride;
    tml_broadcast_place place = { 0, 0, { 0, 0, 0, 0 } };
    int32_t row = 0;
    for (;;) {
        const int16_t *x = a + place.a;
        const int16_t *y = b + place.b;
        int32_t i;
        for (i = 0; i < count; i++) {
            /* Up first, so that rescaling to the common scale loses nothing that shows. */
            const int32_t first =
                tml_requantize_twice((int32_t)*x * params->scale_up, params->a_multiplier, params->a_shift);
            const int32_t second =
                tml_requantize_twice((int32_t)*y * params->scale_up, params->b_multiplier, params->b_shift);
            const int32_t sum = tml_requantize_twice(first + second, params->output_multiplier, params->output_shift);
            output[i] = (int16_t)tml_clamp(sum, params->low, params->high);
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
