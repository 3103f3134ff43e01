/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CONV_2D_S8_DSP_H
#define TML_CONV_2D_S8_DSP_H

#include "tml_matrix_block_dsp.h"
#include "tml_saturate_range_s8.h"

/* Where a result's window begins. */
typedef struct {
    const int8_t *image;
    int32_t top, left;
} tml_window_start;

static inline void tml_copy_bytes(int8_t *to, const int8_t *from, int32_t count)
{
    for (; count >= 4; count -= 4, to += 4, from += 4) {
        tml_store_word(to, tml_load_word(from));
    }
    for (; count > 0; count--) {
        *to++ = *from++;
    }
}

/* The run of a window from tap (ky, kx) on: in the image, or in `patch`, with zero points where it leaves the image. */
static inline const int8_t *tml_window_run(const tml_matrix_params *p, const tml_window_start *start, int32_t ky, int32_t kx, int8_t *patch)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t row = start->top + ky * g->dilation_height;
    const int32_t column = start->left + kx * g->dilation_width;
    const int32_t channels = g->input_channels;
    const int32_t inside = row >= 0 && row < g->input_height;
    if (inside && column >= 0 && column + p->run_taps <= g->input_width) {
        return start->image + (row * g->input_width + column) * channels;
    }
    memset(patch, p->zero_point, (size_t)p->run);
    const int32_t first = column < 0 ? -column : 0;
    const int32_t end = column + p->run_taps <= g->input_width ? p->run_taps : g->input_width - column;
    if (inside && first < end) {
        tml_copy_bytes(patch + first * channels, start->image + (row * g->input_width + column + first) * channels, (end - first) * channels);
    }
    return patch;
}

/* `words` words of each of three pixels. Gives the end of what it wrote. */
static inline uint32_t *tml_columns(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t words, int32_t composite)
{
    for (const int8_t *const end = a + 4 * words; a != end; a += 4, b += 4, c += 4, to += 6) {
        const uint32_t va = tml_load_word(a), vb = tml_load_word(b), vc = tml_load_word(c);
        to[0] = tml_odd_bytes(va);
        to[1] = tml_odd_bytes(vb);
        to[2] = tml_odd_bytes(vc);
        to[3] = composite ? tml_even_composite(va) : tml_even_bytes(va);
        to[4] = composite ? tml_even_composite(vb) : tml_even_bytes(vb);
        to[5] = composite ? tml_even_composite(vc) : tml_even_bytes(vc);
    }
    return to;
}

/* The columns of three windows. `patch`: three runs, or three whole windows where runs are copied together. */
static inline void tml_window_columns(const tml_matrix_params *p, const tml_window_start *starts, uint32_t *to, int8_t *patch, int32_t composite)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t room = p->whole_runs ? p->run : 4 * p->steps;
    int8_t *const second = patch + room, *const third = second + room;
    int32_t done = 0;
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        for (int32_t kx = 0; kx < g->filter_width; kx += p->run_taps) {
            if (p->whole_runs) {
                const int8_t *a = tml_window_run(p, starts, ky, kx, patch);
                const int8_t *b = tml_window_run(p, starts + 1, ky, kx, second);
                const int8_t *c = tml_window_run(p, starts + 2, ky, kx, third);
                to = tml_columns(to, a, b, c, p->run / 4, composite);
                continue;
            }
            for (int32_t i = 0; i < 3; i++) {
                int8_t *own = patch + i * room + done;
                const int8_t *run = tml_window_run(p, starts + i, ky, kx, own);
                if (run != own) {
                    tml_copy_bytes(own, run, p->run);
                }
            }
            done += p->run;
        }
    }
    if (!p->whole_runs) {
        for (; done < room; done++) {
            patch[done] = second[done] = third[done] = 0; /* its weight is 0 */
        }
        tml_columns(to, patch, second, third, p->steps, composite);
    }
}

static inline void tml_matrix_conv(const tml_matrix_params *params, const int8_t *x, const int8_t *weights, const int32_t *records,
                                   int8_t *y, uint32_t *columns, int32_t composite, void (*block)(const tml_matrix_walk *))
{
    const tml_matrix_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t image = g->output_height * g->output_width;
    const int32_t pixels = g->batch * image;
    const int32_t channels = g->output_channels;
    int8_t *const patch = (int8_t *)(columns + 6 * p.steps);
    int32_t n = 0, oy = 0, ox = 0;
    tml_window_start starts[3];
    for (int32_t done = 0; done < pixels;) {
        /* The last three begin before those that are left; of fewer than three, one is taken three times. */
        const int32_t alone = pixels < 3;
        if (!alone && done > pixels - 3) {
            done = pixels - 3;
            n = done / image;
            oy = (done - n * image) / g->output_width;
            ox = done - n * image - oy * g->output_width;
        }
        for (int32_t i = 0; i < 3; i++) {
            if (alone && i > 0) {
                starts[i] = starts[0];
                continue;
            }
            starts[i].image = x + n * g->input_height * g->input_width * g->input_channels;
            starts[i].top = oy * g->stride_height - g->pad_top;
            starts[i].left = ox * g->stride_width - g->pad_left;
            if (++ox == g->output_width) {
                ox = 0;
                if (++oy == g->output_height) {
                    oy = 0;
                    n++;
                }
            }
        }
        tml_window_columns(&p, starts, columns, patch, composite);
        tml_matrix_walk walk = { weights, records, y + done * channels, columns, p.steps, alone ? 0 : channels, channels / 2 };
        block(&walk);
        if (channels & 1) { /* the last two, one of them again */
            walk.weights += 8 * p.steps * walk.count;
            walk.records += 7 * walk.count;
            walk.y += channels - 2;
            walk.count = 1;
            block(&walk);
        }
        done += alone ? 1 : 3;
    }
    tml_saturate_range_s8(y, pixels * channels, p.min, p.max);
}

/* x [n,h,w,c], y [n,oh,ow,o], at least two output channels. Weights and records as in tml_matrix_block_dsp.h. */
static inline void tml_conv_2d_s8_dsp(const tml_matrix_params *params, const int8_t *x, const int8_t *weights, const int32_t *records,
                                      int8_t *y, uint32_t *columns)
{
    tml_matrix_conv(params, x, weights, records, y, columns, 1, tml_block_composite);
}

static inline void tml_conv_2d_plain_s8_dsp(const tml_matrix_params *params, const int8_t *x, const int8_t *weights,
                                            const int32_t *records, int8_t *y, uint32_t *columns)
{
    tml_matrix_conv(params, x, weights, records, y, columns, 0, tml_block_plain);
}

#endif
