/* SPDX-License-Identifier: MIT-0 */
/*
 * The Fourier transform of real frames of `size` samples, which zeros make 2 * points long, as points + 1 complex
 * numbers each. The result is computed where it lies. Algorithm and rounding: tml_fourier.h.
 */
#ifndef TML_SIGNAL_RFFT_S16_H
#define TML_SIGNAL_RFFT_S16_H

#include "tml_fourier_s16.h"

typedef struct {
    int32_t frames, size, points;
    const TML_FLASH int16_t *turns, *factors;
} tml_signal_rfft_s16_params;

static inline void tml_signal_rfft_s16(const tml_signal_rfft_s16_params *params, const int16_t *x, int16_t *y)
{
    const tml_signal_rfft_s16_params p = *params;
    for (int32_t frame = 0; frame < p.frames; frame++) {
        for (int32_t k = 0; k < p.points; k++) {
            int16_t *point = y + 2 * tml_fourier_place(k, p.points);
            point[0] = 2 * k < p.size ? x[2 * k] : 0;
            point[1] = 2 * k + 1 < p.size ? x[2 * k + 1] : 0;
        }
        tml_fourier_s16(y, p.points, p.turns, 0);
        tml_fourier_separate_s16(y, p.points, p.factors);
        x += p.size;
        y += 2 * p.points + 2;
    }
}

#endif
