/* SPDX-License-Identifier: MIT-0 */
/*
 * The real frames of 2 * points samples that spectra of points + 1 complex numbers are of. The result is computed
 * where it lies. Algorithm and rounding: tml_fourier.h.
 */
#ifndef TML_SIGNAL_IRFFT_F32_H
#define TML_SIGNAL_IRFFT_F32_H

#include "tml_fourier_f32.h"

typedef struct {
    int32_t frames, points;
    const TML_FLASH float *turns, *factors;
} tml_signal_irfft_f32_params;

static inline void tml_signal_irfft_f32(const tml_signal_irfft_f32_params *params, const float *x, float *y)
{
    const tml_signal_irfft_f32_params p = *params;
    for (int32_t frame = 0; frame < p.frames; frame++) {
        tml_fourier_join_f32(x, p.points, p.factors, y);
        tml_fourier_f32(y, p.points, p.turns, 1);
        for (int32_t i = 0; i < 2 * p.points; i++) y[i] *= 0.5f / (float)p.points;
        x += 2 * p.points + 2;
        y += 2 * p.points;
    }
}

#endif
