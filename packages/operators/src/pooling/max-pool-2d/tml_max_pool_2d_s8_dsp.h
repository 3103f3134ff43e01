/* SPDX-License-Identifier: MIT-0 */
/*
 * The greatest value of each window of int8 for Armv7E-M: four channels at once, a byte each, by SSUB8 and SEL.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]. Reference: LiteRT's reference_integer_ops::MaxPool.
 */
#ifndef TML_MAX_POOL_2D_S8_DSP_H
#define TML_MAX_POOL_2D_S8_DSP_H

#include "tml_lanes.h"
#include "tml_params_pool.h"
#include "tml_saturate_range_s8.h"
#include "tml_window.h"

/* The greatest of each channel over height * width pixels, `row` and `channels` apart; both more than 0. */
TML_APART void tml_window_max(const int8_t *x, int32_t height, int32_t width, int32_t row, int32_t channels, int8_t *y)
{
    const int32_t wide = width & ~1, back = row - wide * channels;
    int32_t c = channels;
    for (; c >= 4; c -= 4, x += 4, y += 4) {
        const int8_t *from = x;
        uint32_t most = tml_load_word(from);
        for (int32_t ky = height; ky > 0; ky--) {
            for (int32_t kx = wide; kx > 0; kx -= 2) {
                const uint32_t first = tml_load_word(from);
                from += channels;
                most = tml_max_bytes(most, first);
                most = tml_max_bytes(most, tml_load_word(from));
                from += channels;
            }
            if (width != wide) {
                most = tml_max_bytes(most, tml_load_word(from));
            }
            from += back;
        }
        tml_store_word(y, most);
    }
    for (; c > 0; c--, x++, y++) {
        const int8_t *line = x;
        int32_t most = *line;
        for (int32_t ky = height; ky > 0; ky--, line += row) {
            const int8_t *from = line;
            for (int32_t kx = width; kx > 0; kx--, from += channels) {
                most = *from > most ? *from : most;
            }
        }
        *y = (int8_t)most;
    }
}

/* Two by two pixels, the usual window; channels in fours. */
static inline void tml_window_max_2x2(const int8_t *x, int32_t row, int32_t channels, int8_t *y)
{
    const int8_t *const below = x + row;
    for (int32_t c = 0; c < channels; c += 4) {
        const uint32_t upper = tml_max_bytes(tml_load_word(x + c), tml_load_word(x + c + channels));
        const uint32_t lower = tml_max_bytes(tml_load_word(below + c), tml_load_word(below + c + channels));
        tml_store_word(y + c, tml_max_bytes(upper, lower));
    }
}

/* As tml_max_pool_2d_s8, four channels at once. */
static inline void tml_max_pool_2d_s8_dsp(const tml_pool_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_pool_geometry *const g = &params->geometry;
    const int32_t channels = g->channels, row = g->input_width * channels;
    int8_t *to = y;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * row;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            const int8_t *line = image + (top + rows.first) * row;
            int32_t left = -g->pad_left;
            for (int32_t ox = g->output_width; ox > 0; ox--, left += g->stride_width, to += channels) {
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const int32_t height = rows.end - rows.first, width = columns.end - columns.first;
                const int8_t *corner = line + (left + columns.first) * channels;
                if (height == 2 && width == 2 && (channels & 3) == 0) {
                    tml_window_max_2x2(corner, row, channels, to);
                } else if (height > 0 && width > 0) {
                    tml_window_max(corner, height, width, row, channels, to);
                } else {
                    memset(to, INT8_MIN, (size_t)channels);
                }
            }
        }
    }
    tml_saturate_range_s8(y, (int32_t)(to - y), params->min, params->max);
}

#endif
