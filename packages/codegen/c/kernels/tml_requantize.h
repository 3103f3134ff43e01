/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_REQUANTIZE_H
#define TML_REQUANTIZE_H

#include "tml_port.h"

/*
 * value * multiplier * 2^(shift - 31) for 2^30 <= multiplier < 2^31 (or 0), -31 <= shift <= 30; a positive shift is to the
 * left. Right shifts of negative numbers are arithmetic on every compiler for these cores.
 */

/* Rounds twice: halves up after the high multiply, halves away from zero after the right shift. */
static inline int32_t tml_requantize_twice(int32_t value, int32_t multiplier, int32_t shift)
{
    int32_t high, mask, rest;
    const int32_t right = shift > 0 ? 0 : -shift;
    if (shift > 0) {
        value = (int32_t)((uint32_t)value << shift);
    }
    high = (int32_t)(((int64_t)value * multiplier + ((int64_t)1 << 30)) >> 31);
    mask = (int32_t)(((uint32_t)1 << right) - 1u);
    rest = high & mask;
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
