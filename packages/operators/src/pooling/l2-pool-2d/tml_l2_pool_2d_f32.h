/* SPDX-License-Identifier: MIT-0 */
/*
 * The root of the mean square of each window, channel by channel, limited to the activation's range. Padding does not
 * count.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]. Without padding at the start, y may be x. Reference: LiteRT's
 * reference_ops::L2Pool.
 */
#ifndef TML_L2_POOL_2D_F32_H
#define TML_L2_POOL_2D_F32_H

#include "tml_params_pool.h"
#include "tml_clamp_f32.h"
#include "tml_window.h"

static inline void tml_l2_pool_2d_f32(const tml_pool_f32_params *params, const float *x, float *y)
{
    const tml_pool_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_pool_geometry *const g = &p.geometry;
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * g->input_width * g->channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const float *corner = image + ((top + rows.first) * g->input_width + left + columns.first) * g->channels;
                const int32_t count = (rows.end - rows.first) * (columns.end - columns.first);
                for (int32_t c = 0; c < g->channels; c++) {
                    float sum = 0.0f;
                    const float *line = corner + c;
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const float *from = line;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum += *from * *from;
                            from += g->channels;
                        }
                        line += g->input_width * g->channels;
                    }
                    *y++ = tml_clamp_f32(count == 0 ? 0.0f : sqrtf(sum / (float)count), p.min, p.max);
                }
            }
        }
    }
}

#endif
