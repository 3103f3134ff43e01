/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int8, directly: for each place of the filter, sums of products over the taps that lie within the
 * image, four output channels at once, so that each input value is loaded once for four products. Rounded twice.
 *
 * Layout: x [n, h, w, c], filter [o, kh, kw, c], bias, multiplier and shift [o], y [n, oh, ow, o]. Reference:
 * LiteRT's reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_S8_H
#define TML_CONV_2D_S8_H

#include "tml_dot_s8.h"
#include "tml_params_conv.h"
#include "tml_requantize.h"
#include "tml_window.h"

/* The first `channels` of each pixel's o, of which filter, bias, multiplier and shift are. */
static inline void tml_conv_2d_channels_s8(const tml_conv_s8_params *params, int32_t channels, const int8_t *x, const TML_FLASH int8_t *filter,
                                           const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_conv_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    const int32_t offset = -p.input_zero_point;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * g->input_width * g->input_channels;
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
                            tml_dot4_s8(image + pixel * g->input_channels, weights + tap, depth, run, offset, sums);
                        }
                    }
                    for (int32_t i = 0; i < 4; i++) {
                        int32_t value = tml_requantize_twice(sums[i], multiplier[o + i], shift[o + i]);
                        *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < channels; o++, weights += depth) {
                    int32_t sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            sum = tml_dot_s8(image + pixel * g->input_channels, weights + tap, run, offset, sum);
                        }
                    }
                    int32_t value = tml_requantize_twice(sum, multiplier[o], shift[o]);
                    *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
                }
                y += g->output_channels - channels;
            }
        }
    }
}

/*
 * x [n,h,w,c], filter [o,kh,kw,c], bias, multiplier and shift [o], y [n,oh,ow,o]. Rounds twice, as LiteRT.
 * Padding has the real value 0: its taps are left out.
 */
static inline void tml_conv_2d_s8(const tml_conv_s8_params *params, const int8_t *x, const TML_FLASH int8_t *filter, const TML_FLASH int32_t *bias,
                                  const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    tml_conv_2d_channels_s8(params, params->geometry.output_channels, x, filter, bias, multiplier, shift, y);
}

#endif
