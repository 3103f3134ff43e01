/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of 16-bit activations with 8-bit weights, directly: four output channels at once, sums of 32 bits.
 * Padding has the real value 0, so its taps are left out.
 *
 * Layout: x [n, h, w, c], filter [o, kh, kw, c], bias, multiplier and shift [o], y [n, oh, ow, o]. Reference:
 * LiteRT's reference_integer_ops::ConvPerChannel for 16 bits.
 */
#ifndef TML_CONV_2D_S16_H
#define TML_CONV_2D_S16_H

#include "tml_dot_s16.h"
#include "tml_params_conv.h"
#include "tml_result_s16.h"
#include "tml_window.h"

static inline void tml_conv_2d_s16(const tml_conv_s16_params *params, const int16_t *x, const TML_FLASH int8_t *filter,
                                   const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int16_t *y)
{
    const tml_conv_s16_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const int16_t *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                /* Without dilation, the taps of a filter's row lie side by side: one run. */
                const int32_t together = g->dilation_width == 1 ? columns.end - columns.first : 1;
                const int32_t run = together * g->input_channels;
                const TML_FLASH int8_t *weights = filter;
                const int32_t fours = channels - channels % 4;
                for (int32_t o = 0; o < fours; o += 4, weights += 4 * depth) {
                    int32_t sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            tml_dot4_s16(image + pixel * g->input_channels, weights + tap, depth, run, sums);
                        }
                    }
                    for (int32_t i = 0; i < 4; i++) {
                        *y++ = tml_result_s16(sums[i], multiplier[o + i], shift[o + i], p.twice, p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < channels; o++, weights += depth) {
                    int32_t sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            sum = tml_dot_s16(image + pixel * g->input_channels, weights + tap, run, sum);
                        }
                    }
                    *y++ = tml_result_s16(sum, multiplier[o], shift[o], p.twice, p.min, p.max);
                }
            }
        }
    }
}

#endif
