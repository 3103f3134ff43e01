/* SPDX-License-Identifier: MIT-0 */
/*
 * Stored integers of 8 bits to real numbers: scale * (q - zero_point).
 *
 * Layout: `count` elements in order. Reference: LiteRT's reference_ops::Dequantize.
 */
#ifndef TML_DEQUANTIZE_S8_H
#define TML_DEQUANTIZE_S8_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    int32_t zero_point;
    float scale;
} tml_dequantize_s8_params;

static inline void tml_dequantize_s8(const tml_dequantize_s8_params *params, const int8_t *input, float *output)
{
    /* Copies: stores to output cannot change them. */
    const float scale = params->scale;
    const int32_t zero_point = params->zero_point;
    const float *const end = output + params->count;
    while (output != end) {
        *output++ = scale * (float)(*input++ - zero_point);
    }
}

#endif
