/* SPDX-License-Identifier: MIT-0 */
/*
 * Overlapping triangles over a spectrum: each band of frequencies, weighted, completes one filter, and unweighted
 * begins the next one, so that every frequency is read once. Band i has `widths[i]` frequencies from `starts[i]` on,
 * and weights from `weight_starts[i]` on; there is one band more than filters. Sums wrap in 64 bits. After TensorFlow
 * Lite Micro's SignalFilterBank.
 */
#ifndef TML_SIGNAL_FILTER_BANK_U32_H
#define TML_SIGNAL_FILTER_BANK_U32_H

#include "tml_port.h"

typedef struct {
    int32_t channels;
    const TML_FLASH int16_t *weights, *unweights, *starts, *weight_starts, *widths;
} tml_signal_filter_bank_u32_params;

static inline void tml_signal_filter_bank_u32(const tml_signal_filter_bank_u32_params *params, const uint32_t *x, uint64_t *y)
{
    const tml_signal_filter_bank_u32_params p = *params;
    uint64_t begun = 0;
    for (int32_t band = 0; band <= p.channels; band++) {
        const uint32_t *energy = x + p.starts[band];
        const TML_FLASH int16_t *weights = p.weights + p.weight_starts[band];
        const TML_FLASH int16_t *unweights = p.unweights + p.weight_starts[band];
        const int32_t width = p.widths[band];
        uint64_t sum = begun;
        begun = 0;
        for (int32_t i = 0; i < width; i++) {
            sum += (uint64_t)((int64_t)weights[i] * energy[i]);
            begun += (uint64_t)((int64_t)unweights[i] * energy[i]);
        }
        if (band > 0) y[band - 1] = sum;
    }
}

#endif
