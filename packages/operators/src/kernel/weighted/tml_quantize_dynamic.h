/* SPDX-License-Identifier: MIT-0 */
/*
 * Quantises rows or images of float activations to int8 by their own range, for kernels with int8 weights.
 *
 * Layout: `count` elements in order. The range is that of x and 0, symmetric or not. Reference: LiteRT's
 * SymmetricQuantizeFloats and AsymmetricQuantizeFloats.
 */
#ifndef TML_QUANTIZE_DYNAMIC_H
#define TML_QUANTIZE_DYNAMIC_H

#include "tml_port.h"

/* real = scale * (q - zero_point) */
typedef struct {
    float scale;
    int32_t zero_point;
} tml_dynamic_scale;

/*
 * Nearest integer, halves away from zero, for |value| < 2^23. Comparisons only: nothing here can fuse with a product.
 */
static inline int32_t tml_round_away(float value)
{
    const int32_t whole = (int32_t)value;
    const float exact = (float)whole;
    return whole + (value >= exact + 0.5f ? 1 : 0) - (value <= exact - 0.5f ? 1 : 0);
}

static inline tml_dynamic_scale tml_quantize_symmetric(const float *x, int32_t count, int8_t *q)
{
    tml_dynamic_scale result = { 1.0f, 0 };
    float range = 0.0f, inverse;
    for (int32_t i = 0; i < count; i++) {
        const float magnitude = x[i] < 0.0f ? -x[i] : x[i];
        range = magnitude > range ? magnitude : range;
    }
    if (range == 0.0f) {
        memset(q, 0, (size_t)count);
        return result;
    }
    result.scale = range / 127.0f;
    inverse = 127.0f / range;
    for (int32_t i = 0; i < count; i++) {
        float value = x[i] * inverse;
        value = value > -127.0f ? value : -127.0f;
        q[i] = (int8_t)tml_round_away(value < 127.0f ? value : 127.0f);
    }
    return result;
}

/* The range is that of x and 0; the end with the smaller rounding error gives the zero point. */
static inline tml_dynamic_scale tml_quantize_asymmetric(const float *x, int32_t count, int8_t *q)
{
    tml_dynamic_scale result = { 1.0f, 0 };
    float low = 0.0f, high = 0.0f, inverse;
    double real, below, above, zero;
    for (int32_t i = 0; i < count; i++) {
        low = x[i] < low ? x[i] : low;
        high = x[i] > high ? x[i] : high;
    }
    if (low == high) {
        memset(q, 0, (size_t)count);
        return result;
    }
    real = ((double)high - (double)low) / 255.0;
    below = (double)low / real;
    above = (double)high / real;
    zero = 128.0 - below < 127.0 + above ? -128.0 - below : 127.0 - above;
    zero = zero > -128.0 ? zero : -128.0;
    zero = zero < 127.0 ? zero : 127.0;
    result.zero_point = (int32_t)(zero < 0.0 ? zero - 0.5 : zero + 0.5);
    result.scale = (float)real;
    inverse = 1.0f / result.scale;
    for (int32_t i = 0; i < count; i++) {
        volatile float product = x[i] * inverse; /* rounded before the sum, whatever the compiler would fuse */
        float value = (float)result.zero_point + product;
        value = value > -128.0f ? value : -128.0f;
        q[i] = (int8_t)tml_round_away(value < 127.0f ? value : 127.0f);
    }
    return result;
}

/* Quantises as LiteRT's hybrid kernels do. */
static inline tml_dynamic_scale tml_quantize_dynamic(const float *x, int32_t count, int32_t asymmetric, int8_t *q)
{
    return asymmetric ? tml_quantize_asymmetric(x, count, q) : tml_quantize_symmetric(x, count, q);
}

#endif
