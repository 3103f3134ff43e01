/* SPDX-License-Identifier: MIT-0 */
/*
 * Real numbers to stored integers of 16 bits: round(x / scale) + zero_point, halves away from zero, saturated; not-
 * a-number gives the least.
 *
 * Layout: `count` elements in order; `low` and `high` are the least and greatest result less zero_point. `output`
 * may be `input`. Reference: LiteRT's reference AffineQuantize.
 */
#ifndef TML_QUANTIZE_S16_H
#define TML_QUANTIZE_S16_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    float scale;
    float low;
    float high;
    int32_t zero_point;
} tml_quantize_s16_params;

static inline void tml_quantize_s16(const tml_quantize_s16_params *params, const float *input, int16_t *output)
{
    int32_t i;
    for (i = 0; i < params->count; i++) {
        const float quotient = input[i] / params->scale;
        const float above = quotient >= params->low ? quotient : params->low;
        const float inside = above > params->high ? params->high : above;
        const int32_t whole = (int32_t)inside;
        const float rest = inside - (float)whole;
        output[i] = (int16_t)(whole + (rest >= 0.5f ? 1 : rest <= -0.5f ? -1 : 0) + params->zero_point);
    }
}

#endif
