/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution 1×1 of int8 for Helium: pixels are columns as they are, two at a time.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o]; constants as tml_pair_mve.h has them. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_1X1_S8_MVE_H
#define TML_CONV_2D_1X1_S8_MVE_H

#include "tml_pair_shallow_mve.h"
#include "tml_params_matrix.h"
#include "tml_saturate_range_s8.h"

static inline void tml_pairs_of_pixels(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                       tml_pair_columns *shallow, tml_pair_columns *whole, tml_pair_columns *tailed)
{
    const tml_matrix_params *const p = &params->matrix;
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t depth = g->input_channels;
    const int32_t channels = g->output_channels;
    const int32_t pixels = g->batch * g->output_height * g->output_width;
    /* Where every pixel is taken, they are one row. */
    const int32_t flat = g->stride_height == 1 && g->stride_width == 1;
    const int32_t width = flat ? pixels : g->output_width;
    tml_pair_columns *const compute = depth <= 16 && shallow != NULL ? shallow : depth % 16 != 0 ? tailed : whole;
    int32_t row = 0, column = 0;
    for (int32_t done = 0; done < pixels;) {
        const int8_t *at[2];
        int32_t pairs = (width - column) / 2;
        /* By pairs to the row's end; one that is left goes with the next row's first, the very last with itself. */
        const int32_t taken = pairs > 0 ? 2 * pairs : pixels - done < 2 ? 1 : 2;
        for (int32_t i = 0; i < 2; i++) {
            const int32_t line = row % g->output_height * g->stride_height + row / g->output_height * g->input_height;
            at[i] = x + (line * g->input_width + column * g->stride_width) * depth;
            if (i == 0 && taken > 1 && ++column == width) {
                column = 0;
                row++;
            }
        }
        column += pairs > 0 ? taken - 1 : 1;
        if (column >= width) {
            column = 0;
            row++;
        }
        pairs = pairs > 0 ? pairs : 1;
        /* The assembly reads columns alone. */
        int8_t *const a = (int8_t *)(uintptr_t)at[0], *const b = (int8_t *)(uintptr_t)at[1];
        tml_pair_walk walk = { NULL, NULL, 0, 0, 0, depth, 0, a, b, a + depth / 16 * 16, y + done * channels, constants, channels,
                               params->output_zero_point, taken == 1 ? 0 : channels, depth % 16, 2 * g->stride_width * depth,
                               2 * channels - (channels + 7) / 8 * 8, pairs };
        compute(&walk);
        done += taken;
    }
    tml_saturate_range_s8(y, pixels * channels, p->min, p->max);
}

static inline void tml_conv_2d_1x1_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    tml_pairs_of_pixels(params, x, constants, y, tml_pair_twice_shallow_mve, tml_pair_twice_mve, tml_pair_twice_tail_mve);
}

/* The same where no result is less than the zero point: an activation that ends there. */
static inline void tml_conv_2d_1x1_relu_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    tml_pairs_of_pixels(params, x, constants, y, tml_pair_zeros_shallow_mve, tml_pair_zeros_mve, tml_pair_zeros_tail_mve);
}

/* The same for any shift; the others are for such to the right. */
static inline void tml_conv_2d_1x1_any_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    tml_pairs_of_pixels(params, x, constants, y, NULL, tml_pair_any_mve, tml_pair_any_tail_mve);
}

#endif
