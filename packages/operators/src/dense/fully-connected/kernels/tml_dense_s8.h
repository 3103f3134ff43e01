/* SPDX-License-Identifier: MIT-0 */
/*
 * Blocks of fully connected layers of int8 for cores without SIMD: a value is loaded once for eight filters, or for
 * four where eight sums would not fit the registers. The input's zero point is in the biases. Rounded once.
 *
 * Layout: weights of the filters of a block lie side by side, value after value, [depth, 8] or [depth, 4].
 */
#ifndef TML_DENSE_S8_H
#define TML_DENSE_S8_H

#include "tml_params_fully_connected.h"
#include "tml_requantize.h"

#define TML_DENSE_EIGHT(i) \
    do { \
        TML_IN_ORDER; \
        const int32_t value = x[i]; \
        s0 += value * w[8 * (i) + 0]; \
        s1 += value * w[8 * (i) + 1]; \
        s2 += value * w[8 * (i) + 2]; \
        s3 += value * w[8 * (i) + 3]; \
        s4 += value * w[8 * (i) + 4]; \
        s5 += value * w[8 * (i) + 5]; \
        s6 += value * w[8 * (i) + 6]; \
        s7 += value * w[8 * (i) + 7]; \
    } while (0)

/* Adds `depth` products each, a multiple of eight, to eight sums. */
TML_APART void tml_dense_8_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t depth, int32_t *sums)
{
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3], s4 = sums[4], s5 = sums[5], s6 = sums[6], s7 = sums[7];
    for (const int8_t *const end = x + depth; x != end; x += 8, w += 64) {
        TML_DENSE_EIGHT(0);
        TML_DENSE_EIGHT(1);
        TML_DENSE_EIGHT(2);
        TML_DENSE_EIGHT(3);
        TML_DENSE_EIGHT(4);
        TML_DENSE_EIGHT(5);
        TML_DENSE_EIGHT(6);
        TML_DENSE_EIGHT(7);
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
    sums[4] = s4;
    sums[5] = s5;
    sums[6] = s6;
    sums[7] = s7;
}

#undef TML_DENSE_EIGHT

#define TML_DENSE_FOUR(i) \
    do { \
        TML_IN_ORDER; \
        const int32_t value = x[i]; \
        s0 += value * w[4 * (i)]; \
        s1 += value * w[4 * (i) + 1]; \
        s2 += value * w[4 * (i) + 2]; \
        s3 += value * w[4 * (i) + 3]; \
    } while (0)

/* Adds `depth` products each, a multiple of eight, to four sums. */
TML_APART void tml_dense_4_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t depth, int32_t *sums)
{
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    for (const int8_t *const end = x + depth; x != end; x += 8, w += 32) {
        TML_DENSE_FOUR(0);
        TML_DENSE_FOUR(1);
        TML_DENSE_FOUR(2);
        TML_DENSE_FOUR(3);
        TML_DENSE_FOUR(4);
        TML_DENSE_FOUR(5);
        TML_DENSE_FOUR(6);
        TML_DENSE_FOUR(7);
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

#undef TML_DENSE_FOUR

/*
 * What the multiples of eight leave of a block of `together` filters: apart from those, which have no register to
 * spare for what else there is to do.
 */
TML_APART void tml_dense_rest_s8(const int8_t *x, const TML_FLASH int8_t *w, int32_t depth, int32_t together, int32_t *sums)
{
    for (const int8_t *const end = x + depth; x != end; x++, w += together) {
        for (int32_t i = 0; i < together; i++) {
            sums[i] += *x * w[i];
        }
    }
}

/* Sums to results; shifts are to the right. */
TML_APART void tml_dense_results_s8(const int32_t *sums, int32_t count, const tml_fully_connected_s8_params *p, const TML_FLASH int32_t *multiplier,
                                    const TML_FLASH int8_t *shift, int8_t *y)
{
    const int32_t min = p->min, max = p->max, offset = p->output_zero_point;
    for (int32_t i = 0; i < count; i++) {
        y[i] = (int8_t)tml_clamp(tml_requantize_right_once(sums[i], multiplier[i], -shift[i]) + offset, min, max);
    }
}

#endif
