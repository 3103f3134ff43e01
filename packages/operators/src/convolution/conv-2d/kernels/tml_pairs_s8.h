/* SPDX-License-Identifier: MIT-0 */
/*
 * Two products of int8 in one multiplication of 32 bits, for cores where a product overwrites an operand and few
 * registers can be loaded to: the values of two windows in one word, a + 2^16 b, times a weight. Of two such
 * products the halves can be told apart, unless both weights are -128; with 2^15 added, the lower one is no negative
 * number.
 *
 * Layout: pairs [depth]; weights of two filters side by side, tap after tap, [depth, 2]; sums are those of the first
 * window at 0 and 1, those of the second at 4 and 5. The sum of all words is A + 2^16 B modulo 2^32, that of their
 * upper halves is B: so the first window's is the difference.
 */
#ifndef TML_PAIRS_S8_H
#define TML_PAIRS_S8_H

#include "tml_block_s8.h"

/* The lower halves: a run of the first window. */
TML_APART void tml_pairs_low_s8(const int8_t *x, int32_t count, uint32_t *pairs)
{
    for (const int8_t *const end = x + count; x != end; x++) {
        *pairs++ = (uint32_t)*x;
    }
}

/* The upper halves: a run of the second window. */
TML_APART void tml_pairs_high_s8(const int8_t *x, int32_t count, uint32_t *pairs)
{
    for (const int8_t *const end = x + count; x != end; x++) {
        *pairs++ += (uint32_t)*x << 16;
    }
}

/* Two taps of a filter: their sum to the sum of words, its upper half to that of upper halves. */
#define TML_PAIRS_TAPS(i, sum, upper) \
    do { \
        const uint32_t word = (uint32_t)w[i] * first + (uint32_t)w[(i) + 2] * second + half; \
        sum += word; \
        upper += (int32_t)word >> 16; \
    } while (0)

#define TML_PAIRS_STEP(i) \
    do { \
        TML_IN_ORDER; \
        const uint32_t first = pairs[i], second = pairs[(i) + 1]; \
        TML_PAIRS_TAPS(2 * (i), sum0, upper0); \
        TML_PAIRS_TAPS(2 * (i) + 1, sum1, upper1); \
    } while (0)

/* depth: even; an odd one has a last word and weights of 0 beyond it. */
TML_APART void tml_pairs_2x2_s8(const uint32_t *pairs, const TML_FLASH int8_t *w, int32_t depth, const TML_FLASH int32_t *bias, int32_t *sums)
{
    uint32_t sum0 = 0, sum1 = 0;
    int32_t upper0 = 0, upper1 = 0;
    uint32_t half = 0x8000;
    TML_KEPT(half);
    const uint32_t *const fours = pairs + (depth & ~3);
    while (pairs != fours) {
        TML_PAIRS_STEP(0);
        TML_PAIRS_STEP(2);
        pairs += 4;
        w += 8;
    }
    if ((depth & 2) != 0) {
        TML_PAIRS_STEP(0);
    }
    const uint32_t added = (uint32_t)depth * 0x4000u;
    sums[0] = (int32_t)(sum0 - ((uint32_t)upper0 << 16) - added + (uint32_t)bias[0]);
    sums[1] = (int32_t)(sum1 - ((uint32_t)upper1 << 16) - added + (uint32_t)bias[1]);
    sums[4] = upper0 + bias[0];
    sums[5] = upper1 + bias[1];
}

#undef TML_PAIRS_STEP
#undef TML_PAIRS_TAPS

#endif
