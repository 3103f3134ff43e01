/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEQUANTIZE_S32_H
#define TML_DEQUANTIZE_S32_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    int32_t zero_point;
    float scale;
} tml_dequantize_s32_params;

/* scale * (q - zero_point). The difference may have 33 bits. `output` may be `input`. */
static inline void tml_dequantize_s32(const tml_dequantize_s32_params *params, const int32_t *input, float *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        output[i] = params->scale * (float)((int64_t)input[i] - params->zero_point);
    }
}

#endif
