/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SUM_S32_H
#define TML_SUM_S32_H

#include "tml_params_mean.h"

/* Sums along the reduced dimensions; they wrap. */
static inline void tml_sum_s32(const tml_mean_geometry *params, const int32_t *x, int32_t *y)
{
    const tml_mean_geometry g = *params; /* a copy: stores to y cannot change it */
    const int32_t row = g.reduced1 * g.kept2;
    for (int32_t i = 0; i < g.kept0; i++) {
        for (int32_t j = 0; j < g.kept1; j++) {
            for (int32_t k = 0; k < g.kept2; k++) {
                uint32_t sum = 0;
                for (int32_t a = 0; a < g.reduced0; a++) {
                    const int32_t *from = x + ((i * g.reduced0 + a) * g.kept1 + j) * row + k;
                    for (int32_t b = 0; b < g.reduced1; b++) {
                        sum += (uint32_t)*from;
                        from += g.kept2;
                    }
                }
                *y++ = (int32_t)sum;
            }
        }
    }
}

#endif
