/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of a 3x3 convolution with strides and dilations 1 by tiles of 2x2 results.
 *
 * See tml_conv_2d_winograd_s8_dsp.h for the algorithm.
 */
#ifndef TML_PARAMS_WINOGRAD_H
#define TML_PARAMS_WINOGRAD_H

#include "tml_port.h"

typedef struct {
    int32_t batch, channels, outputs; /* of the input, of the output */
    int32_t rows, columns;            /* of the input */
    int32_t y_rows, y_columns;
    int32_t pad_top, pad_left;
    int32_t segment; /* twos of tiles of a row that are transformed at once */
    int32_t zero_point, min, max;
} tml_winograd_params;

#endif
