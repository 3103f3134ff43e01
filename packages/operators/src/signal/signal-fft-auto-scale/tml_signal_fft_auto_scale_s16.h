/* SPDX-License-Identifier: MIT-0 */
/*
 * Moves samples up by as many bits as the largest magnitude leaves free below the sign, and gives that number. The
 * magnitude is kept in 16 bits: that of -32768 is -32768, after which the search begins anew. After TensorFlow Lite
 * Micro's SignalFftAutoScale.
 */
#ifndef TML_SIGNAL_FFT_AUTO_SCALE_S16_H
#define TML_SIGNAL_FFT_AUTO_SCALE_S16_H

#include "tml_port.h"

typedef struct {
    int32_t count;
} tml_signal_fft_auto_scale_s16_params;

static inline void tml_signal_fft_auto_scale_s16(const tml_signal_fft_auto_scale_s16_params *params, const int16_t *x,
                                                 int16_t *y, int32_t *bits)
{
    const int32_t count = params->count;
    int32_t most = 0;
    int32_t free_bits = 0;
    for (int32_t i = 0; i < count; i++) {
        const int32_t magnitude = x[i] < 0 ? -(int32_t)x[i] : x[i];
        if (x[i] > most || magnitude > most) most = magnitude == 32768 ? -32768 : magnitude;
    }
    if (most > 0)
        while ((most << (free_bits + 1)) < 32768) free_bits++;
    for (int32_t i = 0; i < count; i++) y[i] = (int16_t)((uint32_t)x[i] << free_bits);
    *bits = free_bits;
}

#endif
