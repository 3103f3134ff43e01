/* SPDX-License-Identifier: MIT-0 */
/*
 * The arithmetic of Fourier transforms on floats, which need not be divided.
 *
 * For numbers of one type: divided(x, radix); re(a, b, c, d) = a*c - b*d and im(a, b, c, d) = a*d + b*c, rounded
 * once; sum(a, b) and difference(a, b) as they are stored; half(a, b) of a sum that has not been stored. Reference:
 * KISS FFT (Borgerding), as in TensorFlow Lite Micro.
 */
#ifndef TML_FOURIER_ARITHMETIC_F32_H
#define TML_FOURIER_ARITHMETIC_F32_H

#include "tml_port.h"

static inline float tml_fourier_divided_f32(float x, int32_t radix)
{
    (void)radix;
    return x;
}

static inline float tml_fourier_re_f32(float a, float b, float c, float d)
{
    return a * c - b * d;
}

static inline float tml_fourier_im_f32(float a, float b, float c, float d)
{
    return a * d + b * c;
}

static inline float tml_fourier_sum_f32(float a, float b)
{
    return a + b;
}

static inline float tml_fourier_difference_f32(float a, float b)
{
    return a - b;
}

static inline float tml_half_sum_f32(float a, float b)
{
    return (a + b) * 0.5f;
}

static inline float tml_half_difference_f32(float a, float b)
{
    return (a - b) * 0.5f;
}

#endif
