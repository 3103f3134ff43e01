/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FULLY_CONNECTED_F32_F16W_H
#define TML_FULLY_CONNECTED_F32_F16W_H

#include "tml_clamp_f32.h"
#include "tml_dot_f32_f16w.h"
#include "tml_params_fully_connected.h"

/* x [rows,k], weights [o,k] in half precision, bias [o], y [rows,o]. */
static inline void tml_fully_connected_f32_f16w(const tml_fully_connected_f32_params *params, const float *x, const TML_FLASH uint16_t *weights,
                                           const TML_FLASH float *bias, float *y)
{
    const tml_fully_connected_f32_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t depth = p.depth;
    for (int32_t row = 0; row < p.rows; row++) {
        const float *from = x + row * depth;
        const int32_t fours = p.outputs - p.outputs % 4;
        for (int32_t o = 0; o < fours; o += 4) {
            float sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
            tml_dot4_f32_f16w(from, weights + o * depth, depth, depth, sums);
            for (int32_t i = 0; i < 4; i++) {
                *y++ = tml_clamp_f32(sums[i], p.min, p.max);
            }
        }
        for (int32_t o = fours; o < p.outputs; o++) {
            const float sum = tml_dot_f32_f16w(from, weights + o * depth, depth, bias[o]);
            *y++ = tml_clamp_f32(sum, p.min, p.max);
        }
    }
}

#endif
