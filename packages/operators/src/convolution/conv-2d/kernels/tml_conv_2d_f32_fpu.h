/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of real numbers for Arm's single-precision FPU: a walk (tml_walk_f32.h) over the taps of four pixels
 * and four output channels at once, in 16 registers of sums.
 *
 * Layout: x [n, h, w, c], filter [o / 4, kh, kw, c, 4] and what is left [o % 4, kh, kw, c], bias [o], y [n, oh, ow,
 * o]. Reference: LiteRT's reference_ops::Conv.
 */
#ifndef TML_CONV_2D_F32_FPU_H
#define TML_CONV_2D_F32_FPU_H

#include "tml_params_conv.h"
#include "tml_walk_pixel_f32_fpu.h"
#include "tml_walk_pixels_f32_fpu.h"
#include "tml_walk_rest_f32.h"
#include "tml_window.h"

/*
 * The walk's results at y, in pixels of `channels`; then what the walk leaves: a channel alone, an unusual activation.
 */
static inline void tml_conv_2d_place_f32(tml_walk_f32 *walk, const tml_conv_f32_params *p, const void *filter, const float *bias,
                                         float *y, int32_t pixels, int32_t half)
{
    const int32_t channels = p->geometry.output_channels, fours = channels / 4;
    const int32_t first = (int32_t)((const char *)walk->weights - (const char *)filter) / 4;
    walk->bias = bias;
    walk->y = y;
    walk->fours = fours;
    if (fours > 0 && pixels == 4) {
        if (half) {
            tml_walk_pixels_f16w_fpu(walk);
        } else {
            tml_walk_pixels_f32_fpu(walk);
        }
    } else if (fours > 0) {
        if (half) {
            tml_walk_pixel_f16w_fpu(walk);
        } else {
            tml_walk_pixel_f32_fpu(walk);
        }
    }
    for (int32_t pixel = 0; pixel < pixels; pixel++) {
        for (int32_t o = 4 * fours; o < channels; o++) {
            const char *w = (const char *)filter + o * (walk->w_block / 4) + first;
            y[o] = tml_clamp_f32(tml_walk_rest_f32(walk, w, bias[o], half), p->min, p->max);
        }
        tml_walk_clamp(walk, y, 4 * fours, p->min, p->max);
        walk->x += walk->x_step / 4;
        y += channels;
    }
}

static inline void tml_conv_2d_walk_f32(const tml_conv_f32_params *params, const float *x, const void *filter, const float *bias,
                                        float *y, int32_t half)
{
    const tml_conv_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t four = half ? 8 : 16; /* bytes of four weights */
    const int32_t row = g->dilation_height * g->input_width * g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width;) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const int32_t whole = left >= 0 && left + 3 * g->stride_width + g->filter_width <= g->input_width;
                const int32_t pixels = whole && ox + 4 <= g->output_width ? 4 : 1;
                const int32_t run = (columns.end - columns.first) * g->input_channels;
                const int32_t pixel = (top + rows.first * g->dilation_height) * g->input_width + left + columns.first;
                tml_walk_f32 walk = { NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.0f };
                walk.x = image + pixel * g->input_channels;
                walk.weights = (const char *)filter + (rows.first * g->filter_width + columns.first) * g->input_channels * four;
                walk.x_step = g->stride_width * g->input_channels * 4;
                walk.x_skip = (row - run) * 4;
                walk.w_skip = (g->filter_width * g->input_channels - run) * four;
                walk.w_block = g->filter_height * g->filter_width * g->input_channels * four;
                walk.rows = run > 0 ? rows.end - rows.first : 0;
                walk.run = run;
                walk.y_step = g->output_channels * 4;
                walk.rectify = p.min == 0.0f;
                walk.max = p.max;
                tml_conv_2d_place_f32(&walk, &p, filter, bias, y, pixels, half);
                y += pixels * g->output_channels;
                ox += pixels;
            }
        }
    }
}

/*
 * x [n,h,w,c], filter [o/4,kh,kw,c,4] and what is left [o%4,kh,kw,c], bias [o], y [n,oh,ow,o]; no dilation along a
 * row.
 */
static inline void tml_conv_2d_f32_fpu(const tml_conv_f32_params *params, const float *x, const float *filter, const float *bias, float *y)
{
    tml_conv_2d_walk_f32(params, x, filter, bias, y, 0);
}

/* The same with weights in half precision. */
static inline void tml_conv_2d_f16w_fpu(const tml_conv_f32_params *params, const float *x, const uint16_t *filter, const float *bias, float *y)
{
    tml_conv_2d_walk_f32(params, x, filter, bias, y, 1);
}

#endif
