/* SPDX-License-Identifier: MIT-0 */
/*
 * The arithmetic of Fourier transforms on fractions of 31 bits: products are rounded to the nearest, sums wrap.
 *
 * For numbers of one type: divided(x, radix); re(a, b, c, d) = a*c - b*d and im(a, b, c, d) = a*d + b*c, rounded
 * once; sum(a, b) and difference(a, b) as they are stored; half(a, b) of a sum that has not been stored. Reference:
 * KISS FFT (Borgerding), as in TensorFlow Lite Micro.
 */
#ifndef TML_FOURIER_ARITHMETIC_S32_H
#define TML_FOURIER_ARITHMETIC_S32_H

#include "tml_port.h"

static inline int32_t tml_fourier_rounded_s32(int64_t x)
{
    return (int32_t)((x + (INT64_C(1) << 30)) >> 31);
}

static inline int32_t tml_fourier_divided_s32(int32_t x, int32_t radix)
{
    return tml_fourier_rounded_s32((int64_t)x * (radix == 2 ? 1073741823 : 536870911));
}

static inline int32_t tml_fourier_re_s32(int32_t a, int32_t b, int32_t c, int32_t d)
{
    return tml_fourier_rounded_s32((int64_t)a * c - (int64_t)b * d);
}

static inline int32_t tml_fourier_im_s32(int32_t a, int32_t b, int32_t c, int32_t d)
{
    return tml_fourier_rounded_s32((int64_t)a * d + (int64_t)b * c);
}

static inline int32_t tml_fourier_sum_s32(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

static inline int32_t tml_fourier_difference_s32(int32_t a, int32_t b)
{
    return (int32_t)((uint32_t)a - (uint32_t)b);
}

static inline int32_t tml_half_sum_s32(int32_t a, int32_t b)
{
    return tml_fourier_sum_s32(a, b) >> 1;
}

static inline int32_t tml_half_difference_s32(int32_t a, int32_t b)
{
    return tml_fourier_difference_s32(a, b) >> 1;
}

#endif
