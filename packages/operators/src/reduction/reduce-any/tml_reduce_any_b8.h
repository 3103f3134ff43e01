/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_REDUCE_ANY_B8_H
#define TML_REDUCE_ANY_B8_H

#include "tml_params_mean.h"

/* Whether any element along the reduced dimensions is true. */
static inline void tml_reduce_any_b8(const tml_mean_geometry *params, const uint8_t *x, uint8_t *y)
{
    const tml_mean_geometry g = *params; /* a copy: stores to y cannot change it */
    const int32_t row = g.reduced1 * g.kept2;
    for (int32_t i = 0; i < g.kept0; i++) {
        for (int32_t j = 0; j < g.kept1; j++) {
            for (int32_t k = 0; k < g.kept2; k++) {
                uint8_t result = 0;
                for (int32_t a = 0; a < g.reduced0; a++) {
                    const uint8_t *from = x + ((i * g.reduced0 + a) * g.kept1 + j) * row + k;
                    for (int32_t b = 0; b < g.reduced1; b++) {
                        result = (uint8_t)(result | *from);
                        from += g.kept2;
                    }
                }
                *y++ = result;
            }
        }
    }
}

#endif
