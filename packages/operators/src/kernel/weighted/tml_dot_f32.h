/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DOT_F32_H
#define TML_DOT_F32_H

#include "tml_port.h"

/* Four filters at once, `stride` apart: each input value is loaded once for four products. */
static inline void tml_dot4_f32(const float *x, const TML_FLASH float *w, int32_t stride, int32_t count, float *sums)
{
    const TML_FLASH float *w1 = w + stride;
    const TML_FLASH float *w2 = w1 + stride;
    const TML_FLASH float *w3 = w2 + stride;
    float s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    const float *const end = x + count;
    while (x != end) {
        const float value = *x++;
        s0 += value * *w;
        s1 += value * *w1;
        s2 += value * *w2;
        s3 += value * *w3;
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

static inline float tml_dot_f32(const float *x, const TML_FLASH float *w, int32_t count, float sum)
{
    const float *const end = x + count;
    while (x != end) {
        sum += *x++ * *w;
        w++;
    }
    return sum;
}

#endif
