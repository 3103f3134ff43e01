/* SPDX-License-Identifier: MIT-0 */
/*
 * A convolution over strips, see tml_conv_2d_strip_s8_dsp.h. "Rows" and "columns" are those of the strip: which of
 * them is the image's height is the caller's choice. Steps in elements.
 */
#ifndef TML_PARAMS_STRIP_H
#define TML_PARAMS_STRIP_H

#include "tml_port.h"

typedef struct {
    int32_t batch, channels, outputs;     /* of the input, of the output */
    int32_t rows, columns;                /* of the input */
    int32_t x_image, x_row, x_column;
    int32_t y_rows, y_columns;
    int32_t y_image, y_row, y_column;
    int32_t filter_rows, words;           /* words of values that a window has in each row */
    int32_t stride_row, dilation_row, pad_row;
    int32_t stride, pad;                  /* along a row, in values: columns times channels */
    int32_t phases;                       /* 2 where every other window begins within a word, else 1 */
    int32_t zero_point, min, max;
} tml_strip_params;

#endif
