/* SPDX-License-Identifier: MIT-0 */
/*
 * Overlapping frames of `size` samples, a new one each `step`. The last `length` samples of each signal are kept, the
 * oldest first, and move to the front as new ones come; a frame is what is kept and as many new samples as it still
 * needs. The first `warm_up` frames are zeros: their samples have not all come. `steps` counts up to that number. The
 * state may be rewritten where it lies; parts of it that there are not are NULL. After TensorFlow Lite Micro's
 * SignalFramer.
 */
#ifndef TML_SIGNAL_FRAMER_S16_H
#define TML_SIGNAL_FRAMER_S16_H

#include "tml_port.h"

typedef struct {
    int32_t signals, frames, size, step, length, warm_up;
} tml_signal_framer_s16_params;

static inline void tml_signal_framer_s16(const tml_signal_framer_s16_params *params, const int16_t *x, const int16_t *kept,
                                         const int32_t *steps, int16_t *y, uint8_t *valid, int16_t *next_kept,
                                         int32_t *next_steps)
{
    const tml_signal_framer_s16_params p = *params;
    const int32_t before = p.warm_up > 0 ? *steps : 0;
    const int32_t head = p.size < p.length ? p.size : p.length;
    for (int32_t signal = 0; signal < p.signals; signal++) {
        if (p.length > 0) memmove(next_kept, kept, (size_t)p.length * sizeof *kept);
        for (int32_t frame = 0; frame < p.frames; frame++) {
            if (before + frame < p.warm_up)
                memset(y, 0, (size_t)p.size * sizeof *y);
            else {
                if (head > 0) memcpy(y, next_kept, (size_t)head * sizeof *y);
                memcpy(y + head, x, (size_t)(p.size - head) * sizeof *y);
            }
            if (p.length > p.step) {
                memmove(next_kept, next_kept + p.step, (size_t)(p.length - p.step) * sizeof *x);
                memcpy(next_kept + p.length - p.step, x, (size_t)p.step * sizeof *x);
            } else if (p.length > 0)
                memcpy(next_kept, x + p.step - p.length, (size_t)p.length * sizeof *x);
            x += p.step;
            y += p.size;
        }
        if (p.length > 0) {
            kept += p.length;
            next_kept += p.length;
        }
    }
    *valid = before >= p.warm_up;
    if (p.warm_up > 0) *next_steps = before + p.frames < p.warm_up ? before + p.frames : p.warm_up;
}

#endif
