/* SPDX-License-Identifier: MIT-0 */
/*
 * x where it is positive, else alpha * x.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::LeakyRelu.
 */
#ifndef TML_LEAKY_RELU_F32_H
#define TML_LEAKY_RELU_F32_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    float alpha;
} tml_leaky_relu_f32_params;

static inline void tml_leaky_relu_f32(const tml_leaky_relu_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const float value = input[i];
        output[i] = value > 0.0f ? value : value * params->alpha;
    }
}

#endif
