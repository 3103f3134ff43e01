/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of float activations with int8 weights: each row of x is quantised to int8 by its own range,
 * and sums are multiplied by both scales.
 *
 * Layout: x [rows, k], weights [o, k] with scale [o], bias [o], y [rows, o]. Scratch: k bytes. Reference: LiteRT's
 * EvalHybrid in fully_connected.cc.
 */
#ifndef TML_FULLY_CONNECTED_HYBRID_H
#define TML_FULLY_CONNECTED_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_dot_s8.h"
#include "tml_params_fully_connected.h"
#include "tml_quantize_dynamic.h"

static inline void tml_fully_connected_hybrid(const tml_fully_connected_hybrid_params *params, const float *x, const TML_FLASH int8_t *weights,
                                              const TML_FLASH float *bias, const TML_FLASH float *scale, float *y, void *scratch)
{
    const tml_fully_connected_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t depth = p.depth;
    int8_t *from = (int8_t *)scratch;
    for (int32_t row = 0; row < p.rows; row++) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x + row * depth, depth, p.asymmetric, from);
        const int32_t offset = -dynamic.zero_point;
        const int32_t fours = p.outputs - p.outputs % 4;
        for (int32_t o = 0; o < fours; o += 4) {
            int32_t sums[4] = { 0, 0, 0, 0 };
            tml_dot4_s8(from, weights + o * depth, depth, depth, offset, sums);
            for (int32_t i = 0; i < 4; i++) {
                const float value = (float)sums[i] * (dynamic.scale * scale[o + i]) + bias[o + i];
                *y++ = tml_clamp_f32(value, p.min, p.max);
            }
        }
        for (int32_t o = fours; o < p.outputs; o++) {
            const int32_t sum = tml_dot_s8(from, weights + o * depth, depth, offset, 0);
            const float value = (float)sum * (dynamic.scale * scale[o]) + bias[o];
            *y++ = tml_clamp_f32(value, p.min, p.max);
        }
    }
}

#endif
