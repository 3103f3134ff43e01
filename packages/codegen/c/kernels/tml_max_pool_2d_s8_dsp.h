/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MAX_POOL_2D_S8_DSP_H
#define TML_MAX_POOL_2D_S8_DSP_H

#include "tml_lanes.h"
#include "tml_params_pool.h"
#include "tml_window.h"

/* As tml_max_pool_2d_s8, four channels at once. */
static inline void tml_max_pool_2d_s8_dsp(const tml_pool_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_pool_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_pool_geometry *const g = &p.geometry;
    const int32_t channels = g->channels, row = g->input_width * channels;
    const uint32_t low = (uint32_t)(uint8_t)p.min * 0x01010101u, high = (uint32_t)(uint8_t)p.max * 0x01010101u;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * row;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const int32_t height = rows.end - rows.first, width = columns.end - columns.first;
                const int8_t *corner = image + (top + rows.first) * row + (left + columns.first) * channels;
                int32_t c = channels;
                for (; c >= 4; c -= 4, corner += 4, y += 4) {
                    uint32_t most = 0x80808080u;
                    const int8_t *line = corner;
                    for (int32_t ky = width > 0 ? height : 0; ky > 0; ky--, line += row) {
                        const int8_t *from = line;
                        for (int32_t kx = width; kx > 0; kx--, from += channels) {
                            most = tml_max_bytes(most, tml_load_word(from));
                        }
                    }
                    tml_store_word(y, tml_max_bytes(low, tml_min_bytes(high, most)));
                }
                for (; c > 0; c--, corner++, y++) {
                    int32_t most = INT8_MIN;
                    const int8_t *line = corner;
                    for (int32_t ky = height; ky > 0; ky--, line += row) {
                        const int8_t *from = line;
                        for (int32_t kx = width; kx > 0; kx--, from += channels) {
                            most = *from > most ? *from : most;
                        }
                    }
                    *y = (int8_t)(most < p.min ? p.min : most > p.max ? p.max : most);
                }
            }
        }
    }
}

#endif
