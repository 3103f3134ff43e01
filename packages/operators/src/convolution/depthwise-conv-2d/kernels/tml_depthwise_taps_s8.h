/* SPDX-License-Identifier: MIT-0 */
/*
 * Sums over the taps of a depthwise filter that lie within the image, of four neighbouring channels or of one.
 *
 * Layout: strides, in elements, of the taps on the image and in the filter.
 */
#ifndef TML_DEPTHWISE_TAPS_S8_H
#define TML_DEPTHWISE_TAPS_S8_H

#include "tml_port.h"

/* Strides, in elements, of a filter's taps on an image and in the filter, and how many of them to sum. */
typedef struct {
    int32_t rows, columns;
    int32_t image_row, image_column;
    int32_t filter_row, filter_column;
} tml_depthwise_taps;

/* Adds to four neighbouring channels' sums. */
TML_APART void tml_depthwise_taps4_s8(const tml_depthwise_taps *taps, const int8_t *x, const TML_FLASH int8_t *w, int32_t offset,
                                      int32_t *sums)
{
    int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
    const int32_t image_column = taps->image_column, filter_column = taps->filter_column;
    for (int32_t rows = taps->rows; rows > 0; rows--) {
        const int8_t *from = x;
        const TML_FLASH int8_t *tap = w;
        for (int32_t columns = taps->columns; columns > 0; columns--) {
            s0 += (from[0] + offset) * *tap;
            s1 += (from[1] + offset) * tap[1];
            s2 += (from[2] + offset) * tap[2];
            s3 += (from[3] + offset) * tap[3];
            from += image_column;
            tap += filter_column;
        }
        x += taps->image_row;
        w += taps->filter_row;
    }
    sums[0] = s0;
    sums[1] = s1;
    sums[2] = s2;
    sums[3] = s3;
}

#endif
