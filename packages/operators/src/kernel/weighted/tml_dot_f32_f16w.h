/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DOT_F32_F16W_H
#define TML_DOT_F32_F16W_H

#include "tml_float16.h"

/* Four filters at once, `stride` apart: each input value is loaded once for four products. */
static inline void tml_dot4_f32_f16w(const float *x, const TML_FLASH uint16_t *w, int32_t stride, int32_t count, float *sums)
{
    const TML_FLASH uint16_t *w1 = w + stride;
    const TML_FLASH uint16_t *w2 = w1 + stride;
    const TML_FLASH uint16_t *w3 = w2 + stride;
    float s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    const float *const end = x + count;
    while (x != end) {
        const float value = *x++;
        s0 += value * tml_float_from_half(*w);
        s1 += value * tml_float_from_half(*w1);
        s2 += value * tml_float_from_half(*w2);
        s3 += value * tml_float_from_half(*w3);
        w++;
        w1++;
        w2++;
        w3++;
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

static inline float tml_dot_f32_f16w(const float *x, const TML_FLASH uint16_t *w, int32_t count, float sum)
{
    const float *const end = x + count;
    while (x != end) {
        sum += *x++ * tml_float_from_half(*w);
        w++;
    }
    return sum;
}

#endif
