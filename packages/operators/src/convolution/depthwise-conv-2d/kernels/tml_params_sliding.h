/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of depthwise convolutions that copy one channel at a time, a strip of result rows at once.
 *
 * Layout: steps in elements; rows and columns may be the image's columns and rows. The strip's plane has `width`
 * columns, as many as fours of results along a row reach, and padding wherever the image does not.
 */
#ifndef TML_PARAMS_SLIDING_H
#define TML_PARAMS_SLIDING_H

#include "tml_port.h"

typedef struct {
    int32_t batch, channels, multiplier;
    int32_t rows, columns, x_image, x_row, x_column;
    int32_t y_rows, y_columns, y_image, y_row, y_column;
    int32_t filter_rows, filter_columns;
    int32_t stride_row, stride_column;
    int32_t dilation_row, dilation_column;
    int32_t pad_row, pad_column;
    int32_t strip, height, width;
    int32_t input_zero_point, output_zero_point;
    int32_t min, max;
} tml_sliding_params;

#endif
