/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_QUANTIZE_S8_H
#define TML_QUANTIZE_S8_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    float scale;
    float low;
    float high;
    int32_t zero_point;
} tml_quantize_s8_params;

/*
 * round(x / scale) + zero_point, halves away from zero; `low` and `high` are the least and greatest result less
 * zero_point. Not-a-number gives the least. `output` may be `input`.
 */
static inline void tml_quantize_s8(const tml_quantize_s8_params *params, const float *input, int8_t *output)
{
    /* Copies: stores to output cannot change them. */
    const float scale = params->scale, low = params->low, high = params->high;
    const int32_t zero_point = params->zero_point;
    const float *const end = input + params->count;
    while (input != end) {
        const float quotient = *input++ / scale;
        const float above = quotient >= low ? quotient : low;
        const float inside = above > high ? high : above;
        /* 16 fraction bits: what is cut off lies within a half, so that halves are still seen as what they are. */
        const int32_t fixed = (int32_t)(inside * 65536.0f);
        *output++ = (int8_t)(((fixed + 32768 + (fixed >> 31)) >> 16) + zero_point);
    }
}

#endif
