/* SPDX-License-Identifier: MIT-0 */
/*
 * A convolution with a filter of one pixel where there are few pixels: each is a product of a matrix and a vector.
 *
 * Layout: x [n * h * w, c], y [n * h * w, o]; weights and records as in tml_matrix_vector_dsp.h. Reference: LiteRT's
 * reference_integer_ops::ConvPerChannel.
 */
#ifndef TML_CONV_2D_1X1_S8_DSP_H
#define TML_CONV_2D_1X1_S8_DSP_H

#include "tml_matrix_vector_dsp.h"

static inline void tml_conv_2d_1x1_s8_dsp(const tml_vector_params *params, const int8_t *x, const int8_t *weights,
                                          const int32_t *records, int8_t *y, uint32_t *column)
{
    tml_matrix_rows(params, x, weights, records, y, column, 1, tml_vector_composite_twice);
}

static inline void tml_conv_2d_1x1_plain_s8_dsp(const tml_vector_params *params, const int8_t *x, const int8_t *weights,
                                                const int32_t *records, int8_t *y, uint32_t *column)
{
    tml_matrix_rows(params, x, weights, records, y, column, 0, tml_vector_plain_twice);
}

#endif
