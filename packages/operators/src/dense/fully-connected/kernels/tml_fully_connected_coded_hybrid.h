/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of float activations with int8 weights in a prefix code (tml_code.h), which are decoded as
 * they are used, for each row of x again.
 *
 * Layout: as tml_fully_connected_hybrid. Source: Han et al., Deep Compression, 2016.
 */
#ifndef TML_FULLY_CONNECTED_CODED_HYBRID_H
#define TML_FULLY_CONNECTED_CODED_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_code_rows_s8.h"
#include "tml_quantize_dynamic.h"

static inline void tml_fully_connected_coded_hybrid(const tml_fully_connected_coded_hybrid_params *params, const float *x,
                                                    const TML_FLASH uint8_t *stream, const TML_FLASH uint8_t *counts, const TML_FLASH int8_t *symbols,
                                                    const TML_FLASH float *bias, const TML_FLASH float *scale, float *y, void *scratch)
{
    const tml_fully_connected_hybrid_params p = params->plain; /* a copy: stores to y cannot change it */
    const tml_code code = params->code;
    int8_t *from = (int8_t *)scratch;
    tml_code_table table;
    tml_code_table_of(counts, code.longest, &table);
    for (int32_t row = 0; row < p.rows; row++) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x + row * p.depth, p.depth, p.asymmetric, from);
        tml_bits bits = tml_bits_of(stream);
        for (int32_t o = 0; o < p.outputs; o++) {
            const int32_t sum = tml_code_dot_s8(&bits, &table, code.zeros, symbols, from, p.depth, -dynamic.zero_point, 0);
            const float value = (float)sum * (dynamic.scale * scale[o]) + bias[o];
            *y++ = tml_clamp_f32(value, p.min, p.max);
        }
    }
}

#endif
