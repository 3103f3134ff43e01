/* SPDX-License-Identifier: MIT-0 */
/*
 * Each channel less its noise, an exponential mean with `smoothing_bits` fractional bits, but at least the share
 * `remaining` of it. Shares have `fraction_bits` fractional bits; channels 0, 2, ... and 1, 3, ... have shares of
 * their own. Results may be where the operands are. After TensorFlow Lite Micro's SignalFilterBankSpectralSubtraction.
 */
#ifndef TML_SIGNAL_SPECTRAL_SUBTRACTION_U32_H
#define TML_SIGNAL_SPECTRAL_SUBTRACTION_U32_H

#include "tml_port.h"

typedef struct {
    int32_t channels, smoothing_bits, fraction_bits, clamping;
    uint32_t smoothing[2], rest[2], remaining;
} tml_signal_spectral_subtraction_u32_params;

static inline void tml_signal_spectral_subtraction_u32(const tml_signal_spectral_subtraction_u32_params *params,
                                                       const uint32_t *x, const uint32_t *noise, uint32_t *y,
                                                       uint32_t *next_noise)
{
    const tml_signal_spectral_subtraction_u32_params p = *params;
    for (int32_t i = 0; i < p.channels; i++) {
        const uint32_t value = x[i];
        const uint32_t scaled = value << p.smoothing_bits;
        const uint64_t mixed = (uint64_t)scaled * p.smoothing[i & 1] + (uint64_t)noise[i] * p.rest[i & 1];
        const uint32_t estimate = (uint32_t)(mixed >> p.fraction_bits);
        const uint32_t subtracted = estimate > scaled ? scaled : estimate;
        const uint32_t floor = (uint32_t)(((uint64_t)value * p.remaining) >> p.fraction_bits);
        const uint32_t left = (scaled - subtracted) >> p.smoothing_bits;
        next_noise[i] = p.clamping ? subtracted : estimate;
        y[i] = left > floor ? left : floor;
    }
}

#endif
