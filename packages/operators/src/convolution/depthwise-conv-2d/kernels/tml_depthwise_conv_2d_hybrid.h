/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of float activations with int8 weights: each image is quantised to int8 by its own range,
 * and sums are multiplied by both scales.
 *
 * Layout: x [n, h, w, c], filter [kh, kw, c * m] with scale and bias [c * m], y [n, oh, ow, c * m]; output channel o
 * takes input channel o / m. Scratch: h * w * c bytes. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvHybridPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_HYBRID_H
#define TML_DEPTHWISE_CONV_2D_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_depthwise_taps_s8.h"
#include "tml_params_conv.h"
#include "tml_quantize_dynamic.h"
#include "tml_window.h"

static inline void tml_depthwise_conv_2d_hybrid(const tml_conv_hybrid_params *params, const float *x, const TML_FLASH int8_t *filter,
                                                const TML_FLASH float *bias, const TML_FLASH float *scale, float *y, void *scratch)
{
    const tml_conv_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels;
    const int32_t multiplier_depth = channels / g->input_channels;
    const int32_t size = g->input_height * g->input_width * g->input_channels;
    int8_t *image = (int8_t *)scratch;
    for (int32_t n = 0; n < g->batch; n++) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x + n * size, size, p.asymmetric, image);
        const int32_t offset = -dynamic.zero_point;
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
                    int32_t sums[4] = { 0, 0, 0, 0 };
                    tml_depthwise_taps4_s8(&taps, image + corner + o, filter + first_tap + o, offset, sums);
                    for (int32_t i = 0; i < 4; i++) {
                        const float value = (float)sums[i] * (dynamic.scale * scale[o + i]) + bias[o + i];
                        *y++ = tml_clamp_f32(value, p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < channels; o++) {
                    int32_t sum = 0;
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
                    const float value = (float)sum * (dynamic.scale * scale[o]) + bias[o];
                    *y++ = tml_clamp_f32(value, p.min, p.max);
                }
            }
        }
    }
}

#endif
