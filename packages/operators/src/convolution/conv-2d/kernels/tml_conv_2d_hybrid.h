/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of float activations with int8 weights: each image is quantised to int8 by its own range, and sums are
 * multiplied by both scales. Taps are added as in tml_conv_2d_s8.
 *
 * Layout: x [n, h, w, c], filter [o, kh, kw, c] with scale [o], bias [o], y [n, oh, ow, o]; scratch: h * w * c
 * bytes. Reference: LiteRT's reference_ops::HybridConvPerChannel.
 */
#ifndef TML_CONV_2D_HYBRID_H
#define TML_CONV_2D_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_dot_s8.h"
#include "tml_params_conv.h"
#include "tml_quantize_dynamic.h"
#include "tml_window.h"

static inline void tml_conv_2d_hybrid(const tml_conv_hybrid_params *params, const float *x, const TML_FLASH int8_t *filter, const TML_FLASH float *bias,
                                      const TML_FLASH float *scale, float *y, void *scratch)
{
    const tml_conv_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
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
                /* Without dilation, the taps of a filter's row lie side by side: one run. */
                const int32_t together = g->dilation_width == 1 ? columns.end - columns.first : 1;
                const int32_t run = together * g->input_channels;
                const int32_t fours = g->output_channels - g->output_channels % 4;
                for (int32_t o = 0; o < fours; o += 4) {
                    int32_t sums[4] = { 0, 0, 0, 0 };
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            tml_dot4_s8(image + pixel * g->input_channels, filter + o * depth + tap, depth, run, offset, sums);
                        }
                    }
                    for (int32_t i = 0; i < 4; i++) {
                        const float value = (float)sums[i] * (dynamic.scale * scale[o + i]) + bias[o + i];
                        *y++ = tml_clamp_f32(value, p.min, p.max);
                    }
                }
                for (int32_t o = fours; o < g->output_channels; o++) {
                    int32_t sum = 0;
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const int32_t tap = (ky * g->filter_width + kx) * g->input_channels;
                            sum = tml_dot_s8(image + pixel * g->input_channels, filter + o * depth + tap, run, offset, sum);
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
