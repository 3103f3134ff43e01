/* SPDX-License-Identifier: MIT-0 */
/*
 * A convolution of 3x3 with stride 1 and the largest of each 2x2 of its results, by Winograd's F(2x2, 3x3): one tile
 * of results is one window of the pooling, so that the convolution's results are never stored.
 *
 * Layout: x [n, h, w, c], filter [o, c, 16] transformed, bias [o], y [n, oh, ow, o] after the pooling, v [c, 16].
 * Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
 */
#ifndef TML_CONV_2D_MAX_POOL_2D_F32_FPU_H
#define TML_CONV_2D_MAX_POOL_2D_F32_FPU_H

#include "tml_params_conv.h"
#include "tml_winograd_pool_f32_fpu.h"

/*
 * A patch of 4x4 values of one channel, `step` apart, at d in an image whose rows are `row` apart, transformed to v.
 */
static inline void tml_winograd_patch_f32(const float *d, int32_t step, int32_t row, float *v)
{
    float t[16];
    for (int32_t i = 0; i < 4; i++) {
        const float a = d[i * row], b = d[i * row + step], c = d[i * row + 2 * step], e = d[i * row + 3 * step];
        t[4 * i] = a - c;
        t[4 * i + 1] = b + c;
        t[4 * i + 2] = c - b;
        t[4 * i + 3] = b - e;
    }
    for (int32_t j = 0; j < 4; j++) {
        v[j] = t[j] - t[8 + j];
        v[4 + j] = t[4 + j] + t[8 + j];
        v[8 + j] = t[8 + j] - t[4 + j];
        v[12 + j] = t[4 + j] - t[12 + j];
    }
}

/* The same where a part of the patch lies beside the image: zeros. */
static inline void tml_winograd_edge_f32(const float *image, const tml_conv_geometry *g, int32_t top, int32_t left, int32_t channel, float *v)
{
    float patch[16];
    for (int32_t i = 0; i < 16; i++) {
        const int32_t row = top + i / 4, column = left + i % 4;
        const int32_t inside = row >= 0 && row < g->input_height && column >= 0 && column < g->input_width;
        patch[i] = inside ? image[(row * g->input_width + column) * g->input_channels + channel] : 0.0f;
    }
    tml_winograd_patch_f32(patch, 1, 4, v);
}

/*
 * A convolution of 3x3, stride 1, and the largest of each 2x2 of its results: x [n,h,w,c], filter [o,c,16]
 * transformed, bias [o], y [n,oh,ow,o], v [c,16]. The geometry's output is the pooled one.
 */
static inline void tml_conv_2d_max_pool_2d_f32_fpu(const tml_conv_f32_params *params, const float *x, const float *filter,
                                                   const float *bias, float *y, float *v)
{
    const tml_conv_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t row = g->input_width * g->input_channels;
    tml_winograd_f32 tile = { v, filter, bias, y, g->input_channels, g->output_channels, -(p.min == 0.0f), p.max };
    for (int32_t n = 0; n < g->batch; n++) {
        const float *image = x + n * g->input_height * row;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = 2 * oy - g->pad_top;
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = 2 * ox - g->pad_left;
                const int32_t inside = top >= 0 && top + 4 <= g->input_height && left >= 0 && left + 4 <= g->input_width;
                for (int32_t c = 0; c < g->input_channels; c++) {
                    if (inside) {
                        tml_winograd_patch_f32(image + top * row + left * g->input_channels + c, g->input_channels, row, v + 16 * c);
                    } else {
                        tml_winograd_edge_f32(image, g, top, left, c, v + 16 * c);
                    }
                }
                tml_winograd_pool_f32_fpu(&tile);
                tile.y += g->output_channels;
            }
        }
    }
}

#endif
