/* SPDX-License-Identifier: MIT-0 */
/*
 * The arithmetic of Fourier transforms on fractions of 15 bits: products are rounded to the nearest, sums wrap.
 *
 * For numbers of one type: divided(x, radix); re(a, b, c, d) = a*c - b*d and im(a, b, c, d) = a*d + b*c, rounded
 * once; sum(a, b) and difference(a, b) as they are stored; half(a, b) of a sum that has not been stored. Reference:
 * KISS FFT (Borgerding), as in TensorFlow Lite Micro.
 */
#ifndef TML_FOURIER_ARITHMETIC_S16_H
#define TML_FOURIER_ARITHMETIC_S16_H

#include "tml_port.h"

static inline int16_t tml_fourier_divided_s16(int16_t x, int32_t radix)
{
    return (int16_t)(((int32_t)x * (radix == 2 ? 16383 : 8191) + 16384) >> 15);
}

static inline int16_t tml_fourier_re_s16(int16_t a, int16_t b, int16_t c, int16_t d)
{
    return (int16_t)(((int32_t)a * c - (int32_t)b * d + 16384) >> 15);
}

static inline int16_t tml_fourier_im_s16(int16_t a, int16_t b, int16_t c, int16_t d)
{
    return (int16_t)(((int32_t)a * d + (int32_t)b * c + 16384) >> 15);
}

static inline int16_t tml_fourier_sum_s16(int16_t a, int16_t b)
{
    return (int16_t)((int32_t)a + b);
}

static inline int16_t tml_fourier_difference_s16(int16_t a, int16_t b)
{
    return (int16_t)((int32_t)a - b);
}

static inline int16_t tml_half_sum_s16(int16_t a, int16_t b)
{
    return (int16_t)(((int32_t)a + b) >> 1);
}

static inline int16_t tml_half_difference_s16(int16_t a, int16_t b)
{
    return (int16_t)(((int32_t)a - b) >> 1);
}

#endif
