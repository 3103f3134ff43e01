/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of a depthwise convolution none of whose windows leaves the image.
 *
 * See tml_depthwise_conv_2d_window_s8_dsp.h. Steps are in elements.
 */
#ifndef TML_PARAMS_WINDOW_H
#define TML_PARAMS_WINDOW_H

#include "tml_port.h"

typedef struct {
    int32_t batch, rows, columns, channels; /* of the output */
    int32_t x_image, x_row, x_column;       /* from one window to the next one */
    int32_t pairs;                          /* of taps */
    int32_t min, max;
} tml_window_params;

#endif
