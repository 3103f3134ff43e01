/* SPDX-License-Identifier: MIT-0 */
/*
 * value * multiplier * 2^(shift - 31) for 2^30 <= multiplier < 2^31 (or 0), -31 <= shift <= 30; a positive shift is to
 * the left. Right shifts of negative numbers are arithmetic on every compiler for these cores.
 *
 * Reference: LiteRT's MultiplyByQuantizedMultiplier, with gemmlowp's double rounding and with a single one.
 */
#ifndef TML_REQUANTIZE_H
#define TML_REQUANTIZE_H

#include "tml_port.h"

/* Rounds twice: halves up after the high multiply, halves away from zero after the right shift. */
static inline int32_t tml_requantize_twice(int32_t value, int32_t multiplier, int32_t shift)
{
    /* No branch on the sign of the shift: one of the two is 0. */
    const int32_t negative = shift >> 31;
    const int32_t left = shift & ~negative;
    const int32_t right = -shift & negative;
    const int64_t product = (int64_t)(int32_t)((uint32_t)value << left) * multiplier;
    const int32_t high = (int32_t)((product + ((int64_t)1 << 30)) >> 31);
    const int32_t mask = (int32_t)(((uint32_t)1 << right) - 1u);
    const int32_t rest = high & mask;
    return (high >> right) + (rest > (mask >> 1) + (high < 0 ? 1 : 0) ? 1 : 0);
}

/* Rounds once: adds half, shifts right in 64 bits. */
static inline int32_t tml_requantize_once(int32_t value, int32_t multiplier, int32_t shift)
{
    return (int32_t)(((int64_t)value * multiplier + ((int64_t)1 << (30 - shift))) >> (31 - shift));
}

static inline int32_t tml_clamp(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

#endif
