/* SPDX-License-Identifier: MIT-0 */
/*
 * The sum of the squares of real and imaginary part, which lie side by side, of frequencies `first` ... `end` - 1; 0
 * for the others. A result takes the memory of its two parts. After TensorFlow Lite Micro's SignalEnergy.
 */
#ifndef TML_SIGNAL_ENERGY_S16_H
#define TML_SIGNAL_ENERGY_S16_H

#include "tml_port.h"

typedef struct {
    int32_t count, first, end;
} tml_signal_energy_s16_params;

static inline void tml_signal_energy_s16(const tml_signal_energy_s16_params *params, const int16_t *x, uint32_t *y)
{
    const tml_signal_energy_s16_params p = *params;
    for (int32_t i = 0; i < p.count; i++) {
        int16_t part[2];
        uint32_t energy = 0;
        memcpy(part, x + 2 * i, sizeof part);
        if (i >= p.first && i < p.end)
            energy = (uint32_t)((int32_t)part[0] * part[0]) + (uint32_t)((int32_t)part[1] * part[1]);
        memcpy(y + i, &energy, sizeof energy);
    }
}

#endif
