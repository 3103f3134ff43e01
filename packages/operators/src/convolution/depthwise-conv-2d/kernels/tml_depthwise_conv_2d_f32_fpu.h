/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of real numbers for Arm's single-precision FPU: a walk (tml_walk_channels_f32_fpu.h) over
 * the taps of eight channels at once.
 *
 * Layout: x [n, h, w, c], filter [c / 8, kh, kw, 8], bias [c], y [n, oh, ow, c]; c is a multiple of eight.
 * Reference: LiteRT's reference_ops::DepthwiseConv.
 */
#ifndef TML_DEPTHWISE_CONV_2D_F32_FPU_H
#define TML_DEPTHWISE_CONV_2D_F32_FPU_H

#include "tml_params_conv.h"
#include "tml_walk_channels_f32_fpu.h"
#include "tml_window.h"

static inline void tml_depthwise_conv_2d_walk_f32(const tml_conv_f32_params *params, const float *x, const void *filter,
                                                  const float *bias, float *y, int32_t half)
{
    const tml_conv_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->output_channels, eights = channels / 8, eight = half ? 16 : 32; /* bytes of eight weights */
    const int32_t step = g->dilation_width * channels, row = g->dilation_height * g->input_width * channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * g->input_width * channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t taps = columns.end - columns.first;
                const int32_t pixel = (top + rows.first * g->dilation_height) * g->input_width + left + columns.first * g->dilation_width;
                tml_walk_f32 walk = { NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0f };
                walk.x = image + pixel * channels;
                walk.weights = (const char *)filter + (rows.first * g->filter_width + columns.first) * eight;
                walk.bias = bias;
                walk.y = y;
                walk.x_step = step * 4;
                walk.x_skip = (row - taps * step) * 4;
                walk.w_skip = (g->filter_width - taps) * eight;
                walk.w_block = g->filter_height * g->filter_width * eight;
                walk.rows = taps > 0 ? rows.end - rows.first : 0;
                walk.run = taps;
                walk.fours = eights;
                walk.rectify = p.min == 0.0f;
                walk.max = p.max;
                if (half) {
                    tml_walk_channels_f16w_fpu(&walk);
                } else {
                    tml_walk_channels_f32_fpu(&walk);
                }
                tml_walk_clamp(&walk, y, channels, p.min, p.max);
                y += channels;
            }
        }
    }
}

/* x [n,h,w,c], filter [c/8,kh,kw,8], bias [c], y [n,oh,ow,c]; c is a multiple of eight. */
static inline void tml_depthwise_conv_2d_f32_fpu(const tml_conv_f32_params *params, const float *x, const float *filter,
                                                 const float *bias, float *y)
{
    tml_depthwise_conv_2d_walk_f32(params, x, filter, bias, y, 0);
}

/* The same with weights in half precision. */
static inline void tml_depthwise_conv_2d_f16w_fpu(const tml_conv_f32_params *params, const float *x, const uint16_t *filter,
                                                  const float *bias, float *y)
{
    tml_depthwise_conv_2d_walk_f32(params, x, filter, bias, y, 1);
}

#endif
