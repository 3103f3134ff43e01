/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_TRANSPOSE_CONV_S16_WIDE_H
#define TML_TRANSPOSE_CONV_S16_WIDE_H

#include "tml_dot_s16.h"
#include "tml_params_conv.h"
#include "tml_result_s16.h"

/*
 * x [n,h,w,c] of 16 bits, filter [o,kh,kw,c] of 8, bias_high, bias, multiplier and shift [o], y [n,oh,ow,o]. The padding is what is cut off y. Sums of 64
 * bits.
 */
static inline void tml_transpose_conv_s16_wide(const tml_conv_s16_params *params, const int16_t *x, const TML_FLASH int8_t *filter, const TML_FLASH int32_t *bias_high, const TML_FLASH int32_t *bias,
                                         const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int16_t *y)
{
    const tml_conv_s16_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->input_channels;
    const int32_t depth = g->filter_height * g->filter_width * channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const int16_t *image = x + n * g->input_height * g->input_width * channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                /* The taps that an input pixel reaches this output with: every stride-th, from the first one on. */
                const int32_t first_y = (oy + g->pad_top) % g->stride_height;
                const int32_t first_x = (ox + g->pad_left) % g->stride_width;
                for (int32_t o = 0; o < g->output_channels; o++) {
                    int64_t sum = tml_wide_bias(bias_high[o], bias[o]);
                    for (int32_t ky = first_y; ky < g->filter_height && ky <= oy + g->pad_top; ky += g->stride_height) {
                        const int32_t iy = (oy + g->pad_top - ky) / g->stride_height;
                        if (iy >= g->input_height) {
                            continue;
                        }
                        for (int32_t kx = first_x; kx < g->filter_width && kx <= ox + g->pad_left; kx += g->stride_width) {
                            const int32_t ix = (ox + g->pad_left - kx) / g->stride_width;
                            if (ix < g->input_width) {
                                sum = tml_dot_wide_s16(image + (iy * g->input_width + ix) * channels,
                                    filter + o * depth + (ky * g->filter_width + kx) * channels, channels, sum);
                            }
                        }
                    }
                    *y++ = tml_result_wide_s16(sum, multiplier[o], shift[o], p.min, p.max);
                }
            }
        }
    }
}

#endif
