/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MEAN_S8_H
#define TML_MEAN_S8_H

#include "tml_params_mean.h"
#include "tml_requantize.h"

/* Rounds twice, as LiteRT. */
static inline void tml_mean_s8(const tml_mean_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_mean_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_mean_geometry *const g = &p.geometry;
    const int32_t count = g->reduced0 * g->reduced1;
    const int32_t row = g->reduced1 * g->kept2;
    for (int32_t i = 0; i < g->kept0; i++) {
        for (int32_t j = 0; j < g->kept1; j++) {
            for (int32_t k = 0; k < g->kept2; k++) {
                int32_t sum = -count * p.input_zero_point;
                for (int32_t a = 0; a < g->reduced0; a++) {
                    const int8_t *from = x + ((i * g->reduced0 + a) * g->kept1 + j) * row + k;
                    for (int32_t b = 0; b < g->reduced1; b++) {
                        sum += *from;
                        from += g->kept2;
                    }
                }
                sum = tml_requantize_twice(sum, p.multiplier, p.shift);
                *y++ = (int8_t)tml_clamp(sum + p.output_zero_point, INT8_MIN, INT8_MAX);
            }
        }
    }
}

#endif
