/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of a filter that slides over images: the geometry, and what each type of elements adds.
 *
 * Layout: images are [batch, height, width, channels]. Padding is what precedes the input; what follows it comes
 * from the sizes.
 */
#ifndef TML_PARAMS_CONV_H
#define TML_PARAMS_CONV_H

#include "tml_port.h"

typedef struct {
    int32_t batch;
    int32_t input_height, input_width, input_channels;
    int32_t output_height, output_width, output_channels;
    int32_t filter_height, filter_width;
    int32_t stride_height, stride_width;
    int32_t dilation_height, dilation_width;
    int32_t pad_top, pad_left;
} tml_conv_geometry;

/* Zero points as the tensors have them; min and max are those of the fused activation, in stored integers. */
typedef struct {
    tml_conv_geometry geometry;
    int32_t input_zero_point, output_zero_point;
    int32_t min, max;
} tml_conv_s8_params;

/* The weights have a zero point too, and all sums one multiplier and shift. */
typedef struct {
    tml_conv_geometry geometry;
    int32_t input_zero_point, filter_zero_point, output_zero_point;
    int32_t multiplier, shift;
    int32_t min, max;
} tml_conv_u8_params;

/* Zero points are 0. twice: results are rounded twice. */
typedef struct {
    tml_conv_geometry geometry;
    int32_t twice;
    int32_t min, max;
} tml_conv_s16_params;

typedef struct {
    tml_conv_geometry geometry;
    float min, max;
} tml_conv_f32_params;

/* asymmetric: the activation is quantised with a zero point. */
typedef struct {
    tml_conv_geometry geometry;
    int32_t asymmetric;
    float min, max;
} tml_conv_hybrid_params;

#endif
