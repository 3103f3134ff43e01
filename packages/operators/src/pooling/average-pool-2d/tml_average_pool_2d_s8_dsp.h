/* SPDX-License-Identifier: MIT-0 */
/*
 * The mean of each window of int8 for Armv7E-M: four channels at once, two 16-bit sums a word.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]. Reference: LiteRT's reference_integer_ops::AveragePool. Source: the SXTB16
 * and SADD16 instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_AVERAGE_POOL_2D_S8_DSP_H
#define TML_AVERAGE_POOL_2D_S8_DSP_H

#include "tml_average_pool_2d_s8.h"
#include "tml_lanes.h"

/* Sums of four neighbouring channels over height * width pixels, `row` and `channels` apart. */
TML_APART void tml_window_sums4(const int8_t *x, int32_t height, int32_t width, int32_t row, int32_t channels, int32_t *sums)
{
    /* Half a word holds the sum of 255 values: so many columns, or rows, at once. */
    const int32_t most = width < 255 ? width : 255, together = width > 0 ? 255 / most : height;
    int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    while (height > 0) {
        const int32_t run = together < height ? together : height;
        for (int32_t first = 0; first < width; first += most) {
            const int32_t columns = width - first < most ? width - first : most;
            const int8_t *line = x + first * channels;
            uint32_t even = 0, odd = 0;
            for (int32_t ky = run; ky > 0; ky--, line += row) {
                const int8_t *from = line;
                for (int32_t kx = columns; kx > 0; kx--, from += channels) {
                    const uint32_t word = tml_load_word(from);
                    even = tml_add_halves(even, tml_even_bytes(word));
                    odd = tml_add_halves(odd, tml_odd_bytes(word));
                }
            }
            s0 += (int16_t)even;
            s1 += (int16_t)odd;
            s2 += (int16_t)(even >> 16);
            s3 += (int16_t)(odd >> 16);
        }
        height -= run;
        x += run * row;
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

/* As tml_average_pool_2d_s8, four channels at once. */
static inline void tml_average_pool_2d_s8_dsp(const tml_pool_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_pool_s8_params p = *params; /* a copy: stores to y cannot change it */
    const tml_pool_geometry *const g = &p.geometry;
    const int32_t channels = g->channels, row = g->input_width * channels;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * row;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            for (int32_t ox = 0; ox < g->output_width; ox++) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const int32_t height = rows.end - rows.first, width = columns.end - columns.first;
                const int8_t *corner = image + (top + rows.first) * row + (left + columns.first) * channels;
                int32_t c = channels;
                for (; c >= 4; c -= 4, corner += 4) {
                    int32_t sums[4];
                    tml_window_sums4(corner, height, width, row, channels, sums);
                    for (int32_t i = 0; i < 4; i++) {
                        *y++ = (int8_t)tml_clamp(tml_mean_s32(sums[i], height * width), p.min, p.max);
                    }
                }
                for (; c > 0; c--, corner++) {
                    int32_t sum = 0;
                    const int8_t *line = corner;
                    for (int32_t ky = height; ky > 0; ky--, line += row) {
                        const int8_t *from = line;
                        for (int32_t kx = width; kx > 0; kx--, from += channels) {
                            sum += *from;
                        }
                    }
                    *y++ = (int8_t)tml_clamp(tml_mean_s32(sum, height * width), p.min, p.max);
                }
            }
        }
    }
}

#endif
