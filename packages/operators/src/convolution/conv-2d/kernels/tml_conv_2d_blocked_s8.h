/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int8 for cores without SIMD: two windows are copied side by side, padding as the input's zero
 * point, and multiplied with four filters at once (tml_block_s8.h). Rounded twice.
 *
 * Layout: x [n, h, w, c]; filter in fours of output channels [kh, kw, c, 4], then those left over [kh, kw, c] each;
 * bias with the zero point's share, multiplier and shift [o], shifts from -30 to -1; y [n, oh, ow, o]. scratch: two
 * windows. Reference: LiteRT's reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_BLOCKED_S8_H
#define TML_CONV_2D_BLOCKED_S8_H

#include "tml_block_s8.h"
#include "tml_params_blocked.h"
#include "tml_window.h"

/* The window of a result, kh * kw * c values. */
TML_APART void tml_blocked_window_s8(const tml_conv_blocked_params *p, const int8_t *x, const tml_blocked_place *place, int8_t *to)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t c = g->input_channels;
    const int32_t top = place->row * g->stride_height - g->pad_top;
    const int32_t left = place->column * g->stride_width - g->pad_left;
    const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
    const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
    const int32_t taps = columns.end - columns.first;
    if (rows.end - rows.first < g->filter_height || taps < g->filter_width) {
        memset(to, (int)p->input_zero_point, (size_t)(g->filter_height * g->filter_width * c));
    }
    /* Without dilation, the taps of a filter's row lie side by side: one run. */
    const int32_t together = g->dilation_width == 1 ? taps : 1;
    for (int32_t ky = rows.first; ky < rows.end; ky++) {
        const int32_t line = (place->image * g->input_height + top + ky * g->dilation_height) * g->input_width;
        for (int32_t kx = columns.first; kx < columns.end; kx += together) {
            memcpy(to + (ky * g->filter_width + kx) * c, x + (line + left + kx * g->dilation_width) * c, (size_t)(together * c));
        }
    }
}

static inline void tml_conv_2d_blocked_s8(const tml_conv_blocked_params *params, const int8_t *x, const TML_FLASH int8_t *filter,
                                          const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y,
                                          void *scratch)
{
    const tml_conv_geometry *const g = &params->geometry;
    const tml_block_limits results = { params->output_zero_point, params->min, params->max };
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    const int32_t channels = g->output_channels;
    const int32_t fours = channels & ~3;
    int8_t *const windows = (int8_t *)scratch;
    tml_blocked_place place = { 0, 0, 0 };
    int32_t sums[8];
    for (int32_t left = g->batch * g->output_height * g->output_width; left > 0; left -= 2) {
        /* A last window that is alone is computed twice, and written to one place. */
        int8_t *const first = y;
        int8_t *const second = left > 1 ? y + channels : y;
        if (params->pointwise) {
            memcpy(windows, x, (size_t)(left > 1 ? 2 * depth : depth));
            x += 2 * depth;
        } else {
            tml_blocked_window_s8(params, x, &place, windows);
            tml_blocked_next(g, &place);
            if (left > 1) {
                tml_blocked_window_s8(params, x, &place, windows + depth);
                tml_blocked_next(g, &place);
            }
        }
        if (left == 1) {
            memcpy(windows + depth, windows, (size_t)depth);
        }
        const TML_FLASH int8_t *w = filter;
        for (int32_t o = 0; o < fours; o += 4) {
            tml_block_2x4_s8(windows, w, depth, bias + o, sums);
            tml_block_results_s8(sums, 4, &results, multiplier + o, shift + o, first + o, second + o);
            w += 4 * depth;
        }
        for (int32_t o = fours; o < channels; o++) {
            tml_block_2x1_s8(windows, w, depth, bias[o], sums);
            tml_block_results_s8(sums, 1, &results, multiplier + o, shift + o, first + o, second + o);
            w += depth;
        }
        y += 2 * channels;
    }
}

#endif
