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

/* `rows` runs of two windows: of `run` bytes, `jump` apart where they come from, side by side where they go. */
typedef struct {
    int8_t *to_a;
    const int8_t *a;
    int8_t *to_b;
    const int8_t *b;
    int32_t run, rows, jump;
} tml_window_pair;

/* Vectors are whole but for the last of a run; pointers go beyond it and back. */
#define TML_WINDOW_PAIR \
    __asm__ volatile( \
        "push {r7}\n" \
        "ldm r0, {r1, r2, r3, r4, r5, r6, r8}\n" \
        "add r9, r5, #15\n" \
        "bic r9, r9, #15\n" \
        "sub r8, r8, r9\n" \
        "sub r9, r9, r5\n" \
        "1:\n" \
        "dlstp.8 lr, r5\n" \
        "2:\n" \
        "vldrb.u8 q0, [r2], #16\n" \
        "vldrb.u8 q1, [r4], #16\n" \
        "vstrb.8 q0, [r1], #16\n" \
        "vstrb.8 q1, [r3], #16\n" \
        "letp lr, 2b\n" \
        "sub r1, r1, r9\n" \
        "add r2, r2, r8\n" \
        "sub r3, r3, r9\n" \
        "add r4, r4, r8\n" \
        "subs r6, r6, #1\n" \
        "bne.w 1b\n" \
        "pop {r7}\n" \
        : "+r"(walk) \
        : \
        : TML_MVE_CLOBBER)

static inline void tml_window_pair_stand_in(const tml_window_pair *walk)
{
    for (int32_t row = 0; row < walk->rows; row++) {
        memcpy(walk->to_a + row * walk->run, walk->a + row * walk->jump, (size_t)walk->run);
        memcpy(walk->to_b + row * walk->run, walk->b + row * walk->jump, (size_t)walk->run);
    }
}

TML_APART void tml_window_pair_mve(const tml_window_pair *job)
{
    TML_MVE_BLOCK(register const tml_window_pair *walk __asm__("r0") = job; TML_WINDOW_PAIR;
                  , tml_window_pair_stand_in(job);)
}

/* The columns of two windows that lie within the image. */
static inline void tml_inner_columns(const tml_matrix_params *p, const int8_t *a, const int8_t *b, int8_t *to_a, int8_t *to_b)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t row_step = g->dilation_height * g->input_width * g->input_channels;
    if (p->run_taps == g->filter_width) {
        const tml_window_pair runs = { to_a, a, to_b, b, p->run, g->filter_height, row_step };
        tml_window_pair_mve(&runs);
        return;
    }
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        const tml_window_pair taps = { to_a, a, to_b, b, p->run, g->filter_width, g->dilation_width * g->input_channels };
        tml_window_pair_mve(&taps);
        a += row_step;
        b += row_step;
        to_a += g->filter_width * p->run;
        to_b += g->filter_width * p->run;
    }
}

/* The column of a window of which parts may lie outside. */
static inline void tml_edge_column(const tml_matrix_params *p, const tml_window_start *start, int8_t *to)
{
    const tml_conv_geometry *const g = &p->geometry;
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        for (int32_t kx = 0; kx < g->filter_width; kx += p->run_taps, to += p->run) {
            const int8_t *const run = tml_window_run(p, start, ky, kx, to);
            if (run != to) {
                tml_copy_bytes(to, run, p->run);
            }
        }
    }
}

static inline void tml_matrix_pairs(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                    int8_t *columns, tml_pair_columns *whole, tml_pair_columns *tailed)
{
    const tml_matrix_params *const p = &params->matrix;
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t pixels = g->batch * g->output_height * g->output_width;
    const int32_t channels = g->output_channels;
    const int32_t depth = g->filter_height * g->filter_width * g->input_channels;
    const int32_t last_top = g->input_height - 1 - (g->filter_height - 1) * g->dilation_height;
    const int32_t last_left = g->input_width - 1 - (g->filter_width - 1) * g->dilation_width;
    int8_t *const second = columns + 16 * p->steps;
    int32_t n = 0, oy = 0, ox = 0;
    for (int32_t done = 0; done < pixels; done += 2) {
        tml_window_start starts[2];
        /* The last of an odd number is taken twice: y may have been written over the x of an earlier pixel. */
        const int32_t alone = pixels - done < 2;
        for (int32_t i = 0; i < (alone ? 1 : 2); i++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const int32_t left = ox * g->stride_width - g->pad_left;
            starts[i].image = x + n * g->input_height * g->input_width * g->input_channels;
            starts[i].top = top;
            starts[i].left = left;
            starts[i].inside = top >= 0 && left >= 0 && top <= last_top && left <= last_left
                                   ? starts[i].image + (top * g->input_width + left) * g->input_channels
                                   : NULL;
            if (++ox == g->output_width) {
                ox = 0;
                if (++oy == g->output_height) {
                    oy = 0;
                    n++;
                }
            }
        }
        if (!alone && starts[0].inside != NULL && starts[1].inside != NULL) {
            tml_inner_columns(p, starts[0].inside, starts[1].inside, columns, second);
        } else {
            tml_edge_column(p, starts, columns);
            if (!alone) {
                tml_edge_column(p, starts + 1, second);
            }
        }
        tml_pair_outputs_mve(depth % 16 != 0 ? tailed : whole, columns, alone ? columns : second, depth, constants, channels,
                             params->output_zero_point, y + done * channels, alone ? 0 : channels);
    }
    tml_saturate_range_s8(y, pixels * channels, p->min, p->max);
}

/* columns: two of 16 * steps bytes. */
static inline void tml_conv_2d_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                      int8_t *columns)
{
    tml_matrix_pairs(params, x, constants, y, columns, tml_pair_twice_mve, tml_pair_twice_tail_mve);
}

/* The same where no result is less than the zero point: an activation that ends there. */
static inline void tml_conv_2d_relu_s8_mve(const tml_pairs_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                           int8_t *columns)
{
    tml_matrix_pairs(params, x, constants, y, columns, tml_pair_zeros_mve, tml_pair_zeros_tail_mve);
}

#endif
