/* SPDX-License-Identifier: MIT-0 */
/*
 * The windows of a convolution, run by run: a run is neighbouring taps of a filter's row, which lie side by side
 * in the image. One that leaves the image is copied, with zero points around it.
 *
 * Layout: the image [h, w, c] in bytes. Source: the im2col of Lai et al., CMSIS-NN, 2018.
 */
#ifndef TML_WINDOW_RUN_DSP_H
#define TML_WINDOW_RUN_DSP_H

#include "tml_lanes.h"
#include "tml_params_matrix.h"

/* Where a result's window begins; `inside`: there in memory, where no part of it leaves the image, else NULL. */
typedef struct {
    const int8_t *image, *inside;
    int32_t top, left;
} tml_window_start;

static inline void tml_copy_bytes(int8_t *to, const int8_t *from, int32_t count)
{
    for (; count >= 4; count -= 4, to += 4, from += 4) {
        tml_store_word(to, tml_load_word(from));
    }
    for (; count > 0; count--) {
        *to++ = *from++;
    }
}

/* From tap (ky, kx) on: in the image, or in `patch`, with zero points where it leaves the image. */
static inline const int8_t *tml_window_run(const tml_matrix_params *p, const tml_window_start *start, int32_t ky, int32_t kx, int8_t *patch)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t row = start->top + ky * g->dilation_height;
    const int32_t column = start->left + kx * g->dilation_width;
    const int32_t channels = g->input_channels;
    const int32_t inside = row >= 0 && row < g->input_height;
    if (inside && column >= 0 && column + p->run_taps <= g->input_width) {
        return start->image + (row * g->input_width + column) * channels;
    }
    memset(patch, p->zero_point, (size_t)p->run);
    const int32_t first = column < 0 ? -column : 0;
    const int32_t end = column + p->run_taps <= g->input_width ? p->run_taps : g->input_width - column;
    if (inside && first < end) {
        tml_copy_bytes(patch + first * channels, start->image + (row * g->input_width + column + first) * channels, (end - first) * channels);
    }
    return patch;
}

#endif
