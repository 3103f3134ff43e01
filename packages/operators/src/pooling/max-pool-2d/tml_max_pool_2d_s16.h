/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MAX_POOL_2D_S16_H
#define TML_MAX_POOL_2D_S16_H

#include "tml_params_pool.h"
#include "tml_requantize.h"
#include "tml_window.h"

/* 16 bits: x [n,h,w,c], y [n,oh,ow,c]. The greatest value of each window. Without padding in front, y may be x. */
static inline void tml_max_pool_2d_s16(const tml_pool_s8_params *params, const int16_t *x, int16_t *y)
{
    const tml_pool_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_pool_geometry *const g = &p.geometry;
    for (int32_t n = 0; n < g->batch; n++) {
        const int16_t *image = x + n * g->input_height * g->input_width * g->channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const int16_t *corner = image + ((top + rows.first) * g->input_width + left + columns.first) * g->channels;
                for (int32_t c = 0; c < g->channels; c++) {
                    int32_t sum = INT16_MIN;
                    const int16_t *line = corner + c;
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int16_t *from = line;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum = *from > sum ? *from : sum;
                            from += g->channels;
                        }
                        line += g->input_width * g->channels;
                    }
                    *y++ = (int16_t)tml_clamp(sum, p.min, p.max);
                }
            }
        }
    }
}

#endif
