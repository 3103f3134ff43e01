/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of reductions along up to two groups of dimensions, all others joined.
 *
 * Layout: x [kept0, reduced0, kept1, reduced1, kept2], y [kept0, kept1, kept2].
 */
#ifndef TML_PARAMS_MEAN_H
#define TML_PARAMS_MEAN_H

#include "tml_port.h"

typedef struct {
    int32_t kept0, reduced0, kept1, reduced1, kept2;
} tml_mean_geometry;

/* multiplier and shift take the sum of (q - input_zero_point) to the output, the division included. */
typedef struct {
    tml_mean_geometry geometry;
    int32_t input_zero_point, output_zero_point;
    int32_t multiplier, shift;
} tml_mean_s8_params;

typedef struct {
    tml_mean_geometry geometry;
} tml_mean_f32_params;

#endif
