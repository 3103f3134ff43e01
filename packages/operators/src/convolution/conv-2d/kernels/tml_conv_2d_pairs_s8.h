/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int8 for cores without SIMD and multiply-accumulate: two windows are made to one of words that hold
 * a value of each, padding as the input's zero point, and multiplied with two filters at once (tml_pairs_s8.h).
 * Rounded twice.
 *
 * Layout: x [n, h, w, c]; filter in pairs of output channels [taps, 2], taps being kh * kw * c made even by a weight
 * of 0, a last pair that is not full with weights of 0; bias with the zero point's share, multiplier and shift [o],
 * the bias made even too, shifts from -30 to -1; y [n, oh, ow, o]. scratch: a window of words. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_PAIRS_S8_H
#define TML_CONV_2D_PAIRS_S8_H

#include "tml_pairs_s8.h"
#include "tml_params_blocked.h"
#include "tml_window.h"

/* The window of a result into the lower or the upper halves of the words. */
TML_APART void tml_pairs_window_s8(const tml_conv_blocked_params *p, const int8_t *x, const tml_blocked_place *place, int32_t upper, uint32_t *pairs)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t c = g->input_channels;
    const int32_t top = place->row * g->stride_height - g->pad_top;
    const int32_t left = place->column * g->stride_width - g->pad_left;
    const int8_t padding = (int8_t)p->input_zero_point;
    const int8_t *const image = x + place->image * g->input_height * g->input_width * c;
    const int32_t run = g->dilation_width == 1 ? g->filter_width * c : c;
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        const int32_t row = top + ky * g->dilation_height;
        const int32_t inside = row >= 0 && row < g->input_height;
        const int8_t *const line = image + row * g->input_width * c;
        int32_t column = left;
        /* Without dilation, the taps of a filter's row lie side by side: one run, if none of it is padding. */
        const int32_t whole = g->dilation_width == 1 && inside && left >= 0 && left + g->filter_width <= g->input_width;
        const int32_t steps = whole ? 1 : g->filter_width;
        const int32_t count = whole ? run : c;
        for (int32_t kx = 0; kx < steps; kx++) {
            const int32_t read = inside && column >= 0 && column < g->input_width;
            for (int32_t i = read ? count : 0; i < count; i++) {
                pairs[i] = upper ? pairs[i] + ((uint32_t)padding << 16) : (uint32_t)padding;
            }
            if (read && upper) {
                tml_pairs_high_s8(line + column * c, count, pairs);
            } else if (read) {
                tml_pairs_low_s8(line + column * c, count, pairs);
            }
            pairs += count;
            column += g->dilation_width;
        }
    }
}

static inline void tml_conv_2d_pairs_s8(const tml_conv_blocked_params *params, const int8_t *x, const TML_FLASH int8_t *filter,
                                        const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y,
                                        void *scratch)
{
    const tml_conv_geometry *const g = &params->geometry;
    const tml_block_limits results = { params->output_zero_point, params->min, params->max };
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    const int32_t taps = depth + (depth & 1);
    const int32_t channels = g->output_channels;
    uint32_t *const pairs = (uint32_t *)scratch;
    tml_blocked_place place = { 0, 0, 0 };
    int32_t sums[8];
    pairs[taps - 1] = 0;
    for (int32_t left = g->batch * g->output_height * g->output_width; left > 0; left -= 2) {
        /* A last window that is alone is computed twice, and written to one place. */
        const tml_blocked_place first = place;
        if (left > 1) {
            tml_blocked_next(g, &place);
        }
        int8_t *const second = left > 1 ? y + channels : y;
        tml_pairs_window_s8(params, x, &first, 0, pairs);
        tml_pairs_window_s8(params, x, &place, 1, pairs);
        tml_blocked_next(g, &place);
        const TML_FLASH int8_t *w = filter;
        for (int32_t o = 0; o < channels; o += 2) {
            tml_pairs_2x2_s8(pairs, w, taps, bias + o, sums);
            tml_block_results_s8(sums, channels - o > 1 ? 2 : 1, &results, multiplier + o, shift + o, y + o, second + o);
            w += 2 * taps;
        }
        y += 2 * channels;
    }
}

#endif
