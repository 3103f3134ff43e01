/* SPDX-License-Identifier: MIT-0 */
/*
 * Dot products of int8, with the input's zero point taken off as values are loaded.
 *
 * Layout: `count` values of x and of the weights in order; four filters at once are `stride` weights apart, so that
 * each input value is loaded once for four products.
 */
#ifndef TML_DOT_S8_H
#define TML_DOT_S8_H

#include "tml_port.h"

/* Four filters at once, `stride` apart: each input value is loaded once for four products. */
static inline void tml_dot4_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t stride, int32_t count, int32_t offset, int32_t *sums)
{
    const TML_FLASH int8_t *w1 = w + stride;
    const TML_FLASH int8_t *w2 = w1 + stride;
    const TML_FLASH int8_t *w3 = w2 + stride;
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    const int8_t *const end = x + count;
    while (x != end) {
        const int32_t value = *x++ + offset;
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

static inline int32_t tml_dot_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t count, int32_t offset, int32_t sum)
{
    const int8_t *const end = x + count;
    while (x != end) {
        sum += (*x++ + offset) * *w;
        w++;
    }
    return sum;
}

#endif
