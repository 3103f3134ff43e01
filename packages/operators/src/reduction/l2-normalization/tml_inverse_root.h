/* SPDX-License-Identifier: MIT-0 */
/*
 * The reciprocal of the square root of an integer in fixed point, without a division: the integer is shifted up by
 * pairs of bits, then five steps of Newton's method from 1, with 28 fraction bits.
 *
 * Reference: GetInvSqrtQuantizedMultiplierExp of LiteRT; its exact steps are part of the result.
 */
#ifndef TML_INVERSE_ROOT_H
#define TML_INVERSE_ROOT_H

#include "tml_requantize.h"

/* High half of 2ab, rounded (halves up). */
static inline int32_t tml_root_product(int32_t a, int32_t b)
{
    return (int32_t)(((int64_t)a * b + ((int64_t)1 << 30)) >> 31);
}

static inline int32_t tml_root_saturate(int64_t value)
{
    return value > INT32_MAX ? INT32_MAX : value < INT32_MIN ? INT32_MIN : (int32_t)value;
}

/* 1 / sqrt(value) as multiplier * 2^(shift - 31), for 0 <= value < 2^29; that of 0 is that of 1. */
static inline int32_t tml_inverse_root(int32_t value, int32_t *shift)
{
    int32_t pairs = 0;
    int32_t operand, half, x, step;
    if (value <= 1) {
        *shift = 0;
        return INT32_MAX;
    }
    /* As many pairs of bits as leave the two highest bits free. */
    while (((uint32_t)value >> (27 - 2 * pairs)) == 0) {
        pairs++;
    }
    operand = (int32_t)(((uint32_t)value << (2 * pairs)) >> 1);
    half = (operand + 1) >> 1;
    x = (int32_t)1 << 28;
    for (step = 0; step < 5; step++) {
        const int32_t cube = tml_root_saturate((int64_t)tml_root_product(tml_root_product(x, x), x) * 64);
        x = tml_root_saturate(((int64_t)tml_root_product((int32_t)3 << 27, x) - tml_root_product(half, cube)) * 8);
    }
    x = tml_root_product(x, 1518500250); /* sqrt(2) / 2 */
    *shift = pairs - 11;
    if (pairs > 11) {
        x = (int32_t)((uint32_t)x << (pairs - 11));
        *shift = 0;
    }
    return x;
}

#endif
