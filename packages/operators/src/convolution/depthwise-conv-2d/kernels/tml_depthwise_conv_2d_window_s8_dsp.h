/* SPDX-License-Identifier: MIT-0 */
/*
 * A depthwise convolution of few results, four channels at a time: of two taps, the four channels' values are
 * exchanged so that one multiplication takes both taps of a channel. `offsets`: of each tap from the window's first
 * one, an even number.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c], c at least 4. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_WINDOW_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_WINDOW_S8_DSP_H

#include "tml_params_window.h"
#include "tml_planes_dsp.h"

/*
 * Record: of each channel bias, multiplier, rounding and mode (see tml_plane_kernel), then a word of each for each
 * pair of taps.
 */
TML_APART void tml_window_four(const int8_t *x, const int32_t *offsets, const int32_t *record, int32_t pairs, int8_t *y)
{
    int32_t s0 = record[0], s1 = record[4], s2 = record[8], s3 = record[12];
    const int32_t *weights = record + 16;
    const int32_t *const end = offsets + 2 * pairs;
    for (; offsets != end; offsets += 2, weights += 4) {
        const uint32_t a = tml_load_word(x + offsets[0]), b = tml_load_word(x + offsets[1]);
        const uint32_t a02 = tml_even_bytes(a), a13 = tml_odd_bytes(a), b02 = tml_even_bytes(b), b13 = tml_odd_bytes(b);
        s0 = tml_dot_halves(tml_low_halves(a02, b02), (uint32_t)weights[0], s0);
        s1 = tml_dot_halves(tml_low_halves(a13, b13), (uint32_t)weights[1], s1);
        s2 = tml_dot_halves(tml_high_halves(a02, b02), (uint32_t)weights[2], s2);
        s3 = tml_dot_halves(tml_high_halves(a13, b13), (uint32_t)weights[3], s3);
    }
    y[0] = tml_plane_result(record, s0);
    y[1] = tml_plane_result(record + 4, s1);
    y[2] = tml_plane_result(record + 8, s2);
    y[3] = tml_plane_result(record + 12, s3);
}

/* x [n,h,w,c], y [n,oh,ow,c], c at least 4; the last four channels may be some of those before them again. */
static inline void tml_depthwise_conv_2d_window_s8_dsp(const tml_window_params *params, const int8_t *x, const int32_t *offsets,
                                                       const int32_t *records, int8_t *y)
{
    const tml_window_params p = *params; /* a copy: stores to y cannot change it */
    int8_t *to = y;
    for (int32_t n = 0; n < p.batch; n++) {
        for (int32_t row = 0; row < p.rows; row++) {
            for (int32_t column = 0; column < p.columns; column++) {
                const int8_t *from = x + n * p.x_image + row * p.x_row + column * p.x_column;
                const int32_t *record = records;
                for (int32_t channel = 0; channel < p.channels; channel += 4) {
                    const int32_t first = channel + 4 <= p.channels ? channel : p.channels - 4;
                    tml_window_four(from + first, offsets, record, p.pairs, to + first);
                    record += 16 + 4 * p.pairs;
                }
                to += p.channels;
            }
        }
    }
    tml_saturate_range_s8(y, p.batch * p.rows * p.columns * p.channels, p.min, p.max);
}

#endif
