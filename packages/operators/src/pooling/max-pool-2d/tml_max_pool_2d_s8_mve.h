/* SPDX-License-Identifier: MIT-0 */
/*
 * The greatest value of each window of int8 for Helium: sixteen channels at once.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]. Reference: LiteRT's reference_integer_ops::MaxPool.
 */
#ifndef TML_MAX_POOL_2D_S8_MVE_H
#define TML_MAX_POOL_2D_S8_MVE_H

#include "tml_mve.h"
#include "tml_params_pool.h"
#include "tml_saturate_range_s8.h"
#include "tml_window.h"

/* height * width pixels from x on, both more than 0; `row`: bytes from one line to the next. */
typedef struct {
    const int8_t *x;
    int32_t height, width, row, channels;
    int8_t *y;
} tml_max_job;

/* The assembly in C: sixteen results are written when their values have been read. */
static inline void tml_max_stand_in(const tml_max_job *job)
{
    for (int32_t first = 0; first < job->channels; first += 16) {
        const int32_t count = job->channels - first < 16 ? job->channels - first : 16;
        int8_t most[16];
        memset(most, INT8_MIN, sizeof most);
        for (int32_t ky = 0; ky < job->height; ky++) {
            for (int32_t kx = 0; kx < job->width; kx++) {
                const int8_t *from = job->x + ky * job->row + kx * job->channels + first;
                for (int32_t i = 0; i < count; i++) {
                    most[i] = from[i] > most[i] ? from[i] : most[i];
                }
            }
        }
        memcpy(job->y + first, most, (size_t)count);
    }
}

/* r1 x, r2 height, r3 width, r4 row, r5 channels left, r6 y, r8 line, r9 lines left, r10 pixel, r11 channels, lr
 * pixels left. */
TML_APART void tml_window_max_mve(const tml_max_job *window)
{
    TML_MVE_BLOCK(register const tml_max_job *job __asm__("r0") = window;
                  __asm__ volatile("ldm r0, {r1, r2, r3, r4, r5, r6}\n"
                                   "mov r11, r5\n"
                                   "1:\n"
                                   "vctp.8 r5\n"
                                   "vmov.i8 q0, #128\n"
                                   "mov r8, r1\n"
                                   "mov r9, r2\n"
                                   "2:\n"
                                   "mov r10, r8\n"
                                   "dls lr, r3\n"
                                   "3:\n"
                                   "vpst\n"
                                   "vldrbt.u8 q1, [r10]\n"
                                   "add r10, r11\n"
                                   "vmax.s8 q0, q0, q1\n"
                                   "le lr, 3b\n"
                                   "add r8, r4\n"
                                   "subs r9, #1\n"
                                   "bne.n 2b\n"
                                   "vpst\n"
                                   "vstrbt.8 q0, [r6]\n"
                                   "adds r1, #16\n"
                                   "adds r6, #16\n"
                                   "subs r5, #16\n"
                                   "bgt.n 1b\n"
                                   : "+r"(job)
                                   :
                                   : TML_MVE_CLOBBER);
                  , tml_max_stand_in(window);)
}

/* As tml_max_pool_2d_s8, sixteen channels at once. */
static inline void tml_max_pool_2d_s8_mve(const tml_pool_s8_params *params, const int8_t *x, int8_t *y)
{
    const tml_pool_geometry *const g = &params->geometry;
    const int32_t channels = g->channels, row = g->input_width * channels;
    int8_t *to = y;
    for (int32_t n = 0; n < g->batch; n++) {
        const int8_t *image = x + n * g->input_height * row;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, 1, g->input_height);
            int32_t left = -g->pad_left;
            for (int32_t ox = g->output_width; ox > 0; ox--, left += g->stride_width, to += channels) {
                const tml_taps columns = tml_taps_at(left, g->filter_width, 1, g->input_width);
                const tml_max_job job = { image + (top + rows.first) * row + (left + columns.first) * channels,
                                          rows.end - rows.first,
                                          columns.end - columns.first,
                                          row,
                                          channels,
                                          to };
                if (job.height > 0 && job.width > 0) {
                    tml_window_max_mve(&job);
                } else {
                    memset(to, INT8_MIN, (size_t)channels);
                }
            }
        }
    }
    tml_saturate_range_s8(y, (int32_t)(to - y), params->min, params->max);
}

#endif
