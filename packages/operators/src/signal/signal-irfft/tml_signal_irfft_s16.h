/* SPDX-License-Identifier: MIT-0 */
/*
 * The real frames of 2 * points samples that spectra of points + 1 complex numbers are of. The result is computed
 * where it lies. Algorithm and rounding: tml_fourier.h.
 */
#ifndef TML_SIGNAL_IRFFT_S16_H
#define TML_SIGNAL_IRFFT_S16_H

#include "tml_fourier_s16.h"

typedef struct {
    int32_t frames, points;
    const TML_FLASH int16_t *turns, *factors;
} tml_signal_irfft_s16_params;

static inline void tml_signal_irfft_s16(const tml_signal_irfft_s16_params *params, const int16_t *x, int16_t *y)
{
    const tml_signal_irfft_s16_params p = *params;
    for (int32_t frame = 0; frame < p.frames; frame++) {
        tml_fourier_join_s16(x, p.points, p.factors, y);
        tml_fourier_s16(y, p.points, p.turns, 1);
        x += 2 * p.points + 2;
        y += 2 * p.points;
    }
}

#endif
