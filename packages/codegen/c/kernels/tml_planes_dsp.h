/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PLANES_DSP_H
#define TML_PLANES_DSP_H

#include "tml_lanes.h"
#include "tml_params_planes.h"
#include "tml_saturate_range_s8.h"

/*
 * A depthwise convolution one channel at a time: channels are copied, four together, to padded planes of int16, where
 * neighbouring columns are pairs that one multiplication takes. "Rows" and "columns" are those of the planes: which of
 * them is the image's height is the caller's choice.
 */

/* One strip as the kernels walk it, in the order of the assembly's loads. Strides of y in elements, the others in bytes. */
typedef struct {
    int32_t y_column, y_row;
    int32_t pairs;        /* of rows */
    int32_t odd_row;      /* 1: one more row */
    int32_t line;         /* a row's whole pairs of columns in the plane */
    int32_t odd_column;   /* the odd column: 0 or a pair's */
    int32_t plane_next;   /* from the end of a pair of rows to the next one */
    int32_t y_next;
    int32_t rows, columns;
} tml_plane_job;

/* Computes the outputs of one channel. `record`: 2 * bias, multiplier, rounding, right shift, then the weights. */
typedef void (*tml_plane_kernel)(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                                 const tml_plane_params *params);

static inline tml_plane_job tml_plane_job_of(const tml_plane_params *p, int32_t rows)
{
    const int32_t pairs = p->y_columns / 2, odd = p->y_columns & 1, pair = 4 * p->stride_column;
    const tml_plane_job job = {
        p->y_column, p->y_row, rows / 2, rows & 1, pairs * pair, odd * pair,
        4 * p->width * p->stride_row - (pairs + odd) * pair, 2 * p->y_row - 2 * pairs * p->y_column, rows, p->y_columns,
    };
    return job;
}

/* Two columns of four channels, a and b, as a word of each plane. */
#define TML_PLANE_WORDS4(a, b) \
    do { \
        const uint32_t a02 = tml_even_bytes(a), a13 = tml_odd_bytes(a), b02 = tml_even_bytes(b), b13 = tml_odd_bytes(b); \
        *to0++ = tml_low_halves(a02, b02); \
        *to1++ = tml_low_halves(a13, b13); \
        *to2++ = tml_high_halves(a02, b02); \
        *to3++ = tml_high_halves(a13, b13); \
    } while (0)

/*
 * One row of four neighbouring channels to four planes, `plane` elements apart. Only words with a column of the input
 * are written: the zero points around them are there already.
 */
static inline void tml_plane_row4(const tml_plane_params *p, const int8_t *x, int16_t *row, int32_t plane)
{
    const uint32_t edge = (uint32_t)(uint8_t)p->zero_point * 0x01010101u;
    const int32_t step = p->x_column;
    const int8_t *from = x;
    uint32_t *to0 = (uint32_t *)(void *)row + p->pad_column / 2;
    uint32_t *to1 = to0 + plane / 2, *to2 = to1 + plane / 2, *to3 = to2 + plane / 2;
    int32_t left = p->columns < p->width - p->pad_column ? p->columns : p->width - p->pad_column;
    if (p->pad_column & 1) {
        TML_PLANE_WORDS4(edge, tml_load_word(from));
        from += step;
        left--;
    }
    for (; left >= 2; left -= 2) {
        const uint32_t a = tml_load_word(from);
        from += step;
        const uint32_t b = tml_load_word(from);
        from += step;
        TML_PLANE_WORDS4(a, b);
    }
    if (left > 0) {
        TML_PLANE_WORDS4(tml_load_word(from), edge);
    }
}

/* The same for one channel. */
static inline void tml_plane_row1(const tml_plane_params *p, const int8_t *x, int16_t *row)
{
    const int32_t step = p->x_column;
    int32_t left = p->columns < p->width - p->pad_column ? p->columns : p->width - p->pad_column;
    for (row += p->pad_column; left > 0; left--, x += step) {
        *row++ = *x;
    }
}

static inline void tml_plane_edge(int16_t *row, int32_t count, int32_t zero_point)
{
    const uint32_t edges = tml_low_halves((uint32_t)zero_point, (uint32_t)zero_point);
    uint32_t *to = (uint32_t *)(void *)row;
    for (; count > 0; count -= 2) {
        *to++ = edges;
    }
}

/* Fills rows first <= r < end of the strip that begins at padded row `top`. */
TML_APART void tml_plane_fill(const tml_plane_params *p, const int8_t *x, int16_t *planes, int32_t channels, int32_t top,
                              int32_t first, int32_t end)
{
    const int32_t plane = p->strip_height * p->width;
    for (int32_t r = first; r < end; r++) {
        const int32_t from = top + r - p->pad_row;
        int16_t *row = planes + r * p->width;
        if (from < 0 || from >= p->rows) {
            for (int32_t c = 0; c < channels && p->strip < p->y_rows; c++) {
                tml_plane_edge(row + c * plane, p->width, p->zero_point);
            }
        } else if (channels == 4) {
            tml_plane_row4(p, x + from * p->x_row, row, plane);
        } else {
            tml_plane_row1(p, x + from * p->x_row, row);
        }
    }
}

/*
 * planes: scratch of 4 (1 for a single channel) * strip_height * width. y may be x where each channel has one result,
 * and no strip writes further than the rows that have been read: a strip keeps the rows that the next one needs again.
 * What is padding everywhere, or all the time where there is but one strip, is written once.
 */
static inline void tml_planes_dsp(const tml_plane_params *params, const int8_t *x, const int32_t *records, int8_t *y,
                                  int16_t *planes, tml_plane_kernel kernel)
{
    const tml_plane_params *const p = params;
    const int32_t plane = p->strip_height * p->width;
    const int32_t advance = p->strip * p->stride_row;
    tml_plane_edge(planes, (p->channels >= 4 ? 4 : 1) * plane, p->zero_point);
    for (int32_t n = 0; n < p->batch; n++) {
        const int32_t *record = records;
        int32_t group;
        for (int32_t channel = 0; channel < p->channels; channel += group) {
            const int8_t *from = x + n * p->x_image + channel;
            int8_t *line = y + n * p->y_image + channel * p->multiplier;
            int32_t filled = 0; /* rows of the strip that are there already */
            group = p->channels - channel >= 4 ? 4 : 1;
            for (int32_t y0 = 0; y0 < p->y_rows; y0 += p->strip) {
                const tml_plane_job job = tml_plane_job_of(p, p->y_rows - y0 < p->strip ? p->y_rows - y0 : p->strip);
                const int32_t height = (job.rows - 1) * p->stride_row + p->reach;
                const int32_t *own = record;
                const int16_t *of = planes;
                int8_t *out = line;
                tml_plane_fill(p, from, planes, group, y0 * p->stride_row, filled, height);
                for (int32_t c = group; c > 0; c--) {
                    for (int32_t m = p->multiplier; m > 0; m--) {
                        kernel(of, out++, &job, own, p);
                        own += p->record;
                    }
                    of += plane;
                }
                line += p->strip * p->y_row;
                filled = height > advance ? height - advance : 0;
                for (int32_t c = 0; c < group && filled > 0 && y0 + p->strip < p->y_rows; c++) {
                    memmove(planes + c * plane, planes + c * plane + advance * p->width, (size_t)(filled * p->width) * sizeof *planes);
                }
            }
            record += group * p->multiplier * p->record;
        }
    }
    tml_saturate_range_s8(y, p->batch * p->y_image, p->min, p->max);
}

#endif
