/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of a depthwise convolution over planes of one channel each, see tml_planes_dsp.h.
 *
 * Strides are in elements.
 */
#ifndef TML_PARAMS_PLANES_H
#define TML_PARAMS_PLANES_H

#include "tml_port.h"

typedef struct {
    int32_t batch, channels, multiplier;  /* multiplier: results of each input channel */
    int32_t rows, columns;                /* of the input */
    int32_t x_image, x_row, x_column;
    int32_t y_rows, y_columns;
    int32_t y_image, y_row, y_column;
    int32_t filter_rows, filter_pairs;    /* pairs of taps in a filter's row */
    int32_t stride_row, stride_column, dilation_row;
    int32_t pad_row, pad_column;
    int32_t reach;                        /* rows that one row of results takes */
    int32_t strip, strip_height, width;   /* rows of results at once; the planes' rows and (even) columns */
    int32_t record;                       /* words of one channel's constants */
    int32_t zero_point, min, max;
} tml_plane_params;

/*
 * The same with weights as the model has them, a quarter to a half of the records' size: each channel's record is made
 * when it is needed. plane.record is not used.
 */
typedef struct {
    tml_plane_params plane;
    int32_t output_zero_point;
    int32_t taps, spread;                 /* columns of a filter's row; every `spread`th one is a tap, the others are 0 */
    int32_t filter_row, filter_column;    /* elements from one tap to the next one */
    const int8_t *filter;
    const int32_t *bias, *multiplier;     /* the input's zero point is in the bias */
    const int8_t *shift;                  /* positive to the left */
} tml_plane_compact_params;

#endif
