/* SPDX-License-Identifier: MIT-0 */
/*
 * Fourier transforms of a power of two complex points, in place: decimation in time, one stage of radix 2 where the
 * number of bits is odd, then stages of radix 4. A real signal of 2 * points samples is transformed as one of `points`
 * complex ones; `factors` separate the spectra of its halves. Real and imaginary parts lie side by side. `turns` has
 * cos and sin of each multiple of a whole turn / points, `factors` those of points / 2 angles. Fixed-point numbers are
 * divided before the sums of every stage, so that a transform gives 1 / points of its sum. Order of operations and
 * rounding are those of KISS FFT (Borgerding), whose bits TensorFlow Lite Micro's operators have.
 */
#ifndef TML_FOURIER_H
#define TML_FOURIER_H

#include "tml_port.h"

/* Where the first stage reads point k: its digits in base 4 (and a last one in base 2) in reverse order. */
static inline int32_t tml_fourier_place(int32_t k, int32_t points)
{
    int32_t at = 0;
    while (points >= 4) {
        points >>= 2;
        at += (k & 3) * points;
        k >>= 2;
    }
    return points == 2 ? at + (k & 1) : at;
}

#endif
