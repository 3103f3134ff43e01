/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of int8, directly: taps on padding are left out; four neighbouring channels at once where
 * each has its own input channel. Rounded twice.
 *
 * Layout: x [n, h, w, c], filter [kh, kw, c * m], bias, multiplier and shift [c * m], y [n, oh, ow, c * m]; output
 * channel o takes input channel o / m. Reference: LiteRT's reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_S8_H
#define TML_DEPTHWISE_CONV_2D_S8_H

#include "tml_depthwise_taps_s8.h"
#include "tml_params_conv.h"
#include "tml_requantize.h"
#include "tml_window.h"

static inline void tml_depthwise_conv_2d_s8(const tml_conv_s8_params *params, const int8_t *x, const TML_FLASH int8_t *filter, const TML_FLASH int32_t *bias,
                                            const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const tml_conv_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels;
    const int32_t multiplier_depth = channels / g->input_channels;
    const int32_t offset = -p.input_zero_point;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t step = g->dilation_width * g->input_channels;
                const tml_depthwise_taps taps = {
                    rows.end - rows.first, columns.end - columns.first,
                    g->dilation_height * g->input_width * g->input_channels, step,
                    g->filter_width * channels, channels,
                };
                const int32_t first_tap = (rows.first * g->filter_width + columns.first) * channels;
                const int32_t corner = ((top + rows.first * g->dilation_height) * g->input_width + left
                    + columns.first * g->dilation_width) * g->input_channels;
                const int32_t fours = multiplier_depth == 1 ? channels - channels % 4 : 0;
                /* Four neighbouring channels at once, where each has its own input channel. */
                for (int32_t o = 0; o < fours; o += 4) {
                    int32_t sums[4] = { bias[o], bias[o + 1], bias[o + 2], bias[o + 3] };
                    tml_depthwise_taps4_s8(&taps, image + corner + o, filter + first_tap + o, offset, sums);
                    for (int32_t i = 0; i < 4; i++) {
                        int32_t value = tml_requantize_twice(sums[i], multiplier[o + i], shift[o + i]);
                        *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < channels; o++) {
                    int32_t sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const int32_t channel = multiplier_depth == 1 ? o : o / multiplier_depth;
                        const int8_t *from = image + (row + columns.first * g->dilation_width) * g->input_channels + channel;
                        const TML_FLASH int8_t *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum += (*from + offset) * *tap;
                            from += step;
                            tap += channels;
                        }
                    }
                    int32_t value = tml_requantize_twice(sum, multiplier[o], shift[o]);
                    *y++ = (int8_t)tml_clamp(value + p.output_zero_point, p.min, p.max);
                }
            }
        }
    }
}

#endif
