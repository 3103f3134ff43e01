/* SPDX-License-Identifier: MIT-0 */
/*
 * x - log(sum of exp(x)) in each row; the greatest element is taken off first, so that no exponential overflows. Rows
 * lie one after another. `output` may be `input`.
 */
#ifndef TML_LOG_SOFTMAX_F32_H
#define TML_LOG_SOFTMAX_F32_H

#include <math.h>
#include "tml_port.h"

typedef struct {
    int32_t rows;
    int32_t depth;
} tml_log_softmax_f32_params;

static inline void tml_log_softmax_f32(const tml_log_softmax_f32_params *params, const float *input, float *output)
{
    const tml_log_softmax_f32_params p = *params; /* a copy: stores to output cannot change it */
    for (int32_t row = 0; row < p.rows; row++, input += p.depth, output += p.depth) {
        float greatest = input[0];
        float sum = 0.0f;
        for (int32_t i = 1; i < p.depth; i++) {
            greatest = input[i] > greatest ? input[i] : greatest;
        }
        for (int32_t i = 0; i < p.depth; i++) {
            sum += expf(input[i] - greatest);
        }
        sum = logf(sum);
        for (int32_t i = 0; i < p.depth; i++) {
            output[i] = input[i] - greatest - sum;
        }
    }
}

#endif
