/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of fully connected layers.
 *
 * Layout: x is `rows` rows of `depth`, the weights are `outputs` rows of `depth`.
 */
#ifndef TML_PARAMS_FULLY_CONNECTED_H
#define TML_PARAMS_FULLY_CONNECTED_H

#include "tml_port.h"

typedef struct {
    int32_t rows, depth, outputs;
    int32_t input_zero_point, output_zero_point;
    int32_t min, max;
} tml_fully_connected_s8_params;

/* The weights have a zero point too, and all sums one multiplier and shift. */
typedef struct {
    int32_t rows, depth, outputs;
    int32_t input_zero_point, filter_zero_point, output_zero_point;
    int32_t multiplier, shift;
    int32_t min, max;
} tml_fully_connected_u8_params;

/* Zero points are 0. */
typedef struct {
    int32_t rows, depth, outputs;
    int32_t min, max;
} tml_fully_connected_s16_params;

typedef struct {
    int32_t rows, depth, outputs;
    float min, max;
} tml_fully_connected_f32_params;

typedef struct {
    int32_t rows, depth, outputs;
    int32_t asymmetric;
    float min, max;
} tml_fully_connected_hybrid_params;

#endif
