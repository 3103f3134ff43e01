/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEQUANTIZE_S16_H
#define TML_DEQUANTIZE_S16_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    int32_t zero_point;
    float scale;
} tml_dequantize_s16_params;

/* scale * (q - zero_point). */
static inline void tml_dequantize_s16(const tml_dequantize_s16_params *params, const int16_t *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        output[i] = params->scale * (float)(input[i] - params->zero_point);
    }
}

#endif
