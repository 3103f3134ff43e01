/* SPDX-License-Identifier: MIT-0 */
/*
 * Signals later by `delay` samples: the samples that are kept come first, then new ones; what is then left is kept,
 * and may be where it was. Without a delay nothing is kept, and the pointers are NULL. After TensorFlow Lite Micro's
 * SignalDelay.
 */
#ifndef TML_SIGNAL_DELAY_S16_H
#define TML_SIGNAL_DELAY_S16_H

#include "tml_port.h"

typedef struct {
    int32_t signals, size, delay;
} tml_signal_delay_s16_params;

static inline void tml_signal_delay_s16(const tml_signal_delay_s16_params *params, const int16_t *x, const int16_t *kept,
                                        int16_t *y, int16_t *next_kept)
{
    const tml_signal_delay_s16_params p = *params;
    const int32_t head = p.delay < p.size ? p.delay : p.size;
    for (int32_t signal = 0; signal < p.signals; signal++) {
        if (head > 0) memcpy(y, kept, (size_t)head * sizeof *y);
        if (p.size > head) memcpy(y + head, x, (size_t)(p.size - head) * sizeof *y);
        x += p.size;
        y += p.size;
        if (p.delay > 0) {
            if (p.delay > head) memmove(next_kept, kept + head, (size_t)(p.delay - head) * sizeof *x);
            memcpy(next_kept + p.delay - head, x - head, (size_t)head * sizeof *x);
            kept += p.delay;
            next_kept += p.delay;
        }
    }
}

#endif
