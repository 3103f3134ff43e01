/* SPDX-License-Identifier: MIT-0 */
/*
 * Each row divided by the square root of its sum of squares, but by no less than 1e-6, then limited.
 *
 * Layout: rows of `depth` elements. `y` may be `x`. Reference: LiteRT's reference_ops::L2Normalization.
 */
#ifndef TML_L2_NORMALIZATION_F32_H
#define TML_L2_NORMALIZATION_F32_H

#include <math.h>
#include "tml_clamp_f32.h"
#include "tml_port.h"

typedef struct {
    int32_t rows, depth;
    float low, high;
} tml_l2_normalization_f32_params;

static inline void tml_l2_normalization_f32(const tml_l2_normalization_f32_params *params, const float *x, float *y)
{
    const tml_l2_normalization_f32_params p = *params;
    for (int32_t row = 0; row < p.rows; row++) {
        float sum = 0.0f;
        for (int32_t i = 0; i < p.depth; i++) sum += x[i] * x[i];
        float norm = sqrtf(sum);
        if (norm < 1e-6f) norm = 1e-6f;
        for (int32_t i = 0; i < p.depth; i++) y[i] = tml_clamp_f32(x[i] / norm, p.low, p.high);
        x += p.depth;
        y += p.depth;
    }
}

#endif
