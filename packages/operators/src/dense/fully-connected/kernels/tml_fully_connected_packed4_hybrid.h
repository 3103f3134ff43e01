/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of float activations with weights of 4 bits (tml_packed4.h), which are unpacked as they are
 * used.
 *
 * Layout: as tml_fully_connected_hybrid, two weights a byte; a row begins a byte.
 */
#ifndef TML_FULLY_CONNECTED_PACKED4_HYBRID_H
#define TML_FULLY_CONNECTED_PACKED4_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_packed4.h"
#include "tml_quantize_dynamic.h"

static inline void tml_fully_connected_packed4_hybrid(const tml_fully_connected_hybrid_params *params, const float *x,
                                                      const TML_FLASH uint8_t *pairs, const TML_FLASH float *bias, const TML_FLASH float *scale, float *y,
                                                      void *scratch)
{
    const tml_fully_connected_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t bytes = (p.depth + 1) / 2;
    int8_t *from = (int8_t *)scratch;
    for (int32_t row = 0; row < p.rows; row++) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x + row * p.depth, p.depth, p.asymmetric, from);
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t sum = tml_packed4_dot(pairs + o * bytes, from, p.depth, -dynamic.zero_point, 0);
            const float value = (float)sum * (dynamic.scale * scale[o]) + bias[o];
            *y++ = tml_clamp_f32(value, p.min, p.max);
        }
    }
}

#endif
