/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEPTHWISE_CONV_2D_S8_H
#define TML_DEPTHWISE_CONV_2D_S8_H

#include "tml_params_conv.h"
#include "tml_requantize.h"
#include "tml_window.h"

/*
 * x [n,h,w,c], filter [kh,kw,c*m], bias, multiplier and shift [c*m]; output channel o takes input channel o / m.
 * Rounds twice, as LiteRT; taps on padding are left out.
 */
static inline void tml_depthwise_conv_2d_s8(const tml_conv_s8_params *params, const int8_t *x, const int8_t *filter, const int32_t *bias,
                                            const int32_t *multiplier, const int8_t *shift, int8_t *y)
{
    const tml_conv_geometry *g = &params->geometry;
    const int32_t channels = g->output_channels;
    const int32_t multiplier_depth = channels / g->input_channels;
    const int32_t offset = -params->input_zero_point;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * g->input_width * g->input_channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t step = g->dilation_width * g->input_channels;
                int32_t o = 0;
                /* Four neighbouring channels at once, where each has its own input channel. */
                for (; multiplier_depth == 1 && o + 4 <= channels; o += 4) {
                    int32_t s0 = TML_LOAD_S32(bias + o), s1 = TML_LOAD_S32(bias + o + 1), s2 = TML_LOAD_S32(bias + o + 2), s3 = TML_LOAD_S32(bias + o + 3);
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const int8_t *from = image + (row + columns.first * g->dilation_width) * g->input_channels + o;
                        const int8_t *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            s0 += (from[0] + offset) * TML_LOAD_S8(tap);
                            s1 += (from[1] + offset) * TML_LOAD_S8(tap + 1);
                            s2 += (from[2] + offset) * TML_LOAD_S8(tap + 2);
                            s3 += (from[3] + offset) * TML_LOAD_S8(tap + 3);
                            from += step;
                            tap += channels;
                        }
                    }
                    {
                        const int32_t sums[4] = { s0, s1, s2, s3 };
                        for (int32_t i = 0; i < 4; i++) {
                            int32_t value = tml_requantize_twice(sums[i], TML_LOAD_S32(multiplier + o + i), TML_LOAD_S8(shift + o + i));
                            *y++ = (int8_t)tml_clamp(value + params->output_zero_point, params->min, params->max);
                        }
                    }
                }
                for (; o < channels; o++) {
                    int32_t sum = TML_LOAD_S32(bias + o);
                    for (int32_t ky = rows.first; ky < rows.end; ky++) {
                        const int32_t row = (top + ky * g->dilation_height) * g->input_width + left;
                        const int32_t channel = multiplier_depth == 1 ? o : o / multiplier_depth;
                        const int8_t *from = image + (row + columns.first * g->dilation_width) * g->input_channels + channel;
                        const int8_t *tap = filter + (ky * g->filter_width + columns.first) * channels + o;
                        for (int32_t kx = columns.first; kx < columns.end; kx++) {
                            sum += (*from + offset) * TML_LOAD_S8(tap);
                            from += step;
                            tap += channels;
                        }
                    }
                    int32_t value = tml_requantize_twice(sum, TML_LOAD_S32(multiplier + o), TML_LOAD_S8(shift + o));
                    *y++ = (int8_t)tml_clamp(value + params->output_zero_point, params->min, params->max);
                }
            }
        }
    }
}

#endif
