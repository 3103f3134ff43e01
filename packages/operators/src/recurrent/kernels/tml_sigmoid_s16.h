/* SPDX-License-Identifier: MIT-0 */
/*
 * Logistic and tanh of 16-bit fixed-point numbers with gemmlowp's steps, so that each bit is that of TensorFlow Lite's
 * recurrent kernels: exp of a negative number is a Taylor series around -1/8 times powers exp(-2^k) from a table, and
 * the reciprocal is three steps of Newton's method (https://github.com/google/gemmlowp, fixedpoint).
 */
#ifndef TML_SIGMOID_S16_H
#define TML_SIGMOID_S16_H

#include "tml_port.h"

static inline int16_t tml_saturate_s16(int32_t value)
{
    return (int16_t)(value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value);
}

/* 2 * a * b, the high half, rounded, halves up; not of two times INT16_MIN, whose product is saturated. */
static inline int16_t tml_high_product_s16(int16_t a, int16_t b)
{
    return (int16_t)(((int32_t)a * b + 16384) >> 15);
}

/* value / 2^exponent, halves away from zero, for 1 <= exponent <= 31 and |value| <= 2^30. */
static inline int32_t tml_divide_by_power(int32_t value, int32_t exponent)
{
    return (value + (int32_t)((uint32_t)1 << (exponent - 1)) + (value >> 31)) >> exponent;
}

/* exp(a) for -1/4 <= a < 0; neither has integer bits. */
static inline int16_t tml_exp_near_zero_s16(int16_t a)
{
    const int16_t eighth = 28918; /* exp(-1/8) */
    const int16_t x = (int16_t)(a + 4096);
    const int16_t x2 = tml_high_product_s16(x, x);
    const int16_t x3 = tml_high_product_s16(x2, x);
    const int16_t x4 = tml_high_product_s16(x2, x2);
    const int16_t third = tml_high_product_s16((int16_t)(tml_divide_by_power(x4, 2) + x3), 10923);
    const int16_t rest = (int16_t)tml_divide_by_power((int16_t)(third + x2), 1);
    return tml_saturate_s16(eighth + tml_high_product_s16(eighth, (int16_t)(x + rest)));
}

/* exp(a) for a <= 0 with that many integer bits; the result has none. */
static inline int16_t tml_exp_of_negative_s16(int16_t a, int32_t integer_bits)
{
    static const int16_t powers[7] = { 25520, 19875, 12055, 4435, 600, 11, 0 }; /* exp(-2^k), k from -2 */
    const int32_t quarter = (int32_t)1 << (13 - integer_bits);
    const int32_t part = (a & (quarter - 1)) - quarter;
    const int32_t remainder = part - a;
    int16_t result;
    if (a == 0) {
        return INT16_MAX;
    }
    result = tml_exp_near_zero_s16(tml_saturate_s16(part * ((int32_t)1 << integer_bits)));
    for (int32_t i = 0; i < integer_bits + 2 && i < 7; i++) {
        if ((remainder & (quarter << i)) != 0) {
            result = tml_high_product_s16(result, powers[i]);
        }
    }
    return result;
}

/* 1 / ((1 + a) / 2), with two integer bits, where 0 <= a < 1 has none. */
static inline int16_t tml_reciprocal_s16(int16_t a)
{
    const int16_t half = (int16_t)tml_divide_by_power(a + 32767, 1);
    int16_t x = (int16_t)(23130 + tml_high_product_s16(half, -15420));
    for (int32_t step = 0; step < 3; step++) {
        const int16_t error = (int16_t)(8192 - tml_high_product_s16(half, x));
        x = (int16_t)(x + tml_saturate_s16(tml_high_product_s16(x, error) * 4));
    }
    return x;
}

/* 1 / (1 + exp(-x)): x with three integer bits, the result with none. */
static inline int16_t tml_logistic_q3(int16_t x)
{
    int16_t positive;
    if (x == 0) {
        return 16384;
    }
    positive = tml_saturate_s16(tml_reciprocal_s16(tml_exp_of_negative_s16((int16_t)(x < 0 ? x : -x), 3)) * 2);
    return (int16_t)(x > 0 ? positive : 32767 - positive);
}

/* tanh(x): x with that many integer bits, the result with none. */
static inline int16_t tml_tanh_q(int16_t x, int32_t integer_bits)
{
    int16_t negated;
    if (x == 0) {
        return 0;
    }
    negated = tml_saturate_s16((tml_reciprocal_s16(tml_exp_of_negative_s16((int16_t)(x < 0 ? x : -x), integer_bits + 1)) - 8192) * 4);
    return (int16_t)(x < 0 ? -negated : negated);
}

#endif
