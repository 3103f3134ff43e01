/* SPDX-License-Identifier: MIT-0 */
/*
 * A depthwise convolution of int8 for Helium, one result for each input channel: four channels at a time become cells
 * (tml_cells_mve.h), a vector of 16 values of one channel meets 16 of its weights (tml_patches_mve.h).
 *
 * "Along" is the direction in which cells follow each other, "across" the other one: the image's columns and rows, or
 * the reverse.
 *
 * Layout: x [n, h, w, c], y [n, oh, ow, c], c at least 4. Reference: LiteRT's
 * reference_integer_ops::DepthwiseConvPerChannel.
 */
#ifndef TML_DEPTHWISE_CONV_2D_S8_MVE_H
#define TML_DEPTHWISE_CONV_2D_S8_MVE_H

#include "tml_cells_mve.h"
#include "tml_patches_mve.h"
#include "tml_saturate_range_s8.h"

/* Bytes, where not said otherwise. Along and across are input positions, lines are lines of results. */
typedef struct {
    int32_t batch, channels, x_image, y_image;
    int32_t x_along, x_across, y_along, y_across; /* from one position to the next */
    int32_t along, across;                        /* positions of the input */
    int32_t first_along, first_across;            /* of the first window: 0, or less by the padding */
    int32_t along_lane, along_value;              /* positions from one cell, one value of a word, to the next */
    int32_t across_value, across_band, across_line;
    int32_t lines, line_results, last_line;       /* lines; lines of y that each gives; y's line that the last one begins with */
    int32_t bands, tile;                          /* bands of cells for a line, lines at once */
    int32_t fours, band_bytes;                    /* groups of four cells in a band */
    int32_t count;                                /* results in a line */
    int32_t record;                               /* of one channel: weights, bias, multiplier, shift */
    int32_t fill, zero_point, min, max;
} tml_cells_params;

static inline int32_t tml_cells_line(const tml_cells_params *p, int32_t line)
{
    const int32_t at = line * p->line_results;
    return at < p->last_line ? at : p->last_line;
}

/* The cells of four channels, the first one at x, for one line, whose windows begin at `start` across. */
TML_APART void tml_cells_of_line(const tml_cells_params *p, const int8_t *x, int32_t start, int8_t *cells)
{
    tml_cells_job job;
    job.advance = 4 * p->along_lane * p->x_along;
    job.fours = p->fours;
    job.bound = p->along;
    job.fill = p->fill;
    for (int32_t band = 0; band < p->bands; band++) {
        int32_t places[5];
        for (int32_t value = 0; value < 4; value++) {
            const int32_t across = start + band * p->across_band + value * p->across_value;
            const int inside = (uint32_t)across < (uint32_t)p->across;
            const ptrdiff_t along = p->first_along + value * p->along_value;
            job.from[value] = x + (inside ? across * p->x_across : 0) + along * p->x_along;
            /* Far outside along, which no number of cells brings back. */
            places[value] = p->first_along + value * p->along_value + (inside ? 0 : 0x20000000);
        }
        places[4] = places[0] + 4 * p->along_lane;
        for (int32_t i = 0; i < 4; i++) {
            job.next[i] = places[i + 1] - places[i];
            job.lanes[i] = i * p->along_lane * p->x_along;
            job.index[i] = places[0] + i * p->along_lane;
        }
        job.cells = cells + band * p->band_bytes;
        tml_cells_mve(&job);
    }
}

/* `offsets`: of each block's four words, less a step. */
static inline void tml_depthwise_cells_mve(void (*walk_patches)(tml_patch_walk *), const tml_cells_params *params, const int8_t *x,
                                           const int32_t *offsets, const int32_t *records, int8_t *y, void *scratch)
{
    const tml_cells_params p = *params; /* a copy: stores to y cannot change it */
    int8_t *const cells = (int8_t *)scratch;
    const int32_t line_bytes = p.bands * p.band_bytes;
    int32_t *const rows = (int32_t *)(void *)(cells + p.tile * line_bytes);
    const int32_t across = p.line_results;
    tml_patch_walk walk;
    memcpy(walk.words, offsets, sizeof walk.words);
    for (int32_t i = 0; i < 8; i++) {
        walk.places[i] = (uint16_t)(across == 2 ? (i / 2) * p.y_along + (i % 2) * p.y_across : i * p.y_along);
    }
    walk.zero_point = p.zero_point;
    walk.y_step = (8 / across) * p.y_along;
    walk.offsets = offsets;
    walk.line_bytes = line_bytes;
    walk.count = p.count;
    for (int32_t n = 0; n < p.batch; n++) {
        for (int32_t line = 0; line < p.lines; line += p.tile) {
            const int32_t lines = line + p.tile < p.lines ? p.tile : p.lines - line;
            for (int32_t i = 0; i < lines; i++) {
                rows[i] = tml_cells_line(&p, line + i) * p.y_across;
            }
            for (int32_t channel = 0; channel < p.channels; channel += 4) {
                const int32_t first = channel + 4 <= p.channels ? channel : p.channels - 4;
                for (int32_t i = 0; i < lines; i++) {
                    const int32_t start = p.first_across + tml_cells_line(&p, line + i) * p.across_line;
                    tml_cells_of_line(&p, x + n * p.x_image + first, start, cells + i * line_bytes);
                }
                for (int32_t i = channel - first; i < 4; i++) {
                    const int8_t *record = (const int8_t *)records + (first + i) * p.record;
                    int32_t scale[3];
                    memcpy(scale, record + p.record - 12, sizeof scale);
                    walk.odd = scale[2] < 0 ? -1 : 0;
                    walk.bias = scale[0];
                    walk.multiplier = scale[1];
                    walk.shift = scale[2];
                    walk.weights = record;
                    walk.end = record + p.record - 12;
                    walk.cells = cells + 4 * i;
                    walk.y = y + n * p.y_image + first + i;
                    walk.rows = rows;
                    walk.lines = lines;
                    walk_patches(&walk);
                }
            }
        }
    }
    tml_saturate_range_s8(y, p.batch * p.y_image, p.min, p.max);
}

#define TML_DEPTHWISE_KERNEL(name) \
    static inline void tml_depthwise_conv_2d_##name##_s8_mve(const tml_cells_params *params, const int8_t *x, const int32_t *offsets, \
                                                             const int32_t *records, int8_t *y, void *scratch) \
    { \
        tml_depthwise_cells_mve(tml_patches_##name##_mve, params, x, offsets, records, y, scratch); \
    }

TML_DEPTHWISE_KERNEL(pairs_twice)
TML_DEPTHWISE_KERNEL(pairs_zeros)
TML_DEPTHWISE_KERNEL(run_twice)
TML_DEPTHWISE_KERNEL(run_zeros)
TML_DEPTHWISE_KERNEL(every1_twice)
TML_DEPTHWISE_KERNEL(every1_zeros)
TML_DEPTHWISE_KERNEL(every2_twice)
TML_DEPTHWISE_KERNEL(every2_zeros)
TML_DEPTHWISE_KERNEL(blocks1_twice)
TML_DEPTHWISE_KERNEL(blocks1_zeros)
TML_DEPTHWISE_KERNEL(blocks2_twice)
TML_DEPTHWISE_KERNEL(blocks2_zeros)

#endif
