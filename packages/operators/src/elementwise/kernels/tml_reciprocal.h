/* SPDX-License-Identifier: MIT-0 */
/*
 * The reciprocal of a sum in fixed point, without a division, for softmax and quotients of stored integers: three
 * steps of Newton's method.
 *
 * Reference: gemmlowp's one_over_one_plus_x_for_x_in_0_1; its exact steps are part of the result.
 */
#ifndef TML_RECIPROCAL_H
#define TML_RECIPROCAL_H

#include "tml_requantize.h"

/* High half of 2ab, rounded (halves up). */
static inline int32_t tml_high_multiply(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
}

/*
 * 1 / d for d in [1/2, 1), 31 fraction bits, as value / 2: three Newton steps from 48/17 - 32/17 * d. Without a
 * division; the exact steps are part of the result.
 */
static inline int32_t tml_reciprocal_q0(int32_t d)
{
    int32_t x = 1515870810 + tml_high_multiply(d, -1010580540);
    int32_t step;
    for (step = 0; step < 3; step++) {
        x += tml_high_multiply(x, 536870912 - tml_high_multiply(d, x)) * 4;
    }
    return x > 1073741823 ? 2147483647 : x * 2;
}

/* 1 / sum as value * 2^-(31 + shift), for a sum >= 1 with 19 fraction bits. */
static inline int32_t tml_reciprocal_q19(int32_t sum, int32_t *shift)
{
    uint32_t mantissa = (uint32_t)sum;
    int32_t headroom = 0;
    while ((mantissa & 0x80000000u) == 0) {
        mantissa <<= 1;
        headroom++;
    }
    *shift = 12 - headroom;
    return tml_reciprocal_q0((int32_t)(mantissa >> 1));
}

#endif
