/* SPDX-License-Identifier: MIT-0 */
/*
 * Exact Winograd F(2x2, 3x3): x [n,h,w,c], y [n,oh,ow,o], at least four output channels. Constants as in
 * tml_winograd_dsp.h. Each row of x is read once: for the first row of tiles four, for every other one two more.
 *
 * Reference: LiteRT's reference_integer_ops::ConvPerChannel. Source: Lavin and Gray, Fast Algorithms for Convolutional
 * Neural Networks, 2016.
 */
#ifndef TML_CONV_2D_WINOGRAD_S8_DSP_H
#define TML_CONV_2D_WINOGRAD_S8_DSP_H

#include "tml_saturate_range_s8.h"
#include "tml_winograd_dsp.h"
#include "tml_winograd_input_dsp.h"

/* Every channel of `columns` columns of results, `down` elements to the second row: 0 where there is none. */
static inline void tml_winograd_tiles(const uint32_t *v, const int32_t *constants, int32_t *m, int8_t *y, int32_t outputs, int32_t down,
                                      int32_t columns, int32_t steps)
{
    for (int32_t channel = 0; channel < outputs; channel += 4, constants += 64 * steps + 4 * TML_WINOGRAD_RECORD) {
        const int32_t *const record = constants + 64 * steps;
        const uint32_t *two = v;
        int8_t *to = y + (channel + 4 > outputs ? outputs - 4 : channel); /* the last four, some of them again */
        for (int32_t left = columns; left > 0; left -= 4, two += steps * TML_WINOGRAD_WORDS, to += 4 * outputs) {
            tml_winograd_products(two, constants, m, steps);
            tml_winograd_results(m, record, to, down, left > 1 ? outputs : 0);
            if (left > 2) {
                tml_winograd_results(m + 1, record, to + 2 * outputs, down, left > 3 ? outputs : 0);
            }
        }
    }
}

static inline void tml_conv_2d_winograd_s8_dsp(const tml_winograd_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                               uint32_t *scratch)
{
    const tml_winograd_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t twos = (p.y_columns + 3) / 4;
    const int32_t steps = (p.channels + 3) / 4 * 2;
    const int32_t x_row = p.columns * p.channels, y_row = p.y_columns * p.outputs;
    int32_t *const m = (int32_t *)scratch;
    uint32_t *const v = scratch + 128, *const rows = v + p.segment * steps * TML_WINOGRAD_WORDS;
    for (int32_t n = 0; n < p.batch; n++, x += p.rows * x_row, y += p.y_rows * y_row) {
        for (int32_t row = -2; row < p.y_rows; row += 2) {
            const int32_t at = row + 2 - p.pad_top; /* -2: the first two rows of all */
            tml_winograd_fill(&p, at >= 0 && at < p.rows ? x + at * x_row : NULL, at >= -1 && at + 1 < p.rows ? x + (at + 1) * x_row : NULL,
                              rows, 4 * twos + 2);
            for (int32_t two = 0; row >= 0 && two < twos; two += p.segment) {
                const int32_t count = two + p.segment <= twos ? p.segment : twos - two;
                const int32_t columns = two + count < twos ? 4 * count : p.y_columns - 4 * two;
                tml_winograd_input(rows + 16 * two, 16 * twos + 8, v, count, steps);
                tml_winograd_tiles(v, constants, m, y + row * y_row + 4 * two * p.outputs, p.outputs, row + 1 < p.y_rows ? y_row : 0, columns,
                                   steps);
            }
        }
    }
    const int32_t all = p.batch * p.y_rows * y_row;
    tml_saturate_range_s8(y - all, all, p.min, p.max);
}

#endif
