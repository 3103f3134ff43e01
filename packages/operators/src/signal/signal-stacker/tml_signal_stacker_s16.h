/* SPDX-License-Identifier: MIT-0 */
/*
 * A frame of `channels` samples joined with the `around` frames before it, of which `left` precede the frame that the
 * result is of. The last frames are kept, the oldest first; the first frame stands for those before it. `count` is one
 * more than how many frames the next result already has, and 0 before the first. The state may be rewritten where it
 * lies; where `around` is 0 there is none. After TensorFlow Lite Micro's SignalStacker.
 */
#ifndef TML_SIGNAL_STACKER_S16_H
#define TML_SIGNAL_STACKER_S16_H

#include "tml_port.h"

typedef struct {
    int32_t channels, left, around, step;
} tml_signal_stacker_s16_params;

static inline void tml_signal_stacker_s16(const tml_signal_stacker_s16_params *params, const int16_t *x, const int16_t *kept,
                                          const int32_t *count, int16_t *y, uint8_t *valid, int16_t *next_kept,
                                          int32_t *next_count)
{
    const tml_signal_stacker_s16_params p = *params;
    const size_t frame = (size_t)p.channels * sizeof *x;
    const int32_t before = p.around > 0 ? *count : 1;
    const int32_t held = before == 0 ? 1 + p.left : before;
    const int32_t last = p.channels * (p.around - 1);
    *valid = held > p.around;
    if (p.around == 0) {
        memcpy(y, x, frame);
        return;
    }
    if (before == 0)
        for (int32_t i = 0; i < p.around; i++) memcpy(next_kept + i * p.channels, x, frame);
    else
        memmove(next_kept, kept, (size_t)p.around * frame);
    if (held > p.around) {
        memcpy(y, next_kept, (size_t)p.around * frame);
        memcpy(y + p.channels * p.around, x, frame);
    } else
        memset(y, 0, ((size_t)p.around + 1) * frame);
    memmove(next_kept, next_kept + p.channels, (size_t)last * sizeof *x);
    memcpy(next_kept + last, x, frame);
    *next_count = 1 + held - (held > p.around ? p.step : 0);
}

#endif
