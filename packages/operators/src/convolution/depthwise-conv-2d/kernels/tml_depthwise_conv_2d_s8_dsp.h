/* SPDX-License-Identifier: MIT-0 */
/*
 * Any filter: pairs of neighbouring taps of a filter's row (the odd last one with weight 0), four results at once,
 * which share each load of weights.
 *
 * Layout: planes and records as in tml_planes_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_S8_DSP_H
#define TML_DEPTHWISE_CONV_2D_S8_DSP_H

#include "tml_planes_dsp.h"

static inline void tml_plane_four(const int32_t *record, const int32_t sums[4], int8_t *to, int32_t step)
{
    if (record[3] >= 0) {
        for (int32_t i = 0; i < 4; i++) {
            to[i * step] = tml_plane_result(record, sums[i]);
        }
        return;
    }
    const int32_t multiplier = record[1], rounding = record[2];
    to[0] = (int8_t)tml_saturate_s8(tml_high_product(sums[0], multiplier, rounding) >> TML_PLANE_SHIFT);
    to[step] = (int8_t)tml_saturate_s8(tml_high_product(sums[1], multiplier, rounding) >> TML_PLANE_SHIFT);
    to[2 * step] = (int8_t)tml_saturate_s8(tml_high_product(sums[2], multiplier, rounding) >> TML_PLANE_SHIFT);
    to[3 * step] = (int8_t)tml_saturate_s8(tml_high_product(sums[3], multiplier, rounding) >> TML_PLANE_SHIFT);
}

TML_APART void tml_plane_rows(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                              const tml_plane_params *p)
{
    const int32_t step = p->stride_column, pairs = p->filter_pairs, filter_rows = p->filter_rows;
    const int32_t next_row = p->dilation_row * p->width;
    for (int32_t r = 0; r < job->rows; r++) {
        const int16_t *line = plane + r * p->stride_row * p->width;
        int8_t *to = y + r * job->y_row;
        int32_t c = 0;
        for (; c + 4 <= job->columns; c += 4) {
            int32_t s0 = record[0], s1 = s0, s2 = s0, s3 = s0;
            const int32_t *weights = record + 4;
            const int16_t *row = line;
            for (int32_t k = filter_rows; k > 0; k--) {
                const int16_t *from = row;
                const int32_t *const end = weights + pairs;
                do {
                    const uint32_t w = (uint32_t)*weights++;
                    s0 = tml_dot_halves(tml_load_word(from), w, s0);
                    s1 = tml_dot_halves(tml_load_word(from + step), w, s1);
                    s2 = tml_dot_halves(tml_load_word(from + 2 * step), w, s2);
                    s3 = tml_dot_halves(tml_load_word(from + 3 * step), w, s3);
                    from += 2;
                } while (weights != end);
                row += next_row;
            }
            const int32_t sums[4] = { s0, s1, s2, s3 };
            tml_plane_four(record, sums, to, job->y_column);
            to += 4 * job->y_column;
            line += 4 * step;
        }
        for (; c < job->columns; c++) {
            int32_t sum = record[0];
            const int32_t *weights = record + 4;
            const int16_t *row = line;
            for (int32_t k = filter_rows; k > 0; k--) {
                const int16_t *from = row;
                const int32_t *const end = weights + pairs;
                do {
                    sum = tml_dot_halves(tml_load_word(from), (uint32_t)*weights++, sum);
                    from += 2;
                } while (weights != end);
                row += next_row;
            }
            *to = tml_plane_result(record, sum);
            to += job->y_column;
            line += step;
        }
    }
}

/* Weights as tml_plane_pairs has them. */
static inline void tml_depthwise_conv_2d_s8_dsp(const tml_plane_params *params, const int8_t *x, const int32_t *records, int8_t *y,
                                                int16_t *planes)
{
    tml_planes_dsp(params, x, records, y, planes, tml_plane_rows);
}

static inline void tml_depthwise_conv_2d_compact_s8_dsp(const tml_plane_compact_params *params, const int8_t *x, int8_t *y,
                                                        int16_t *planes)
{
    tml_planes_compact_dsp(params, x, y, planes, tml_plane_rows, tml_plane_pairs);
}

#endif
