/* SPDX-License-Identifier: MIT-0 */
/*
 * The sigmoid 1 / (1 + exp(-x)) of each element, by the C library's expf.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's reference_ops::Logistic.
 */
#ifndef TML_LOGISTIC_F32_H
#define TML_LOGISTIC_F32_H

#include <math.h>
#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_logistic_f32_params;

static inline void tml_logistic_f32(const tml_logistic_f32_params *params, const float *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        output[i] = 1.0f / (1.0f + expf(-input[i]));
    }
}

#endif
