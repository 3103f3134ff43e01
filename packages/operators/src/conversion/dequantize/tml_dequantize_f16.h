/* SPDX-License-Identifier: MIT-0 */
/*
 * Half precision to single precision, infinities and not-a-number included: finite numbers by tml_float16.h, the
 * others by their bits.
 *
 * Layout: `count` elements in order. Source: IEEE 754, binary16 and binary32.
 */
#ifndef TML_DEQUANTIZE_F16_H
#define TML_DEQUANTIZE_F16_H

#include "tml_float16.h"

typedef struct {
    int32_t count;
} tml_dequantize_f16_params;

static inline void tml_dequantize_f16(const tml_dequantize_f16_params *params, const uint16_t *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const uint16_t half = input[i];
        if ((half & 0x7c00u) == 0x7c00u) {
            const uint32_t bits = ((uint32_t)(half & 0x8000u) << 16) | 0x7f800000u | ((uint32_t)(half & 0x03ffu) << 13);
            memcpy(output + i, &bits, sizeof bits);
        } else {
            output[i] = tml_float_from_half(half);
        }
    }
}

#endif
