/* SPDX-License-Identifier: MIT-0 */
/*
 * exp(beta * x) over its sum along each row; the greatest element is subtracted first, so that nothing overflows.
 *
 * Layout: rows of `depth` elements. `output` may be `input`. Reference: LiteRT's reference_ops::Softmax.
 */
#ifndef TML_SOFTMAX_F32_H
#define TML_SOFTMAX_F32_H

#include <math.h>
#include "tml_port.h"

typedef struct {
    int32_t rows;
    int32_t depth;
    float beta;
} tml_softmax_f32_params;

static inline void tml_softmax_f32(const tml_softmax_f32_params *params, const float *input, float *output)
{
    const int32_t depth = params->depth;
    int32_t row, i;
    for (row = 0; row < params->rows; row++) {
        float greatest = input[0];
        float sum = 0.0f;
        for (i = 1; i < depth; i++) {
            greatest = input[i] > greatest ? input[i] : greatest;
        }
        for (i = 0; i < depth; i++) {
            const float power = expf((input[i] - greatest) * params->beta);
            output[i] = power;
            sum += power;
        }
        for (i = 0; i < depth; i++) {
            output[i] /= sum;
        }
        input += depth;
        output += depth;
    }
}

#endif
