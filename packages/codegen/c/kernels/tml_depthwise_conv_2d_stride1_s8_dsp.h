/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_STRIDE1_S8_DSP_H

#include "tml_planes_dsp.h"

/*
 * Filters of any size whose columns do not stride. A word of the plane holds two columns; the result at an even column
 * takes it with the weights (w0,w1), (w2,w3), ..., its right neighbour with (0,w0), (w1,w2), ...: each word, and each pair
 * of pairs of weights, serves several results. Weights and bias are doubled as in tml_depthwise_conv_2d_3x3_s8_dsp.h.
 */

/* Four results from two columns' worth of words on, or two. */
#define TML_STRIDE1_SUMS(more) \
    do { \
        const int32_t *weights = record + 4; \
        const uint32_t *row = line; \
        int32_t k = p->filter_rows; \
        do { \
            const uint32_t *from = row; \
            const int32_t *const end = weights + 2 * pairs; \
            uint32_t a = *from++; \
            do { \
                const uint32_t even = (uint32_t)weights[0], odd = (uint32_t)weights[1]; \
                const uint32_t b = *from++; \
                weights += 2; \
                s0 = tml_dot_halves(a, even, s0); \
                s1 = tml_dot_halves(a, odd, s1); \
                more \
                a = b; \
            } while (weights != end); \
            row += next_row; \
        } while (--k != 0); \
    } while (0)

#define TML_STRIDE1_STORE(sum) \
    do { \
        const int32_t high = tml_high_product_rounded(sum, multiplier, rounding) + ((sum >> 31) & sign_step); \
        *to = (int8_t)tml_saturate_s8(high >> shift); \
        to += y_column; \
    } while (0)

TML_APART void tml_plane_rows_stride1(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                                      const tml_plane_params *p)
{
    const int32_t pairs = p->filter_pairs;
    const int32_t next_row = p->dilation_row * p->width / 2;
    const int32_t bias = record[0], multiplier = record[1], rounding = record[2], shift = record[3];
    const int32_t sign_step = p->sign_step, y_column = job->y_column;
    const uint32_t *start = (const uint32_t *)(const void *)plane;
    for (int32_t r = job->rows; r > 0; r--) {
        const uint32_t *line = start;
        int8_t *to = y;
        int32_t left = job->columns;
        for (; left > 2; left -= 4) {
            int32_t s0 = bias, s1 = bias, s2 = bias, s3 = bias;
            TML_STRIDE1_SUMS(s2 = tml_dot_halves(b, even, s2); s3 = tml_dot_halves(b, odd, s3););
            TML_STRIDE1_STORE(s0);
            TML_STRIDE1_STORE(s1);
            TML_STRIDE1_STORE(s2);
            if (left != 3) {
                TML_STRIDE1_STORE(s3);
            }
            line += 2;
        }
        if (left > 0) {
            int32_t s0 = bias, s1 = bias;
            TML_STRIDE1_SUMS(;);
            TML_STRIDE1_STORE(s0);
            if (left != 1) {
                TML_STRIDE1_STORE(s1);
            }
        }
        start += p->stride_row * p->width / 2;
        y += job->y_row;
    }
}

/* Records: 2 * bias, multiplier, rounding, shift, then for each filter row filter_pairs times the pairs of both columns. */
static inline void tml_depthwise_conv_2d_stride1_s8_dsp(const tml_plane_params *params, const int8_t *x, const int32_t *records,
                                                        int8_t *y, int16_t *planes)
{
    tml_planes_dsp(params, x, records, y, planes, tml_plane_rows_stride1);
}

#endif
