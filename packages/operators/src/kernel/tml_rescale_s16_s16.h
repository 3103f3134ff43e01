/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RESCALE_S16_S16_H
#define TML_RESCALE_S16_S16_H

#include "tml_requantize.h"

typedef struct {
    int32_t count;
    int32_t input_zero_point;
    int32_t multiplier;
    int32_t shift;
    int32_t output_zero_point;
    int32_t low;
    int32_t high;
} tml_rescale_s16_s16_params;

/* Stored integers of one scale to another, limited to [low, high]. `output` may be `input`. */
static inline void tml_rescale_s16_s16(const tml_rescale_s16_s16_params *params, const int16_t *input, int16_t *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const int32_t value =
            tml_requantize_twice(input[i] - params->input_zero_point, params->multiplier, params->shift);
        output[i] = (int16_t)tml_clamp(value + params->output_zero_point, params->low, params->high);
    }
}

#endif
