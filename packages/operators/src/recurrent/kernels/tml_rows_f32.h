/* SPDX-License-Identifier: MIT-0 */
/*
 * What recurrent kernels add up: rows of float weights times a vector, four rows' dot products at once.
 *
 * Layout: weights [rows, depth]. Reference: LiteRT's MatrixBatchVectorMultiplyAccumulate.
 */
#ifndef TML_ROWS_F32_H
#define TML_ROWS_F32_H

#include "tml_dot_f32.h"

/* to[row] += the dot product of x with that row */
static inline void tml_add_rows_f32(const TML_FLASH float *weights, const float *x, int32_t depth, int32_t rows, float *to)
{
    const int32_t fours = rows - rows % 4;
    for (int32_t row = 0; row < fours; row += 4) {
        tml_dot4_f32(x, weights + row * depth, depth, depth, to + row);
    }
    for (int32_t row = fours; row < rows; row++) {
        to[row] = tml_dot_f32(x, weights + row * depth, depth, to[row]);
    }
}

#endif
