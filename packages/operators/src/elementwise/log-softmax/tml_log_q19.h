/* SPDX-License-Identifier: MIT-0 */
/*
 * The natural logarithm of a number >= 1 with 19 fraction bits, with 26 fraction bits. The number is 2^n * r with r
 * about the fourth root of 1/2; ln(r) is a rational function of r, n * ln(2) is added. The operations and their
 * constants are those of gemmlowp's fixed-point logarithm, which LiteRT's log_softmax uses; every rounding is part of
 * the result. Source: github.com/google/gemmlowp, fixedpoint.h, and
 * tensorflow/lite/kernels/internal/reference/softmax.h.
 */
#ifndef TML_LOG_Q19_H
#define TML_LOG_Q19_H

#include "tml_reciprocal.h"

/* value / 2^bits, rounded to the nearest, halves away from zero. */
static inline int32_t tml_rounding_shift(int32_t value, int32_t bits)
{
    const int32_t mask = (int32_t)(((uint32_t)1 << bits) - 1u);
    return (value >> bits) + ((value & mask) > (mask >> 1) + (value < 0 ? 1 : 0) ? 1 : 0);
}

/* How many times a positive number can be doubled within 31 bits. */
static inline int32_t tml_headroom(int32_t value)
{
    int32_t headroom = 0;
    while (((uint32_t)value << headroom) < 0x40000000u) {
        headroom++;
    }
    return headroom;
}

static inline int32_t tml_log_q19(int32_t number)
{
    const int32_t root_of_half = 1518500250, fourth_root_of_half = 1805811301, log_of_2 = 1488522236;
    const int32_t quarter = (int32_t)1 << 23;
    /* Two ways to write the number; one of them has r in the range of the rational function. */
    const int32_t headroom_a = tml_headroom(number);
    const int32_t headroom_b = tml_headroom(tml_high_multiply(number, root_of_half));
    const int32_t half_a = tml_high_multiply(number << headroom_a, root_of_half);
    const int32_t mantissa_a = half_a > 0x3fffffff ? INT32_MAX : half_a * 2;
    const int64_t wide_b = (int64_t)number << headroom_b;
    const int32_t mantissa_b = wide_b > INT32_MAX ? INT32_MAX : (int32_t)wide_b;
    const int32_t exponent_a = (11 - headroom_a) * ((int32_t)1 << 25) + quarter;
    const int32_t exponent_b = (12 - headroom_b) * ((int32_t)1 << 25) - quarter;
    const int32_t mantissa = mantissa_a < mantissa_b ? mantissa_a : mantissa_b;
    const int32_t exponent = exponent_a > exponent_b ? exponent_a : exponent_b;
    const int32_t middle = (int32_t)(((uint32_t)mantissa + (uint32_t)fourth_root_of_half + 1u) >> 1);
    const int32_t offset = (mantissa - fourth_root_of_half) * 2;
    const int32_t square = tml_high_multiply(offset, offset);
    const int32_t numerator =
        tml_high_multiply(offset, mantissa) + tml_high_multiply(tml_high_multiply(offset, square), 117049297);
    const int32_t denominator =
        tml_high_multiply(middle, 1057819769 + offset + tml_high_multiply(127690142, square)) +
        tml_high_multiply(638450708, offset);
    /* 1 / (1 + denominator). */
    const int32_t reciprocal = tml_reciprocal_q0((int32_t)(((uint32_t)denominator + 0x80000000u) >> 1));
    const int32_t fraction = tml_high_multiply(tml_rounding_shift(numerator, 6), reciprocal);
    return (tml_high_multiply(exponent, log_of_2) + fraction) * 2;
}

#endif
