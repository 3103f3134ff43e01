/* SPDX-License-Identifier: MIT-0 */
/*
 * Frames of samples times a window's weights, divided by 2^shift, rounded down and limited to 16 bits. Frames lie one
 * after the other; each is `size` long, as the weights are. After TensorFlow Lite Micro's SignalWindow.
 */
#ifndef TML_SIGNAL_WINDOW_S16_H
#define TML_SIGNAL_WINDOW_S16_H

#include "tml_port.h"

typedef struct {
    int32_t frames, size, shift;
    const TML_FLASH int16_t *weights;
} tml_signal_window_s16_params;

static inline void tml_signal_window_s16(const tml_signal_window_s16_params *params, const int16_t *x, int16_t *y)
{
    const tml_signal_window_s16_params p = *params;
    for (int32_t frame = 0; frame < p.frames; frame++)
        for (int32_t i = 0; i < p.size; i++) {
            const int32_t product = ((int32_t)*x++ * p.weights[i]) >> p.shift;
            *y++ = (int16_t)(product < -32768 ? -32768 : product > 32767 ? 32767 : product);
        }
}

#endif
