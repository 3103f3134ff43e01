/* SPDX-License-Identifier: MIT-0 */
/*
 * Each element times a power of the sum of squares of the channels about it: `radius` before it, itself, and radius
 * - 1 after it.
 *
 * Layout: x, y [rows, depth]. Reference: LiteRT's reference_ops::LocalResponseNormalization.
 */
#ifndef TML_LOCAL_RESPONSE_NORMALIZATION_F32_H
#define TML_LOCAL_RESPONSE_NORMALIZATION_F32_H

#include <math.h>
#include "tml_port.h"

typedef struct {
    int32_t rows, depth, radius;
    float bias, alpha, beta;
} tml_local_response_normalization_f32_params;

static inline void tml_local_response_normalization_f32(const tml_local_response_normalization_f32_params *params,
                                                        const float *x, float *y)
{
    const tml_local_response_normalization_f32_params p = *params;
    for (int32_t row = 0; row < p.rows; row++) {
        for (int32_t c = 0; c < p.depth; c++) {
            const int32_t end = p.depth - c < p.radius ? p.depth : c + p.radius;
            float sum = 0.0f;
            for (int32_t k = c < p.radius ? 0 : c - p.radius; k < end; k++) {
                sum += x[k] * x[k];
            }
            y[c] = x[c] * powf(p.bias + p.alpha * sum, -p.beta);
        }
        x += p.depth;
        y += p.depth;
    }
}

#endif
