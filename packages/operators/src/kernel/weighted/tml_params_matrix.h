/* SPDX-License-Identifier: MIT-0 */
/*
 * A convolution as products of columns of the input with the filters. A run: `run_taps` neighbouring taps of a
 * filter's row, `run` values. Runs that are no whole words are first copied together.
 */
#ifndef TML_PARAMS_MATRIX_H
#define TML_PARAMS_MATRIX_H

#include "tml_params_conv.h"

typedef struct {
    tml_conv_geometry geometry;
    int32_t run_taps, run, whole_runs;
    int32_t steps;  /* groups of four values in a column */
    int32_t zero_point;
    int32_t min, max;
} tml_matrix_params;

/* The same for Helium, with the zero point of the results; steps are vectors. */
typedef struct {
    tml_matrix_params matrix;
    int32_t output_zero_point;
} tml_pairs_params;

/* x is `rows` rows of `depth`. */
typedef struct {
    int32_t rows, depth, outputs;
    int32_t min, max;
} tml_vector_params;

/* The same for Helium. */
typedef struct {
    int32_t rows, depth, outputs;
    int32_t zero_point, min, max;
} tml_row_params;

/* The same as tml_vector_params, with the factors of the outputs: factor_step is 3, or 0 where all share one. */
typedef struct {
    int32_t rows, depth, outputs;
    int32_t factor_step;
    int32_t zero_point, min, max;
} tml_direct_params;

#endif
