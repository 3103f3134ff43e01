/* SPDX-License-Identifier: MIT-0 */
/*
 * Rounds each element to the nearest of low, low + step, ..., high; not-a-number to low. Halves are rounded up.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::FakeQuant.
 */
#ifndef TML_FAKE_QUANT_F32_H
#define TML_FAKE_QUANT_F32_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    float low;
    float high;
    float step;
    float twice_inverse_step;
} tml_fake_quant_f32_params;

static inline void tml_fake_quant_f32(const tml_fake_quant_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const float above = input[i] > params->low ? input[i] : params->low;
        const float inside = above > params->high ? params->high : above;
        /* Half steps, cut off, then halved upwards: rounds halves up without a second rounding. */
        const int32_t halves = (int32_t)((inside - params->low) * params->twice_inverse_step);
        output[i] = (float)((halves + 1) >> 1) * params->step + params->low;
    }
}

#endif
