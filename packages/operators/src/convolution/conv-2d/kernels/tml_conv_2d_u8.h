/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of uint8 with uint8 weights that have a zero point of their own, the quantisation of TensorFlow 1.
 * Each window's sum of (x - input_zero_point) * (w - filter_zero_point) is formed as it stands; taps on padding
 * are left out, as padding has the real value 0. One multiplier scales all sums, rounded twice.
 *
 * Layout: x [n, h, w, c], filter [o, kh, kw, c], bias [o], y [n, oh, ow, o]. Reference: LiteRT's
 * reference_ops::Conv for uint8. Source of the arithmetic: Jacob et al., "Quantization and Training of Neural
 * Networks", 2018, section 2.
 */
#ifndef TML_CONV_2D_U8_H
#define TML_CONV_2D_U8_H

#include "tml_params_conv.h"
#include "tml_requantize.h"
#include "tml_window.h"

static inline void tml_conv_2d_u8(const tml_conv_u8_params *params, const uint8_t *x, const TML_FLASH uint8_t *filter,
                                  const TML_FLASH int32_t *bias, uint8_t *y)
{
    const tml_conv_u8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const uint8_t *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                /* Without dilation, the taps of a filter's row lie side by side: one run. */
                const int32_t together = g->dilation_width == 1 ? columns.end - columns.first : 1;
                const int32_t run = together * g->input_channels;
                const TML_FLASH uint8_t *weights = filter;
                for (int32_t o = 0; o < g->output_channels; o++, weights += depth) {
                    int32_t sum = bias[o];
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
                            const int32_t pixel = (top + ky * g->dilation_height) * g->input_width + left + kx * g->dilation_width;
                            const uint8_t *from = image + pixel * g->input_channels;
                            const TML_FLASH uint8_t *tap = weights + (ky * g->filter_width + kx) * g->input_channels;
                            for (int32_t i = 0; i < run; i++) {
                                sum += (from[i] - p.input_zero_point) * (tap[i] - p.filter_zero_point);
                            }
                        }
                    }
                    const int32_t value = tml_requantize_twice(sum, p.multiplier, p.shift) + p.output_zero_point;
                    *y++ = (uint8_t)tml_clamp(value, p.min, p.max);
                }
            }
        }
    }
}

#endif
