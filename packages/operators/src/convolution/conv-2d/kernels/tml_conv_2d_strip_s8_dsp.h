/* SPDX-License-Identifier: MIT-0 */
/*
 * A convolution of few input channels. The input's rows that one row of results takes are widened to a strip of int16:
 * two values a word, the same word of every row before the next one. A window's columns and channels, and its rows
 * with them, then lie one after the other; nothing is copied window by window.
 *
 * Windows that begin at an odd value take a strip of their own, which begins one window later.
 *
 * Weights are int16, 256 times the real ones, so that sums have the scale of the composite form.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, o]. Reference: LiteRT's reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_STRIP_S8_DSP_H
#define TML_CONV_2D_STRIP_S8_DSP_H

#include "tml_matrix_block_dsp.h"
#include "tml_params_strip.h"
#include "tml_saturate_range_s8.h"

/* Words from a run of values: two words of four values each time, `step` words apart in the strip. */
static inline void tml_strip_widen(const int8_t *from, uint32_t *to, int32_t step, int32_t fours)
{
    for (; fours >= 2; fours -= 2, from += 8, to += 4 * step) {
        const uint32_t v = tml_load_word(from), w = tml_load_word(from + 4);
        to[0] = tml_low_halves(tml_even_bytes(v), tml_odd_bytes(v));
        to[step] = tml_high_halves(tml_even_bytes(v), tml_odd_bytes(v));
        to[2 * step] = tml_low_halves(tml_even_bytes(w), tml_odd_bytes(w));
        to[3 * step] = tml_high_halves(tml_even_bytes(w), tml_odd_bytes(w));
    }
    if (fours > 0) {
        const uint32_t v = tml_load_word(from);
        to[0] = tml_low_halves(tml_even_bytes(v), tml_odd_bytes(v));
        to[step] = tml_high_halves(tml_even_bytes(v), tml_odd_bytes(v));
    }
}

/* A value of a row, the zero point beside it. */
static inline uint32_t tml_strip_value(const tml_strip_params *p, const int8_t *row, int32_t at)
{
    if (at < 0 || at >= p->columns * p->channels) {
        return (uint32_t)p->zero_point;
    }
    if (p->x_column == p->channels) {
        return (uint32_t)row[at];
    }
    const int32_t column = p->channels == 1 ? at : at / p->channels;
    return (uint32_t)row[column * p->x_column + at - column * p->channels];
}

/* `words` words of a row from value `at` on. */
static inline void tml_strip_row(const tml_strip_params *p, const int8_t *row, int32_t at, int32_t words, uint32_t *to)
{
    const int32_t step = p->filter_rows;
    while (words > 0) {
        if (at >= 0 && p->x_column == p->channels) {
            const int32_t left = (p->columns * p->channels - at) / 4, fours = left < words / 2 ? left : words / 2;
            if (fours > 0) {
                tml_strip_widen(row + at, to, step, fours);
                at += 4 * fours;
                words -= 2 * fours;
                to += 2 * fours * step;
                continue;
            }
        }
        *to = tml_low_halves(tml_strip_value(p, row, at), tml_strip_value(p, row, at + 1));
        at += 2;
        words--;
        to += step;
    }
}

/* The strip of the windows whose first row is `top` and whose first one begins at value `at` of each. */
TML_APART void tml_strip_fill(const tml_strip_params *p, const int8_t *x, int32_t top, int32_t at, int32_t words, uint32_t *strip)
{
    const uint32_t edges = tml_low_halves((uint32_t)p->zero_point, (uint32_t)p->zero_point);
    for (int32_t k = 0; k < p->filter_rows; k++) {
        const int32_t row = top + k * p->dilation_row;
        if (row >= 0 && row < p->rows) {
            tml_strip_row(p, x + row * p->x_row, at, words, strip + k);
            continue;
        }
        for (int32_t i = 0; i < words; i++) {
            strip[i * p->filter_rows + k] = edges;
        }
    }
}

/* As tml_block_walk; from one pixel's window to the next one's are x_step bytes. */
typedef struct {
    const int32_t *constants;
    int8_t *y;
    const uint32_t *x;
    int32_t steps;
    int32_t y_step;
    int32_t count;
    int32_t x_step;
} tml_strip_walk;

/* r0: x, lr: x_step. */
#define TML_STRIP_FROM(a0, b0) \
    "ldr r9, [r1, #4]\n" \
    "ldr r8, [r1], #8\n" \
    "ldr r11, [r0, lr]\n" \
    "ldr r12, [r0, lr, lsl #1]\n" \
    "ldr r10, [r0], #4\n" \
    "smlad r4, r8, r11, " a0("r4") "\n" \
    "smlad r5, r9, r11, " b0("r5") "\n" \
    "smlad r6, r8, r12, " a0("r6") "\n" \
    "smlad r7, r9, r12, " b0("r7") "\n" \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n"
#define TML_STRIP_ENTER \
    "ldm r0, {r1, r2, r3, r4, r5, r6, r7}\n" \
    TML_PUT(6, "r7") \
    "add r8, r3, r4, lsl #2\n"
#define TML_STRIP_ROUND(STEP) TML_UNROLLED(STEP) TML_UNROLLED(STEP)

static inline const int32_t *tml_strip_stand_in(const tml_strip_walk *walk)
{
    const int32_t *constants = walk->constants;
    for (int32_t pair = 0; pair < walk->count; pair++) {
        const int32_t *weights = constants + 2;
        const uint32_t *x = walk->x;
        int32_t sums[6] = { 0 };
        for (int32_t step = walk->steps; step > 0; step--, x++, weights += 2) {
            for (int32_t i = 0; i < 6; i++) {
                sums[i] = tml_dot_halves((uint32_t)weights[i & 1], x[i / 2 * walk->x_step / 4], sums[i]);
            }
        }
        constants = tml_block_results(constants, weights, sums, walk->y + 2 * pair, walk->y_step, 1);
    }
    return constants;
}

TML_APART const int32_t *tml_strip_block(const tml_strip_walk *job)
{
    TML_BLOCK(register const tml_strip_walk *walk __asm__("r0") = job;
              register const int32_t *constants __asm__("r1");
              TML_BLOCK_WALK(TML_STRIP_ENTER, TML_GET("lr", 6), TML_STRIP_FROM, TML_STRIP_ROUND, 2 * TML_UNROLL, "44", TML_TWICE_COMPOSITE);
              return constants;
              , return tml_strip_stand_in(job);)
}

/* Every channel of one row's `count` windows, three at a time. Steps of x in words, of y in elements. */
static inline void tml_strip_windows(const tml_strip_params *p, const int32_t *constants, const uint32_t *x, int32_t x_step,
                                     int8_t *y, int32_t y_step, int32_t count)
{
    for (int32_t i = 0; i < count;) {
        const int32_t alone = count < 3; /* one window, three times */
        const int32_t first = alone || i + 3 <= count ? i : count - 3;
        tml_strip_walk walk = {
            constants, y + first * y_step, x + first * x_step, p->words * p->filter_rows, alone ? 0 : y_step, p->outputs / 2,
            alone ? 0 : 4 * x_step,
        };
        const int32_t *const last = tml_strip_block(&walk);
        if (p->outputs & 1) { /* the last two channels, one of them again */
            walk.constants = last;
            walk.y += p->outputs - 2;
            walk.count = 1;
            tml_strip_block(&walk);
        }
        i += alone ? 1 : 3;
    }
}

/*
 * At least two output channels. Constants as in tml_matrix_block_dsp.h, a word of weights for each word of a window.
 */
static inline void tml_conv_2d_strip_s8_dsp(const tml_strip_params *params, const int8_t *x, const int32_t *constants, int8_t *y,
                                            uint32_t *strip)
{
    const tml_strip_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t step = p.phases * p.stride / 2; /* words of a row from one window of a strip to the next */
    for (int32_t n = 0; n < p.batch; n++) {
        for (int32_t r = 0; r < p.y_rows; r++) {
            for (int32_t phase = 0; phase < p.phases; phase++) {
                const int32_t count = (p.y_columns - phase + p.phases - 1) / p.phases;
                tml_strip_fill(&p, x + n * p.x_image, r * p.stride_row - p.pad_row, phase * p.stride - p.pad,
                               (count - 1) * step + p.words, strip);
                tml_strip_windows(&p, constants, strip, step * p.filter_rows, y + n * p.y_image + r * p.y_row + phase * p.y_column,
                                  p.phases * p.y_column, count);
            }
        }
    }
    tml_saturate_range_s8(y, p.batch * p.y_image, p.min, p.max);
}

#endif
