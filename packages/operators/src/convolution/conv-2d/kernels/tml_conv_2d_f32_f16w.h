/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CONV_2D_F32_F16W_H
#define TML_CONV_2D_F32_F16W_H

#include "tml_clamp_f32.h"
#include "tml_dot_f32_f16w.h"
#include "tml_params_conv.h"
#include "tml_window.h"

/* x [n,h,w,c], filter [o,kh,kw,c] in half precision, bias [o], y [n,oh,ow,o]. */
static inline void tml_conv_2d_f32_f16w(const tml_conv_f32_params *params, const float *x, const TML_FLASH uint16_t *filter, const TML_FLASH float *bias, float *y)
{
    const tml_conv_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                /* Without dilation, the taps of a filter's row lie side by side: one run. */
                const int32_t together = g->dilation_width == 1 ? columns.end - columns.first : 1;
                const int32_t run = together * g->input_channels;
                const int32_t fours = g->output_channels - g->output_channels % 4;
                for (int32_t o = 0; o < fours; o += 4) {
                    float sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            tml_dot4_f32_f16w(image + pixel * g->input_channels, filter + o * depth + tap, depth, run, sums);
                        }
                    }
                    for (int32_t i = 0; i < 4; i++) {
                        *y++ = tml_clamp_f32(sums[i], p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < g->output_channels; o++) {
                    float sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            sum = tml_dot_f32_f16w(image + pixel * g->input_channels, filter + o * depth + tap, run, sum);
                        }
                    }
                    *y++ = tml_clamp_f32(sum, p.min, p.max);
                }
            }
        }
    }
}

#endif
