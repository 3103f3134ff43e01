/* SPDX-License-Identifier: MIT-0 */
/*
 * The real frames of 2 * points samples that spectra of points + 1 complex numbers are of. The result is computed
 * where it lies. Algorithm and rounding: tml_fourier.h.
 */
#ifndef TML_SIGNAL_IRFFT_S32_H
#define TML_SIGNAL_IRFFT_S32_H

#include "tml_fourier_s32.h"

typedef struct {
    int32_t frames, points;
    const TML_FLASH int32_t *turns, *factors;
} tml_signal_irfft_s32_params;

static inline void tml_signal_irfft_s32(const tml_signal_irfft_s32_params *params, const int32_t *x, int32_t *y)
{
    const tml_signal_irfft_s32_params p = *params;
    for (int32_t frame = 0; frame < p.frames; frame++) {
        tml_fourier_join_s32(x, p.points, p.factors, y);
        tml_fourier_s32(y, p.points, p.turns, 1);
        x += 2 * p.points + 2;
        y += 2 * p.points;
    }
}

#endif
