/* SPDX-License-Identifier: MIT-0 */
/*
 * The Fourier transform of tml_fourier.h on floats, which need not be divided.
 *
 * Layout: complex points as pairs, in place. Reference: KISS FFT (Borgerding) as in TensorFlow Lite Micro.
 */
#ifndef TML_FOURIER_F32_H
#define TML_FOURIER_F32_H

#include "tml_fourier.h"

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

TML_FOURIER(f32, float)

#endif
