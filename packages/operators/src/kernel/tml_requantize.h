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

/*
 * (value * multiplier + half * 2^30) >> 31 from four products of 16 bits by 16 bits, half 0 or 1. With value = 2^16
 * v + w, |w| <= 2^15, and the multiplier 2^16 m + n, the product is 2^32 v m + 2^16 (v n + w m) + w n; what is lost
 * of w n lies below the rounding.
 */
static inline int32_t tml_high_by_parts(int32_t value, int32_t multiplier, int32_t half)
{
    const int32_t w = (int16_t)value;
    const int32_t v = (value >> 16) + (int32_t)((uint32_t)w >> 31);
    const int32_t m = multiplier >> 16;
    const int32_t n = multiplier & 0xffff;
    const int32_t first = v * n + ((w * n) >> 16);
    const int32_t second = w * m;
    const int32_t low = (first & 0x7fff) + (second & 0x7fff) + half * 0x4000;
    return (int32_t)(2u * (uint32_t)(v * m)) + (first >> 15) + (second >> 15) + (low >> 15);
}

/* (value * multiplier + half * 2^30) >> 31 */
static inline int32_t tml_high(int32_t value, int32_t multiplier, int32_t half)
{
    return TML_LONG_PRODUCTS ? (int32_t)(((int64_t)value * multiplier + (int64_t)half * 0x40000000) >> 31)
                             : tml_high_by_parts(value, multiplier, half);
}

/* Rounds twice: halves up after the high multiply, halves away from zero after the right shift. */
static inline int32_t tml_requantize_twice(int32_t value, int32_t multiplier, int32_t shift)
{
    /* No branch on the sign of the shift: one of the two is 0. */
    const int32_t negative = shift >> 31;
    const int32_t left = shift & ~negative;
    const int32_t right = -shift & negative;
    const int32_t high = tml_high((int32_t)((uint32_t)value << left), multiplier, 1);
    const int32_t mask = (int32_t)(((uint32_t)1 << right) - 1u);
    const int32_t rest = high & mask;
    return (high >> right) + (rest > (mask >> 1) + (high < 0 ? 1 : 0) ? 1 : 0);
}

/* Rounds once: adds half, shifts right in 64 bits; or, where the shift is to the right, what is left of the high
 * half. */
static inline int32_t tml_requantize_once(int32_t value, int32_t multiplier, int32_t shift)
{
    if (!TML_LONG_PRODUCTS && shift <= 0) {
        return shift == 0 ? tml_high(value, multiplier, 1) : ((tml_high(value, multiplier, 0) >> (-1 - shift)) + 1) >> 1;
    }
    return (int32_t)(((int64_t)value * multiplier + ((int64_t)1 << (30 - shift))) >> (31 - shift));
}

/* Twice, for sums below 2^30 in magnitude and shifts from -30 to -1, as `right`: what most layers have takes less. */
static inline int32_t tml_requantize_right(int32_t value, int32_t multiplier, int32_t right)
{
    int32_t high;
    if (TML_LONG_PRODUCTS) {
        const int64_t doubled = (int64_t)(2 * value) * multiplier;
        high = (int32_t)(doubled >> 32) + (int32_t)((uint32_t)doubled >> 31);
    } else {
        high = tml_high_by_parts(value, multiplier, 1);
    }
    return (high - (high < 0 ? 1 : 0) + ((int32_t)1 << (right - 1))) >> right;
}

/* Once, with the same limits. */
static inline int32_t tml_requantize_right_once(int32_t value, int32_t multiplier, int32_t right)
{
    return ((tml_high(value, multiplier, 0) >> (right - 1)) + 1) >> 1;
}

static inline int32_t tml_clamp(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

#endif
