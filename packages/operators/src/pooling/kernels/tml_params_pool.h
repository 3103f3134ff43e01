/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of pooling: the geometry, and the limits of the fused activation.
 *
 * Layout: images are [batch, height, width, channels].
 */
#ifndef TML_PARAMS_POOL_H
#define TML_PARAMS_POOL_H

#include "tml_port.h"

typedef struct {
    int32_t batch;
    int32_t input_height, input_width, channels;
    int32_t output_height, output_width;
    int32_t filter_height, filter_width;
    int32_t stride_height, stride_width;
    int32_t pad_top, pad_left;
} tml_pool_geometry;

typedef struct {
    tml_pool_geometry geometry;
    int32_t min, max;
} tml_pool_s8_params;

typedef struct {
    tml_pool_geometry geometry;
    float min, max;
} tml_pool_f32_params;

#endif
