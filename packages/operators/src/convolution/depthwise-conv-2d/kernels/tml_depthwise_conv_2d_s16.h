/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of 16-bit activations with 8-bit weights, directly: sums of 32 bits, taps on padding are
 * left out.
 *
 * Layout: x [n, h, w, c], filter [kh, kw, c * m], bias, multiplier and shift [c * m], y [n, oh, ow, c * m]; output
 * channel o takes input channel o / m. Reference: LiteRT's reference_integer_ops::DepthwiseConvPerChannel for 16
 * bits.
 */
#ifndef TML_DEPTHWISE_CONV_2D_S16_H
#define TML_DEPTHWISE_CONV_2D_S16_H

#include "tml_params_conv.h"
#include "tml_result_s16.h"
#include "tml_window.h"

static inline void tml_depthwise_conv_2d_s16(const tml_conv_s16_params *params, const int16_t *x, const TML_FLASH int8_t *filter, const TML_FLASH int32_t *bias,
                                            const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int16_t *y)
{
    const tml_conv_s16_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels;
    const int32_t multiplier_depth = channels / g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const int16_t *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t step = g->dilation_width * g->input_channels;
                for (int32_t o = 0; o < channels; o++) {
                    int32_t sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const int32_t channel = multiplier_depth == 1 ? o : o / multiplier_depth;
                        const int16_t *from = image + (row + columns.first * g->dilation_width) * g->input_channels + channel;
                        const TML_FLASH int8_t *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum += (int32_t)*from * *tap;
                            from += step;
                            tap += channels;
                        }
                    }
                    *y++ = tml_result_s16(sum, multiplier[o], shift[o], p.twice, p.min, p.max);
                }
            }
        }
    }
}

#endif
