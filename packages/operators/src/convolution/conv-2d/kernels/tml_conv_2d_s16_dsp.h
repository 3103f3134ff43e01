/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int16 with int8 weights for Armv7E-M as products of columns with the filters: the windows of
 * three pixels become columns, and pairs of output channels go over them (tml_matrix_block_s16_dsp.h).
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o], at least two output channels. In the params x is bytes:
 * input_channels and run are those of bytes, zero_point is 0. whole_runs: each run is whole groups of four
 * values; else runs are copied together first. Reference: LiteRT's reference_integer_ops::ConvPerChannel with
 * sums of 64 bits. Source of the column form: Lai et al., CMSIS-NN, 2018.
 */
#ifndef TML_CONV_2D_S16_DSP_H
#define TML_CONV_2D_S16_DSP_H

#include "tml_matrix_block_s16_dsp.h"
#include "tml_window_run_dsp.h"

/* `groups` groups of four values of each of three pixels. */
TML_APART void tml_columns_s16(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t groups)
{
    for (; groups > 0; groups--, to += 6, a += 8, b += 8, c += 8) {
        const uint32_t a0 = tml_load_word(a), a1 = tml_load_word(a + 4);
        const uint32_t b0 = tml_load_word(b), b1 = tml_load_word(b + 4);
        const uint32_t c0 = tml_load_word(c), c1 = tml_load_word(c + 4);
        to[0] = a0;
        to[1] = b0;
        to[2] = c0;
        to[3] = a1;
        to[4] = b1;
        to[5] = c1;
    }
}

/* The columns of three windows. `patch`: three runs, or three whole windows where runs are copied together. */
static inline void tml_window_columns_s16(const tml_matrix_params *p, const tml_window_start *starts, uint32_t *to, int8_t *patch)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t room = p->whole_runs ? p->run : 8 * p->steps;
    const int32_t row_step = g->dilation_height * g->input_width * g->input_channels;
    const int32_t inside = starts[0].inside != NULL && starts[1].inside != NULL && starts[2].inside != NULL;
    int32_t done = 0;
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        int32_t at = ky * row_step;
        for (int32_t kx = 0; kx < g->filter_width; kx += p->run_taps, at += g->dilation_width * g->input_channels) {
            const int8_t *runs[3];
            for (int32_t i = 0; i < 3; i++) {
                int8_t *const own = patch + i * room + done;
                runs[i] = inside ? starts[i].inside + at : tml_window_run(p, starts + i, ky, kx, own);
                if (!p->whole_runs && runs[i] != own) {
                    tml_copy_bytes(own, runs[i], p->run);
                }
            }
            if (p->whole_runs) {
                tml_columns_s16(to, runs[0], runs[1], runs[2], p->run / 8);
                to += p->run / 8 * 6;
            } else {
                done += p->run;
            }
        }
    }
    if (!p->whole_runs) {
        for (int32_t i = 0; i < 3; i++) {
            memset(patch + i * room + done, 0, (size_t)(room - done)); /* its weight is 0 */
        }
        tml_columns_s16(to, patch, patch + room, patch + 2 * room, p->steps);
    }
}

/*
 * The columns of three neighbouring pixels, or of one three times, where a window is a pixel: `bytes` each, `left`
 * from the first one to the end of x. What follows a pixel has weight 0.
 */
static inline void tml_pixel_columns_s16(const int8_t *x, int32_t bytes, int32_t left, int32_t alone, int32_t steps, uint32_t *to, int8_t *patch)
{
    const int32_t next = alone ? 0 : bytes, room = 8 * steps;
    if (left >= 2 * next + room) {
        tml_columns_s16(to, x, x + next, x + 2 * next, steps);
        return;
    }
    memset(patch, 0, (size_t)(3 * room));
    for (int32_t i = 0; i < 3; i++) {
        memcpy(patch + i * room, x + i * next, (size_t)bytes);
    }
    tml_columns_s16(to, patch, patch + room, patch + 2 * room, steps);
}

static inline void tml_conv_2d_s16_dsp(const tml_matrix_params *params, const int16_t *x, const int32_t *constants, int16_t *y, uint32_t *columns)
{
    const tml_matrix_params *const p = params;
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t pixels = g->batch * g->output_height * g->output_width;
    const int32_t channels = g->output_channels;
    const int32_t input = g->input_height * g->input_width * g->input_channels;
    const int32_t last_top = g->input_height - 1 - (g->filter_height - 1) * g->dilation_height;
    const int32_t last_left = g->input_width - 1 - (g->filter_width - 1) * g->dilation_width;
    const int32_t pointwise = g->filter_height == 1 && g->filter_width == 1 && g->stride_height == 1 && g->stride_width == 1 &&
                              g->pad_top == 0 && g->pad_left == 0 && pixels * g->input_channels == g->batch * input;
    int8_t *const patch = (int8_t *)(columns + 6 * p->steps);
    int32_t n = 0, oy = 0, ox = 0;
    tml_window_start starts[3];
    for (int32_t done = 0; done < pixels;) {
        /* Of the last one or two, each is taken three times, not with an earlier pixel: y may lie over its x. */
        const int32_t alone = pixels - done < 3;
        for (int32_t i = 0; i < 3 && !pointwise; i++) {
            if (alone && i > 0) {
                starts[i] = starts[0];
                continue;
            }
            const int32_t top = oy * g->stride_height - g->pad_top;
            const int32_t left = ox * g->stride_width - g->pad_left;
            starts[i].image = (const int8_t *)x + n * input;
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
        if (pointwise) {
            tml_pixel_columns_s16((const int8_t *)x + done * g->input_channels, g->input_channels, (pixels - done) * g->input_channels, alone,
                                  p->steps, columns, patch);
        } else {
            tml_window_columns_s16(p, starts, columns, patch);
        }
        tml_block_walk_s16 job = { { constants, (int8_t *)(y + done * channels), columns, p->steps, alone ? 0 : 2 * channels, channels / 2 * 2 },
                                   p->min == 0 ? -1 : 0 };
        const int32_t *const last = tml_block_s16(&job);
        if (channels & 1) { /* the last two, one of them again */
            job.walk.constants = last;
            job.walk.y = (int8_t *)(y + done * channels + channels - 2);
            job.walk.count = 2;
            tml_block_s16(&job);
        }
        done += alone ? 1 : 3;
    }
    tml_limit_s16(y, pixels * channels, p->min, p->max);
}

#endif
