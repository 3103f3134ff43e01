/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of a 1x1 convolution and the largest of each 2x2 of its results, see tml_conv_2d_1x1_pool_s8_dsp.h.
 *
 * Steps are in elements.
 */
#ifndef TML_PARAMS_1X1_POOL_H
#define TML_PARAMS_1X1_POOL_H

#include "tml_port.h"

typedef struct {
    int32_t batch, channels, outputs; /* of the input: 1 or 2; of the output */
    int32_t x_row, x_image;
    int32_t y_rows, y_columns;        /* of the pooling */
    int32_t min, max;
} tml_1x1_pool_params;

#endif
