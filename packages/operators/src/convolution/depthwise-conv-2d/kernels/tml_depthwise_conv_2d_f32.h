/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of real numbers, directly: taps on padding are left out; four neighbouring channels at once
 * where each has its own input channel, else two results of an input channel.
 *
 * Layout: x [n, h, w, c], filter [kh, kw, c * m], bias [c * m], y [n, oh, ow, c * m]; output channel o takes input
 * channel o / m. Reference: LiteRT's reference_ops::DepthwiseConv.
 */
#ifndef TML_DEPTHWISE_CONV_2D_F32_H
#define TML_DEPTHWISE_CONV_2D_F32_H

#include "tml_clamp_f32.h"
#include "tml_params_conv.h"
#include "tml_window.h"

static inline void tml_depthwise_conv_2d_f32(const tml_conv_f32_params *params, const float *x, const TML_FLASH float *filter,
                                             const TML_FLASH float *bias, float *y)
{
    const tml_conv_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels;
    const int32_t multiplier_depth = channels / g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t step = g->dilation_width * g->input_channels;
                const int32_t fours = multiplier_depth == 1 ? channels - channels % 4 : 0;
                const int32_t pairs = multiplier_depth % 2 == 0 ? channels : 0;
                /* Four neighbouring channels at once, where each has its own input channel. */
                for (int32_t o = 0; o < fours; o += 4) {
                    float s0 = bias[o], s1 = bias[o + 1], s2 = bias[o + 2], s3 = bias[o + 3];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const float *from = image + (row + columns.first * g->dilation_width) * g->input_channels + o;
                        const TML_FLASH float *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            s0 += from[0] * *tap;
                            s1 += from[1] * tap[1];
                            s2 += from[2] * tap[2];
                            s3 += from[3] * tap[3];
                            from += step;
                            tap += channels;
                        }
                    }
                    {
                        const float sums[4] = { s0, s1, s2, s3 };
                        for (int32_t i = 0; i < 4; i++) {
                            *y++ = tml_clamp_f32(sums[i], p.min, p.max);
                        }
                    }
                }
                /* Two results of one input channel at once. */
                for (int32_t o = 0; o < pairs; o += 2) {
                    float s0 = bias[o], s1 = bias[o + 1];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const float *from = image + (row + columns.first * g->dilation_width) * g->input_channels + o / multiplier_depth;
                        const TML_FLASH float *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            const float value = *from;
                            s0 += value * *tap;
                            s1 += value * tap[1];
                            from += step;
                            tap += channels;
                        }
                    }
                    *y++ = tml_clamp_f32(s0, p.min, p.max);
                    *y++ = tml_clamp_f32(s1, p.min, p.max);
                }
                for (int32_t o = pairs > 0 ? pairs : fours; o < channels; o++) {
                    float sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const int32_t channel = multiplier_depth == 1 ? o : o / multiplier_depth;
                        const float *from = image + (row + columns.first * g->dilation_width) * g->input_channels + channel;
                        const TML_FLASH float *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum += *from * *tap;
                            from += step;
                            tap += channels;
                        }
                    }
                    *y++ = tml_clamp_f32(sum, p.min, p.max);
                }
            }
        }
    }
}

#endif
