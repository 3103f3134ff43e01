/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of float activations with sparse int8 weights (tml_sparse_s8.h): only weights that are not 0
 * are stored and multiplied.
 *
 * Layout: as tml_fully_connected_hybrid; counts [o]: pairs of each row of the weights.
 */
#ifndef TML_FULLY_CONNECTED_SPARSE_HYBRID_H
#define TML_FULLY_CONNECTED_SPARSE_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_params_fully_connected.h"
#include "tml_quantize_dynamic.h"
#include "tml_sparse_s8.h"

static inline void tml_fully_connected_sparse_hybrid(const tml_fully_connected_hybrid_params *params, const float *x, const TML_FLASH uint8_t *pairs,
                                                     const TML_FLASH uint16_t *counts, const TML_FLASH float *bias, const TML_FLASH float *scale, float *y,
                                                     void *scratch)
{
    const tml_fully_connected_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    int8_t *quantized = (int8_t *)scratch;
    for (int32_t row = 0; row < p.rows; row++) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x + row * p.depth, p.depth, p.asymmetric, quantized);
        const TML_FLASH uint8_t *from = pairs;
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t count = counts[o];
            const int32_t sum = tml_sparse_dot_s8(from, count, quantized, -dynamic.zero_point, 0);
            const float value = (float)sum * (dynamic.scale * scale[o]) + bias[o];
            *y++ = tml_clamp_f32(value, p.min, p.max);
            from += 2 * count;
        }
    }
}

#endif
