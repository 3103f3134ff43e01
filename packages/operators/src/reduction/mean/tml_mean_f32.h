/* SPDX-License-Identifier: MIT-0 */
/*
 * The mean of real numbers along up to two groups of dimensions.
 *
 * Layout: x [kept0, reduced0, kept1, reduced1, kept2], y [kept0, kept1, kept2]. Reference: MEAN, LiteRT's
 * reference_ops::Mean.
 */
#ifndef TML_MEAN_F32_H
#define TML_MEAN_F32_H

#include "tml_params_mean.h"

static inline void tml_mean_f32(const tml_mean_f32_params *params, const float *x, float *y)
{
    const tml_mean_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_mean_geometry *const g = &p.geometry;
    const int32_t count = g->reduced0 * g->reduced1;
    const int32_t row = g->reduced1 * g->kept2;
    for (int32_t i = 0; i < g->kept0; i++) {
        for (int32_t j = 0; j < g->kept1; j++) {
            for (int32_t k = 0; k < g->kept2; k++) {
                float sum = 0.0f;
                for (int32_t a = 0; a < g->reduced0; a++) {
                    const float *from = x + ((i * g->reduced0 + a) * g->kept1 + j) * row + k;
                    for (int32_t b = 0; b < g->reduced1; b++) {
                        sum += *from;
                        from += g->kept2;
                    }
                }
                *y++ = sum / (float)count;
            }
        }
    }
}

#endif
