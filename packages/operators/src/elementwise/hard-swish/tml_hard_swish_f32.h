/* SPDX-License-Identifier: MIT-0 */
/*
 * x * min(max(x + 3, 0), 6) / 6 of each element.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::HardSwish. Source:
 * Howard et al., Searching for MobileNetV3, 2019.
 */
#ifndef TML_HARD_SWISH_F32_H
#define TML_HARD_SWISH_F32_H

#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_hard_swish_f32_params;

static inline void tml_hard_swish_f32(const tml_hard_swish_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const float value = input[i];
        const float gate = value + 3.0f;
        output[i] = value * (gate < 0.0f ? 0.0f : gate > 6.0f ? 6.0f : gate) / 6.0f;
    }
}

#endif
