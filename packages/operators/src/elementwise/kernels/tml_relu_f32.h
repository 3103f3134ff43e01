/* SPDX-License-Identifier: MIT-0 */
/*
 * Limits every element to [low, high]: RELU, RELU6, RELU_N1_TO_1 and the like.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::Relu and its kin.
 */
#ifndef TML_RELU_F32_H
#define TML_RELU_F32_H

#include "tml_clamp_f32.h"

typedef struct {
    int32_t count;
    float low;
    float high;
} tml_relu_f32_params;

static inline void tml_relu_f32(const tml_relu_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        output[i] = tml_clamp_f32(input[i], params->low, params->high);
    }
}

#endif
