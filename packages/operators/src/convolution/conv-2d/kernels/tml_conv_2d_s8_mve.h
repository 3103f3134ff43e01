/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int8 for Helium as products of columns with the filters: the windows of two pixels are copied to
 * columns, which eight output channels at once go over (tml_pair_mve.h).
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o]; constants as tml_pair_mve.h has them. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel. Source of the column form: Lai et al., CMSIS-NN, 2018.
 */
#ifndef TML_CONV_2D_S8_MVE_H
#define TML_CONV_2D_S8_MVE_H

#include "tml_pair_mve.h"
#include "tml_saturate_range_s8.h"
#include "tml_window_run_dsp.h"

/* The column of a window of which parts may lie outside. */
static inline void tml_edge_column(const tml_matrix_params *p, const tml_window_start *start, int8_t *to)
{
    const tml_conv_geometry *const g = &p->geometry;
    if (p->run_taps == g->filter_width) { /* all zero points, then what there is of each row */
        const int32_t width = g->input_width, channels = g->input_channels;
        const int32_t first = start->left < 0 ? -start->left : 0;
        const int32_t end = start->left + p->run_taps <= width ? p->run_taps : width - start->left;
        memset(to, p->zero_point, (size_t)(g->filter_height * p->run));
        for (int32_t ky = 0, row = start->top; ky < g->filter_height && first < end; ky++, row += g->dilation_height) {
            if (row >= 0 && row < g->input_height) {
                tml_copy_bytes(to + ky * p->run + first * channels,
                               start->image + (row * width + start->left + first) * channels, (end - first) * channels);
            }
        }
        return;
    }
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        for (int32_t kx = 0; kx < g->filter_width; kx += p->run_taps, to += p->run) {
            const int8_t *const run = tml_window_run(p, start, ky, kx, to);
            if (run != to) {
                tml_copy_bytes(to, run, p->run);
            }
        }
    }
}

/* Where the window of the next result begins. */
typedef struct {
    const int8_t *image;
    int32_t row, column;
} tml_window_place;

static inline tml_window_start tml_next_window(const tml_conv_geometry *g, tml_window_place *place)
{
    const tml_window_start start = { place->image, NULL, place->row * g->stride_height - g->pad_top,
                                     place->column * g->stride_width - g->pad_left };
    if (++place->column == g->output_width) {
        place->column = 0;
        if (++place->row == g->output_height) {
            place->row = 0;
            place->image += g->input_height * g->input_width * g->input_channels;
        }
    }
    return start;
}

/* How many windows from this one on, in its row, lie within the image. */
static inline int32_t tml_inner_windows(const tml_matrix_params *p, const tml_window_place *place)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t top = place->row * g->stride_height - g->pad_top;
    const int32_t left = place->column * g->stride_width - g->pad_left;
    const int32_t room = g->input_width - 1 - (g->filter_width - 1) * g->dilation_width - left;
    if (p->run_taps != g->filter_width || left < 0 || room < 0 || top < 0 ||
        top > g->input_height - 1 - (g->filter_height - 1) * g->dilation_height) {
        return 0;
    }
    const int32_t inner = room / g->stride_width + 1;
    return inner < g->output_width - place->column ? inner : g->output_width - place->column;
}

static inline void tml_matrix_pairs(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                    int8_t *columns, tml_pair_columns *whole, tml_pair_columns *tailed)
{
    const tml_matrix_params *const p = &params->matrix;
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t pixels = g->batch * g->output_height * g->output_width;
    const int32_t channels = g->output_channels;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    const int32_t row_step = g->dilation_height * g->input_width * g->input_channels;
    const int32_t pixel_step = g->stride_width * g->input_channels;
    int8_t *const second = columns + 16 * p->steps;
    tml_window_place place = { x, 0, 0 };
    for (int32_t done = 0; done < pixels;) {
        const int32_t pairs = tml_inner_windows(p, &place) / 2;
        tml_pair_walk walk;
        walk.a = columns;
        walk.b = second;
        walk.end = columns + depth / 16 * 16;
        walk.y = y + done * channels;
        walk.constants = constants;
        walk.outputs = channels;
        walk.zero_point = params->output_zero_point;
        walk.second = channels;
        walk.tail = depth % 16;
        walk.step = 0;
        walk.y_step = 2 * channels - (channels + 7) / 8 * 8;
        if (pairs > 0) {
            const int8_t *const from = place.image + ((place.row * g->stride_height - g->pad_top) * g->input_width - g->pad_left) * g->input_channels + place.column * pixel_step;
            walk.from_a = from;
            walk.from_b = from + pixel_step;
            walk.rows = g->filter_height;
            walk.run = p->run;
            walk.over = (p->run + 15) / 16 * 16 - p->run;
            walk.back = row_step - p->run - walk.over;
            walk.next = 2 * pixel_step - g->filter_height * row_step;
            walk.pairs = pairs;
            place.column += 2 * pairs - 1;
            (void)tml_next_window(g, &place);
            done += 2 * pairs;
        } else {
            /* The last of an odd number is taken twice: y may have been written over the x of an earlier pixel. */
            const int32_t alone = pixels - done < 2;
            tml_window_start start = tml_next_window(g, &place);
            tml_edge_column(p, &start, columns);
            if (!alone) {
                start = tml_next_window(g, &place);
                tml_edge_column(p, &start, second);
            } else {
                walk.b = columns;
                walk.second = 0;
            }
            /* They are there, and copied to themselves. */
            walk.from_a = columns;
            walk.from_b = walk.b;
            walk.rows = 1;
            walk.run = depth;
            walk.over = (16 - walk.tail) % 16;
            walk.back = 0;
            walk.next = 0;
            walk.pairs = 1;
            done += alone ? 1 : 2;
        }
        (depth % 16 != 0 ? tailed : whole)(&walk);
    }
    tml_saturate_range_s8(y, pixels * channels, p->min, p->max);
}

/* columns: two of 16 * steps bytes. */
static inline void tml_conv_2d_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                      int8_t *columns)
{
    tml_matrix_pairs(params, x, constants, y, columns, tml_pair_twice_copied_mve, tml_pair_twice_copied_tail_mve);
}

/* The same where no result is less than the zero point: an activation that ends there. */
static inline void tml_conv_2d_relu_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                           int8_t *columns)
{
    tml_matrix_pairs(params, x, constants, y, columns, tml_pair_zeros_copied_mve, tml_pair_zeros_copied_tail_mve);
}

/* The same for any shift; the others are for such to the right. */
static inline void tml_conv_2d_any_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                          int8_t *columns)
{
    tml_matrix_pairs(params, x, constants, y, columns, tml_pair_any_copied_mve, tml_pair_any_copied_tail_mve);
}

#endif
