/* SPDX-License-Identifier: MIT-0 */
/*
 * Blocks of dot products of int8 for cores without SIMD: two windows by four filters, so that six loads feed eight
 * products; two windows by one filter where filters are left over. The input's zero point is in the biases.
 *
 * Layout: the second window follows the first one; weights of four filters lie side by side, tap after tap, [depth,
 * 4]; sums are those of the first window, then those of the second. Source: Lai, Suda and Chandra, CMSIS-NN, 2018
 * (blocks of two columns).
 */
#ifndef TML_BLOCK_S8_H
#define TML_BLOCK_S8_H

#include "tml_requantize.h"

/* What results of 8 bits are made to: zero points and limits in stored integers. */
typedef struct {
    int32_t zero_point, min, max;
} tml_block_limits;

#define TML_BLOCK_STEP(i) \
    do { \
        TML_IN_ORDER; \
        const int32_t first = x[i], second = z[i]; \
        const int32_t w0 = w[4 * (i)]; \
        a0 += first * w0; \
        b0 += second * w0; \
        const int32_t w1 = w[4 * (i) + 1]; \
        a1 += first * w1; \
        b1 += second * w1; \
        const int32_t w2 = w[4 * (i) + 2]; \
        a2 += first * w2; \
        b2 += second * w2; \
        const int32_t w3 = w[4 * (i) + 3]; \
        a3 += first * w3; \
        b3 += second * w3; \
    } while (0)

/* Adds `depth` products each, a multiple of eight, to eight sums. */
TML_APART void tml_block_2x4_eights_s8(const int8_t *x, const int8_t *z, const TML_FLASH int8_t *w, int32_t depth, int32_t *sums)
{
    int32_t a0 = sums[0], a1 = sums[1], a2 = sums[2], a3 = sums[3];
    int32_t b0 = sums[4], b1 = sums[5], b2 = sums[6], b3 = sums[7];
    for (const int8_t *const end = x + depth; x != end; x += 8, z += 8, w += 32) {
        TML_BLOCK_STEP(0);
        TML_BLOCK_STEP(1);
        TML_BLOCK_STEP(2);
        TML_BLOCK_STEP(3);
        TML_BLOCK_STEP(4);
        TML_BLOCK_STEP(5);
        TML_BLOCK_STEP(6);
        TML_BLOCK_STEP(7);
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = a2;
    sums[3] = a3;
    sums[4] = b0;
    sums[5] = b1;
    sums[6] = b2;
    sums[7] = b3;
}

/* The same for any number: apart from the eights, which have no register to spare for what else there is to do. */
TML_APART void tml_block_2x4_rest_s8(const int8_t *x, const int8_t *z, const TML_FLASH int8_t *w, int32_t depth, int32_t *sums)
{
    int32_t a0 = sums[0], a1 = sums[1], a2 = sums[2], a3 = sums[3];
    int32_t b0 = sums[4], b1 = sums[5], b2 = sums[6], b3 = sums[7];
    for (const int8_t *const end = x + depth; x != end; x++, z++, w += 4) {
        TML_BLOCK_STEP(0);
    }
    sums[0] = a0;
    sums[1] = a1;
    sums[2] = a2;
    sums[3] = a3;
    sums[4] = b0;
    sums[5] = b1;
    sums[6] = b2;
    sums[7] = b3;
}

#undef TML_BLOCK_STEP

static inline void tml_block_2x4_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t depth, const TML_FLASH int32_t *bias, int32_t *sums)
{
    const int32_t eights = depth & ~7;
    for (int32_t i = 0; i < 4; i++) {
        sums[i] = bias[i];
        sums[4 + i] = bias[i];
    }
    if (eights > 0) {
        tml_block_2x4_eights_s8(x, x + depth, w, eights, sums);
    }
    if (eights < depth) {
        tml_block_2x4_rest_s8(x + eights, x + depth + eights, w + 4 * eights, depth - eights, sums);
    }
}

/* One filter: sums[0] and sums[4]. */
TML_APART void tml_block_2x1_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t depth, int32_t bias, int32_t *sums)
{
    const int8_t *z = x + depth;
    const int8_t *const end = z;
    int32_t a = bias, b = bias;
    while (x != end) {
        const int32_t weight = *w++;
        a += *x++ * weight;
        b += *z++ * weight;
    }
    sums[0] = a;
    sums[4] = b;
}

/* The first `count` sums of each window to y and z; shifts are to the right. */
TML_APART void tml_block_results_s8(const int32_t *sums, int32_t count, const tml_block_limits *results, const TML_FLASH int32_t *multiplier,
                                    const TML_FLASH int8_t *shift, int8_t *y, int8_t *z)
{
    const int32_t min = results->min;
    const int32_t offset = results->zero_point - min;
    const int32_t range = results->max - min;
    for (int32_t i = 0; i < count; i++) {
        const int32_t factor = multiplier[i];
        const int32_t right = -shift[i];
        int32_t value = tml_requantize_right(sums[i], factor, right) + offset;
        if ((uint32_t)value > (uint32_t)range) {
            value = value < 0 ? 0 : range;
        }
        y[i] = (int8_t)(value + min);
        value = tml_requantize_right(sums[4 + i], factor, right) + offset;
        if ((uint32_t)value > (uint32_t)range) {
            value = value < 0 ? 0 : range;
        }
        z[i] = (int8_t)(value + min);
    }
}

#endif
