/* SPDX-License-Identifier: MIT-0 */
/*
 * The signal that overlapping frames of `size` samples add up to, `step` samples of it a frame. The sums of the size -
 * step samples that later frames add to are kept, and may be rewritten where they lie. Sums are limited to 16 bits
 * each time. Where frames do not overlap nothing is kept, and the pointers are NULL. After TensorFlow Lite Micro's
 * SignalOverlapAdd.
 */
#ifndef TML_SIGNAL_OVERLAP_ADD_S16_H
#define TML_SIGNAL_OVERLAP_ADD_S16_H

#include "tml_port.h"

typedef struct {
    int32_t signals, frames, size, step;
} tml_signal_overlap_add_s16_params;

static inline int16_t tml_overlapped_s16(int16_t a, int16_t b)
{
    const int32_t sum = (int32_t)a + b;
    return (int16_t)(sum < -32768 ? -32768 : sum > 32767 ? 32767 : sum);
}

static inline void tml_signal_overlap_add_s16(const tml_signal_overlap_add_s16_params *params, const int16_t *x, const int16_t *kept,
                                             int16_t *y, int16_t *next_kept)
{
    const tml_signal_overlap_add_s16_params p = *params;
    const int32_t length = p.size - p.step;
    for (int32_t signal = 0; signal < p.signals; signal++) {
        if (length > 0) memmove(next_kept, kept, (size_t)length * sizeof *kept);
        for (int32_t frame = 0; frame < p.frames; frame++) {
            for (int32_t i = 0; i < p.step; i++) y[i] = i < length ? tml_overlapped_s16(x[i], next_kept[i]) : x[i];
            for (int32_t i = 0; i < length; i++) {
                const int32_t from = i + p.step;
                next_kept[i] = from < length ? tml_overlapped_s16(x[from], next_kept[from]) : x[from];
            }
            x += p.size;
            y += p.step;
        }
        if (length > 0) {
            kept += length;
            next_kept += length;
        }
    }
}

#endif
