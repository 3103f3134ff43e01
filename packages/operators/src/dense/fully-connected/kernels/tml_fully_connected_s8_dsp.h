/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8 for Armv7E-M: each row of x is widened to a column, then multiplied with four
 * outputs at once. Rounded once.
 *
 * Layout: x [rows, k], y [rows, o]; weights and records as in tml_matrix_vector_dsp.h. Reference: LiteRT's
 * reference_integer_ops::FullyConnected.
 */
#ifndef TML_FULLY_CONNECTED_S8_DSP_H
#define TML_FULLY_CONNECTED_S8_DSP_H

#include "tml_matrix_vector_dsp.h"

static inline void tml_fully_connected_s8_dsp(const tml_vector_params *params, const int8_t *x, const int8_t *weights,
                                              const int32_t *records, int8_t *y, uint32_t *column)
{
    tml_matrix_rows(params, x, weights, records, y, column, 1, tml_vector_composite_once);
}

static inline void tml_fully_connected_plain_s8_dsp(const tml_vector_params *params, const int8_t *x, const int8_t *weights,
                                                    const int32_t *records, int8_t *y, uint32_t *column)
{
    tml_matrix_rows(params, x, weights, records, y, column, 0, tml_vector_plain_once);
}

#endif
