/* SPDX-License-Identifier: MIT-0 */
/*
 * 1 / sqrt(value) for value >= 1 as *multiplier * 2^(*shift - 31), to the bit as TensorFlow Lite: the value is shifted
 * up by pairs of bits, then five steps of Newton's method, x = x * (3 - value * x^2) / 2, with three integer bits.
 *
 * Reference: LiteRT's GetInvSqrtQuantizedMultiplierExp.
 */
#ifndef TML_INVERSE_SQUARE_ROOT_H
#define TML_INVERSE_SQUARE_ROOT_H

#include "tml_port.h"

static inline int64_t tml_inverse_square_root_product(int64_t a, int64_t b)
{
    return (a * b + ((int64_t)1 << 30)) >> 31;
}

static inline int64_t tml_inverse_square_root_limit(int64_t value)
{
    return value < INT32_MIN ? INT32_MIN : value > INT32_MAX ? INT32_MAX : value;
}

static inline void tml_inverse_square_root(int32_t value, int32_t *multiplier, int32_t *shift)
{
    int64_t x = (int64_t)1 << 28, half;
    int32_t pairs = -1;
    if (value <= 1) {
        *multiplier = INT32_MAX;
        *shift = 0;
        return;
    }
    if (value >= (int32_t)1 << 29) {
        value >>= 2;
    } else {
        for (pairs = 0; value < (int32_t)1 << 27; pairs++) {
            value *= 4;
        }
    }
    half = ((value >> 1) + 1) >> 1;
    for (int32_t i = 0; i < 5; i++) {
        const int64_t square = tml_inverse_square_root_product(x, x);
        const int64_t cube = tml_inverse_square_root_limit(tml_inverse_square_root_product(square, x) * 64);
        const int64_t next = tml_inverse_square_root_product(402653184, x) - tml_inverse_square_root_product(half, cube);
        x = tml_inverse_square_root_limit(next * 8);
    }
    x = tml_inverse_square_root_product(x, 1518500250); /* sqrt(2) / 2 */
    *shift = pairs - 11;
    if (*shift > 0) {
        x *= (int64_t)1 << *shift;
        *shift = 0;
    }
    *multiplier = (int32_t)x;
}

#endif
