/* SPDX-License-Identifier: MIT-0 */
/*
 * A 1x1 convolution of one or two input channels, and the largest of each two by two results: requantisation keeps the
 * order of the sums, so only the largest sum takes it. Two rows of the input are widened to a word a pixel, a channel
 * in each half; then each pair of output channels goes over them, its weights and scales in registers.
 *
 * Constants and scales as in tml_matrix_block_dsp.h; weights are int16, 256 times the real ones, so that sums have the
 * scale of the composite form.
 *
 * Layout: x [n, h, w, c] with c of 1 or 2, y [n, oh, ow, o] after the pooling. Source: the SMLAD and SMMLA
 * instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_CONV_2D_1X1_POOL_S8_DSP_H
#define TML_CONV_2D_1X1_POOL_S8_DSP_H

#include "tml_matrix_dsp.h"
#include "tml_params_1x1_pool.h"
#include "tml_saturate_range_s8.h"

/* A word for each of `count` pixels. Beside a channel that is alone lies what a weight of 0 makes nothing of. */
static inline void tml_1x1_widen(const int8_t *x, int32_t channels, int32_t count, uint32_t *to)
{
    if (channels == 1) {
        for (int32_t i = 0; i < count; i++) {
            to[i] = (uint32_t)x[i];
        }
        return;
    }
    for (int32_t i = 0; i < count; i++, x += 2) {
        to[i] = tml_low_halves((uint32_t)x[0], (uint32_t)x[1]);
    }
}

static inline int32_t tml_larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* The largest of the four sums of a window whose rows begin at x and below. */
static inline int32_t tml_1x1_largest(uint32_t weights, const uint32_t *x, const uint32_t *below, int32_t bias)
{
    const int32_t a = tml_dot_halves(weights, x[0], bias), b = tml_dot_halves(weights, x[1], bias);
    const int32_t c = tml_dot_halves(weights, below[0], bias), d = tml_dot_halves(weights, below[1], bias);
    return tml_larger(tml_larger(a, b), tml_larger(c, d));
}

/* As tml_matrix_result with mode 0. */
static inline int8_t tml_1x1_once(int32_t sum, int32_t multiplier)
{
    return (int8_t)tml_saturate_s8(tml_high_product(sum, multiplier, 0) >> TML_MATRIX_SHIFT);
}

/* As tml_matrix_result with another mode. */
static inline int8_t tml_1x1_twice(int32_t sum, int32_t multiplier, int32_t rounding, int32_t shift)
{
    const int32_t twice = sum >> 7;
    return (int8_t)tml_saturate_s8((tml_high_product_rounded(twice, multiplier, rounding) - (twice < 0)) >> shift);
}

/* A row of results, from y to end, of two channels; gives the next pair's constants. */
TML_APART const int32_t *tml_1x1_pool_pair(const int32_t *constants, const uint32_t *x, const uint32_t *below, int8_t *y,
                                           const int8_t *end, int32_t y_column)
{
    const int32_t a_bias = constants[0], b_bias = constants[1];
    const uint32_t a_weights = (uint32_t)constants[2], b_weights = (uint32_t)constants[3];
    const int32_t *const scale = constants + 4;
    const int32_t a_scale = scale[0] & 0x7fffffff, b_scale = scale[1];
    if (scale[0] >= 0) {
        for (; y != end; x += 2, below += 2, y += y_column) {
            /* Both before the stores, which might change x for all that the compiler knows. */
            const int32_t a = tml_1x1_largest(a_weights, x, below, a_bias), b = tml_1x1_largest(b_weights, x, below, b_bias);
            y[0] = tml_1x1_once(a, a_scale);
            y[1] = tml_1x1_once(b, b_scale);
        }
        return scale + 2;
    }
    const int32_t a_left = scale[2] >> 16 & 0xff, b_left = scale[2] >> 24 & 0xff;
    const int32_t a_half = (int16_t)scale[2] * (1 << a_left), b_half = (int16_t)scale[2] * (1 << b_left);
    for (; y != end; x += 2, below += 2, y += y_column) {
        const int32_t a = tml_1x1_largest(a_weights, x, below, a_bias), b = tml_1x1_largest(b_weights, x, below, b_bias);
        y[0] = tml_1x1_twice(a, a_scale, a_half, a_left + 1);
        y[1] = tml_1x1_twice(b, b_scale, b_half, b_left + 1);
    }
    return scale + 3;
}

/* At least two output channels. `strip`: two rows of words. */
static inline void tml_conv_2d_1x1_pool_s8_dsp(const tml_1x1_pool_params *params, const int8_t *x, const int32_t *constants,
                                               int8_t *y, uint32_t *strip)
{
    const tml_1x1_pool_params p = *params; /* a copy: stores to y cannot change it */
    const int32_t y_row = p.y_columns * p.outputs;
    uint32_t *const below = strip + 2 * p.y_columns;
    int8_t *to = y;
    for (int32_t n = 0; n < p.batch; n++) {
        for (int32_t r = 0; r < p.y_rows; r++, to += y_row) {
            const int8_t *const from = x + n * p.x_image + 2 * r * p.x_row;
            const int32_t *pair = constants;
            tml_1x1_widen(from, p.channels, 2 * p.y_columns, strip);
            tml_1x1_widen(from + p.x_row, p.channels, 2 * p.y_columns, below);
            for (int32_t o = 0; o < p.outputs; o += 2) {
                const int32_t first = o + 2 <= p.outputs ? o : p.outputs - 2; /* the last two channels, one of them again */
                pair = tml_1x1_pool_pair(pair, strip, below, to + first, to + first + y_row, p.outputs);
            }
        }
    }
    tml_saturate_range_s8(y, p.batch * p.y_rows * y_row, p.min, p.max);
}

#endif
