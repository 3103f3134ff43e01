/* SPDX-License-Identifier: MIT-0 */
/*
 * Depthwise convolution of int16 with int8 weights for Armv7E-M: a word of the image holds two neighbouring
 * channels of a pixel, and one instruction each (SMLABB, SMLATT) adds their products to two sums. Two
 * neighbouring pixels share each load of weights where no tap of them lies on padding.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c]. Records follow each other, one for each pair of channels (the
 * second of an odd last one is 0): two biases, two multipliers, a word with the two shifts, then a word of two
 * int16 weights for each tap. See tml_result_s16_dsp.h. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel with sums of 64 bits. Source of the two products: Arm, Armv7-M
 * Architecture Reference Manual (SMLAxy).
 */
#ifndef TML_DEPTHWISE_CONV_2D_S16_DSP_H
#define TML_DEPTHWISE_CONV_2D_S16_DSP_H

#include "tml_params_conv.h"
#include "tml_result_s16_dsp.h"
#include "tml_window.h"

typedef struct {
    const int16_t *x;              /* the first tap on the input, channel 0 */
    const int32_t *records;
    int16_t *y;
    int32_t rows, columns;         /* of taps on the input, at least one of each */
    int32_t first, skip;           /* taps that precede them; taps between two rows of them */
    int32_t row_step, column_step; /* elements from tap to tap */
    int32_t next;                  /* elements from a pixel's window to that of its neighbour */
    int32_t taps, channels, relu;
} tml_depthwise_job_s16;

/* Sums wrap: only the last one must fit. */
static inline int32_t tml_add_low_product(int32_t sum, uint32_t a, uint32_t b)
{
    return (int32_t)((uint32_t)sum + (uint32_t)((int32_t)(int16_t)a * (int16_t)b));
}

static inline int32_t tml_add_high_product(int32_t sum, uint32_t a, uint32_t b)
{
    return (int32_t)((uint32_t)sum + (uint32_t)(((int32_t)a >> 16) * ((int32_t)b >> 16)));
}

static inline void tml_depthwise_store_s16(const int32_t *record, int32_t low, int32_t high, int32_t relu, int16_t *y)
{
    y[0] = tml_result_s16_dsp(low, record[2], record[4] & 0xff, relu);
    y[1] = tml_result_s16_dsp(high, record[3], record[4] >> 8, relu);
}

/* An odd last channel of one pixel. */
static inline int16_t tml_depthwise_last_s16(const tml_depthwise_job_s16 *job, const int32_t *record, const int16_t *line)
{
    const int32_t *weights = record + 5 + job->first;
    int32_t sum = record[0];
    for (int32_t r = job->rows; r > 0; r--, line += job->row_step, weights += job->skip) {
        const int16_t *from = line;
        for (int32_t k = job->columns; k > 0; k--, from += job->column_step) {
            sum = tml_add_low_product(sum, (uint32_t)(int32_t)*from, (uint32_t)*weights++);
        }
    }
    return tml_result_s16_dsp(sum, record[2], record[4] & 0xff, job->relu);
}

TML_APART void tml_depthwise_one_s16(const tml_depthwise_job_s16 *job)
{
    const int32_t columns = job->columns, column_step = job->column_step, channels = job->channels;
    const int32_t *record = job->records;
    int32_t c = 0;
    for (; c + 2 <= channels; c += 2, record += 5 + job->taps) {
        int32_t a0 = record[0], a1 = record[1];
        const int32_t *weights = record + 5 + job->first;
        const int16_t *line = job->x + c;
        for (int32_t r = job->rows; r > 0; r--, line += job->row_step, weights += job->skip) {
            const int16_t *from = line;
            const int32_t *const end = weights + columns;
            do {
                const uint32_t w = (uint32_t)*weights++;
                const uint32_t a = tml_load_word(from);
                from += column_step;
                a0 = tml_add_low_product(a0, a, w);
                a1 = tml_add_high_product(a1, a, w);
            } while (weights != end);
        }
        tml_depthwise_store_s16(record, a0, a1, job->relu, job->y + c);
    }
    if (c < channels) {
        job->y[c] = tml_depthwise_last_s16(job, record, job->x + c);
    }
}

/* This pixel and the next one. */
TML_APART void tml_depthwise_two_s16(const tml_depthwise_job_s16 *job)
{
    const int32_t columns = job->columns, column_step = job->column_step, channels = job->channels, next = job->next;
    const int32_t *record = job->records;
    int32_t c = 0;
    for (; c + 2 <= channels; c += 2, record += 5 + job->taps) {
        int32_t a0 = record[0], a1 = record[1], b0 = a0, b1 = a1;
        const int32_t *weights = record + 5 + job->first;
        const int16_t *line = job->x + c;
        for (int32_t r = job->rows; r > 0; r--, line += job->row_step, weights += job->skip) {
            const int16_t *from = line;
            const int32_t *const end = weights + columns;
            do {
                const uint32_t w = (uint32_t)*weights++;
                const uint32_t a = tml_load_word(from), b = tml_load_word(from + next);
                from += column_step;
                a0 = tml_add_low_product(a0, a, w);
                a1 = tml_add_high_product(a1, a, w);
                b0 = tml_add_low_product(b0, b, w);
                b1 = tml_add_high_product(b1, b, w);
            } while (weights != end);
        }
        tml_depthwise_store_s16(record, a0, a1, job->relu, job->y + c);
        tml_depthwise_store_s16(record, b0, b1, job->relu, job->y + channels + c);
    }
    if (c < channels) {
        const int16_t last = tml_depthwise_last_s16(job, record, job->x + next + c);
        job->y[c] = tml_depthwise_last_s16(job, record, job->x + c);
        job->y[channels + c] = last;
    }
}

static inline void tml_depthwise_conv_2d_s16_dsp(const tml_conv_s16_params *params, const int16_t *x, const int32_t *records, int16_t *y)
{
    const tml_conv_s16_params p = *params; /* a copy: stores to y cannot change it */
    const tml_conv_geometry *const g = &p.geometry;
    const int32_t channels = g->input_channels;
    tml_depthwise_job_s16 job = { x, records, y, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
    job.row_step = g->dilation_height * g->input_width * channels;
    job.column_step = g->dilation_width * channels;
    job.next = g->stride_width * channels;
    job.taps = g->filter_height * g->filter_width;
    job.channels = channels;
    job.relu = p.min == 0 ? -1 : 0;
    for (int32_t n = 0; n < g->batch; n++) {
        const int16_t *image = x + n * g->input_height * g->input_width * channels;
        for (int32_t oy = 0; oy < g->output_height; oy++) {
            const int32_t top = oy * g->stride_height - g->pad_top;
            const tml_taps rows = tml_taps_at(top, g->filter_height, g->dilation_height, g->input_height);
            for (int32_t ox = 0; ox < g->output_width;) {
                const int32_t left = ox * g->stride_width - g->pad_left;
                const int32_t end = left + g->stride_width + (g->filter_width - 1) * g->dilation_width;
                const int32_t two = left >= 0 && end < g->input_width && ox + 1 < g->output_width;
                const tml_taps columns = tml_taps_at(left, g->filter_width, g->dilation_width, g->input_width);
                const int32_t row = top + rows.first * g->dilation_height;
                const int32_t none = rows.first == rows.end || columns.first == columns.end;
                job.rows = none ? 0 : rows.end - rows.first;
                job.columns = columns.end - columns.first;
                job.first = rows.first * g->filter_width + columns.first;
                job.skip = g->filter_width - job.columns;
                job.x = none ? image : image + (row * g->input_width + left + columns.first * g->dilation_width) * channels;
                if (two) {
                    tml_depthwise_two_s16(&job);
                } else {
                    tml_depthwise_one_s16(&job);
                }
                job.y += (1 + two) * channels;
                ox += 1 + two;
            }
        }
    }
    tml_limit_s16(y, g->batch * g->output_height * g->output_width * channels, p.min, p.max);
}

#endif
