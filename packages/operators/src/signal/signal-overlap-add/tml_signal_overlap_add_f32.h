/* SPDX-License-Identifier: MIT-0 */
/*
 * The signal that overlapping frames of `size` samples add up to, `step` samples of it a frame. The sums of the size -
 * step samples that later frames add to are kept, and may be rewritten where they lie. Where frames do not overlap
 * nothing is kept, and the pointers are NULL. After TensorFlow Lite Micro's SignalOverlapAdd.
 */
#ifndef TML_SIGNAL_OVERLAP_ADD_F32_H
#define TML_SIGNAL_OVERLAP_ADD_F32_H

#include "tml_port.h"

typedef struct {
    int32_t signals, frames, size, step;
} tml_signal_overlap_add_f32_params;

static inline float tml_overlapped_f32(float a, float b)
{
    return a + b;
}

static inline void tml_signal_overlap_add_f32(const tml_signal_overlap_add_f32_params *params, const float *x, const float *kept,
                                             float *y, float *next_kept)
{
    const tml_signal_overlap_add_f32_params p = *params;
    const int32_t length = p.size - p.step;
    for (int32_t signal = 0; signal < p.signals; signal++) {
        if (length > 0) memmove(next_kept, kept, (size_t)length * sizeof *kept);
        for (int32_t frame = 0; frame < p.frames; frame++) {
            for (int32_t i = 0; i < p.step; i++) y[i] = i < length ? tml_overlapped_f32(x[i], next_kept[i]) : x[i];
            for (int32_t i = 0; i < length; i++) {
                const int32_t from = i + p.step;
                next_kept[i] = from < length ? tml_overlapped_f32(x[from], next_kept[from]) : x[from];
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
