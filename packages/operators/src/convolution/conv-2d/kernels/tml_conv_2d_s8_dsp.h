/* SPDX-License-Identifier: MIT-0 */
/*
 * Convolution of int8 for Armv7E-M as products of columns with the filters: the windows of three pixels are widened
 * to int16 columns, in the composite form where weights allow, and pairs of output channels go over them
 * (tml_matrix_block_dsp.h).
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o]; constants as tml_matrix_block_dsp.h has them. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel. Source of the column form: Lai et al., CMSIS-NN, 2018.
 */
#ifndef TML_CONV_2D_S8_DSP_H
#define TML_CONV_2D_S8_DSP_H

#include "tml_matrix_pixel_dsp.h"
#include "tml_saturate_range_s8.h"
#include "tml_window_run_dsp.h"

/* The same word of three pixels, to where r0 points. */
#define TML_COLUMNS_WORD(EVEN) \
    "ldr r10, [r1], #4\n" \
    "ldr r11, [r2], #4\n" \
    "ldr r12, [r3], #4\n" \
    "sxtb16 r4, r10, ror #8\n" \
    "sxtb16 r5, r11, ror #8\n" \
    "sxtb16 r6, r12, ror #8\n" \
    EVEN("r10") EVEN("r11") EVEN("r12") \
    "stm r0!, {r4, r5, r6, r10, r11, r12}\n"
#define TML_COLUMNS_COMPOSITE(value) \
    "rev16 " value ", " value "\n" \
    "eor " value ", " value ", #0x007f007f\n"
#define TML_COLUMNS_PLAIN(value) "sxtb16 " value ", " value "\n"
#define TML_COLUMNS_LOOP(EVEN) \
    __asm__ volatile( \
        "tst r8, #1\n" \
        "add r8, r1, r8, lsl #2\n" \
        "bne.w 2f\n" \
        "1:\n" TML_COLUMNS_WORD(EVEN) \
        "2:\n" TML_COLUMNS_WORD(EVEN) \
        "cmp r1, r8\n" \
        "bne.w 1b\n" \
        : "+r"(out), "+r"(xa), "+r"(xb), "+r"(xc), "+r"(left) \
        : \
        : "r4", "r5", "r6", "r10", "r11", "r12", "cc", "memory")

/* The same in C. */
static inline void tml_columns_stand_in(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t words, int32_t composite)
{
    for (int32_t i = 0; i < 4 * words; i += 4) {
        const int8_t *const from[3] = { a + i, b + i, c + i };
        for (int32_t pixel = 0; pixel < 3; pixel++) {
            const uint32_t v = tml_load_word(from[pixel]);
            to[pixel] = tml_odd_bytes(v);
            to[3 + pixel] = composite ? tml_even_composite(v) : tml_even_bytes(v);
        }
        to += 6;
    }
}

/* `words` words, at least one, of each of three pixels. */
#define TML_COLUMNS_KERNEL(form, EVEN, composite) \
    TML_APART void tml_columns_##form(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t words) \
    { \
        TML_BLOCK(register uint32_t *out __asm__("r0") = to; register const int8_t *xa __asm__("r1") = a; \
                  register const int8_t *xb __asm__("r2") = b; register const int8_t *xc __asm__("r3") = c; \
                  register int32_t left __asm__("r8") = words; TML_COLUMNS_LOOP(EVEN); \
                  , tml_columns_stand_in(to, a, b, c, words, composite);) \
    }

TML_COLUMNS_KERNEL(composite, TML_COLUMNS_COMPOSITE, 1)
TML_COLUMNS_KERNEL(plain, TML_COLUMNS_PLAIN, 0)

static inline void tml_columns(uint32_t *to, const int8_t *a, const int8_t *b, const int8_t *c, int32_t words, int32_t composite)
{
    if (composite) {
        tml_columns_composite(to, a, b, c, words);
    } else {
        tml_columns_plain(to, a, b, c, words);
    }
}

/* The columns of three windows. `patch`: three runs, or three whole windows where runs are copied together. */
static inline void tml_window_columns(const tml_matrix_params *p, const tml_window_start *starts, uint32_t *to, int8_t *patch, int32_t composite)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t room = p->whole_runs ? p->run : 4 * p->steps;
    int8_t *const second = patch + room, *const third = second + room;
    const int32_t row_step = g->dilation_height * g->input_width * g->input_channels;
    const int32_t inside = starts[0].inside != NULL && starts[1].inside != NULL && starts[2].inside != NULL;
    int32_t done = 0;
    for (int32_t ky = 0; ky < g->filter_height; ky++) {
        int32_t at = ky * row_step;
        for (int32_t kx = 0; kx < g->filter_width; kx += p->run_taps, at += g->dilation_width * g->input_channels) {
            if (p->whole_runs && inside) {
                tml_columns(to, starts[0].inside + at, starts[1].inside + at, starts[2].inside + at, p->run / 4, composite);
                to += p->run / 4 * 6;
            } else if (p->whole_runs) {
                const int8_t *a = tml_window_run(p, starts, ky, kx, patch);
                const int8_t *b = tml_window_run(p, starts + 1, ky, kx, second);
                const int8_t *c = tml_window_run(p, starts + 2, ky, kx, third);
                tml_columns(to, a, b, c, p->run / 4, composite);
                to += p->run / 4 * 6;
            } else {
                for (int32_t i = 0; i < 3; i++) {
                    int8_t *own = patch + i * room + done;
                    const int8_t *run = inside ? starts[i].inside + at : tml_window_run(p, starts + i, ky, kx, own);
                    if (run != own) {
                        tml_copy_bytes(own, run, p->run);
                    }
                }
                done += p->run;
            }
        }
    }
    if (!p->whole_runs) {
        for (; done < room; done++) {
            patch[done] = second[done] = third[done] = 0; /* its weight is 0 */
        }
        tml_columns(to, patch, second, third, p->steps, composite);
    }
}

/* Three pixels, or one, by pairs of channels; gives where the constants of the next pair are. */
typedef const int32_t *tml_block(const tml_block_walk *walk);

static inline void tml_matrix_conv(const tml_matrix_params *p, const int8_t *x, const int32_t *constants, int8_t *y,
                                   uint32_t *columns, int32_t composite, tml_block *block, tml_block *pixel)
{
    const tml_conv_geometry *const g = &p->geometry;
    const int32_t image = g->output_height * g->output_width;
    const int32_t pixels = g->batch * image;
    const int32_t channels = g->output_channels;
    const int32_t input = g->input_height * g->input_width * g->input_channels;
    const int32_t last_top = g->input_height - 1 - (g->filter_height - 1) * g->dilation_height;
    const int32_t last_left = g->input_width - 1 - (g->filter_width - 1) * g->dilation_width;
    int8_t *const patch = (int8_t *)(columns + 6 * p->steps);
    int32_t n = 0, oy = 0, ox = 0;
    tml_window_start starts[3];
    for (int32_t done = 0; done < pixels;) {
        /*
         * Of the last one or two, each is taken three times. An earlier pixel is not: y may have been written over its
         * x.
         */
        const int32_t alone = pixels - done < 3;
        for (int32_t i = 0; i < 3; i++) {
            if (alone && i > 0) {
                starts[i] = starts[0];
                continue;
            }
            const int32_t top = oy * g->stride_height - g->pad_top;
            const int32_t left = ox * g->stride_width - g->pad_left;
            starts[i].image = x + n * input;
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
        tml_window_columns(p, starts, columns, patch, composite);
        tml_block_walk walk = { constants, y + done * channels, columns, p->steps, alone ? 0 : channels, channels / 2 };
        tml_block *const compute = alone ? pixel : block;
        const int32_t *const last = compute(&walk);
        if (channels & 1) { /* the last two, one of them again */
            walk.constants = last;
            walk.y += channels - 2;
            walk.count = 1;
            compute(&walk);
        }
        done += alone ? 1 : 3;
    }
    tml_saturate_range_s8(y, pixels * channels, p->min, p->max);
}

/* x [n,h,w,c], y [n,oh,ow,o], at least two output channels. Constants as in tml_matrix_block_dsp.h. */
static inline void tml_conv_2d_s8_dsp(const tml_matrix_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                      uint32_t *columns)
{
    tml_matrix_conv(params, x, constants, y, columns, 1, tml_block_composite, tml_pixel_composite);
}

static inline void tml_conv_2d_plain_s8_dsp(const tml_matrix_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                            uint32_t *columns)
{
    tml_matrix_conv(params, x, constants, y, columns, 0, tml_block_plain, tml_pixel_plain);
}

#endif
