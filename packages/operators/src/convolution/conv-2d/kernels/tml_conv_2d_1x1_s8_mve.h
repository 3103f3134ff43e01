/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution 1×1 of int8 for Helium: pixels are columns as they are, two at a time.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o]; constants as tml_pair_mve.h has them. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_1X1_S8_MVE_H
#define TML_CONV_2D_1X1_S8_MVE_H

#include "tml_pair_mve.h"
#include "tml_params_matrix.h"
#include "tml_saturate_range_s8.h"

/* Where the pixel of the next result is, row by row. */
typedef struct {
    const int8_t *pixel, *row, *image;
    int32_t column, line;
} tml_pixel_place;

static inline const int8_t *tml_next_pixel(const tml_conv_geometry *g, tml_pixel_place *place)
{
    const int8_t *const pixel = place->pixel;
    place->pixel += g->stride_width * g->input_channels;
    if (++place->column == g->output_width) {
        place->column = 0;
        place->row += g->stride_height * g->input_width * g->input_channels;
        if (++place->line == g->output_height) {
            place->line = 0;
            place->row = place->image += g->input_height * g->input_width * g->input_channels;
        }
        place->pixel = place->row;
    }
    return pixel;
}

static inline void tml_pairs_of_pixels(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                       tml_pair_columns *whole, tml_pair_columns *tailed)
{
    const tml_matrix_params *const p = &params->matrix;
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t pixels = g->batch * g->output_height * g->output_width;
    const int32_t channels = g->output_channels;
    tml_pixel_place place = { x, x, x, 0, 0 };
    for (int32_t done = 0; done < pixels; done += 2) {
        const int8_t *const a = tml_next_pixel(g, &place);
        /* The last of an odd number is taken twice. */
        const int32_t alone = pixels - done < 2;
        const int8_t *const b = alone ? a : tml_next_pixel(g, &place);
        tml_pair_outputs_mve(g->input_channels % 16 != 0 ? tailed : whole, a, b, g->input_channels, constants, channels,
                             params->output_zero_point, y + done * channels, alone ? 0 : channels);
    }
    tml_saturate_range_s8(y, pixels * channels, p->min, p->max);
}

static inline void tml_conv_2d_1x1_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    tml_pairs_of_pixels(params, x, constants, y, tml_pair_twice_mve, tml_pair_twice_tail_mve);
}

/* The same where no result is less than the zero point: an activation that ends there. */
static inline void tml_conv_2d_1x1_relu_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y)
{
    tml_pairs_of_pixels(params, x, constants, y, tml_pair_zeros_mve, tml_pair_zeros_tail_mve);
}

#endif
