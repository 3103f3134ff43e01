/* SPDX-License-Identifier: MIT-0 */
/*
 * The hyperbolic tangent of each element, by the C library's tanhf.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::Tanh.
 */
#ifndef TML_TANH_F32_H
#define TML_TANH_F32_H

#include <math.h>
#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_tanh_f32_params;

static inline void tml_tanh_f32(const tml_tanh_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        output[i] = tanhf(input[i]);
    }
}

#endif
