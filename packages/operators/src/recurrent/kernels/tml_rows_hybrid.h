/* SPDX-License-Identifier: MIT-0 */
/*
 * What recurrent kernels with int8 weights on float activations add up: rows of weights times a quantised vector.
 *
 * Layout: weights [rows, depth]. Reference: LiteRT's hybrid MatrixBatchVectorMultiplyAccumulate.
 */
#ifndef TML_ROWS_HYBRID_H
#define TML_ROWS_HYBRID_H

#include "tml_dot_s8.h"
#include "tml_quantize_dynamic.h"

typedef struct {
    const TML_FLASH int8_t *weights;
    float scale;
} tml_hybrid_matrix;

/* to[row] += the dot product of x with that row */
static inline void tml_add_rows_hybrid(const tml_hybrid_matrix *matrix, const int8_t *x, tml_dynamic_scale dynamic, int32_t depth,
                                       int32_t rows, float *to)
{
    const TML_FLASH int8_t *const weights = matrix->weights;
    const float scale = matrix->scale * dynamic.scale;
    const int32_t fours = rows - rows % 4, offset = -dynamic.zero_point;
    for (int32_t row = 0; row < fours; row += 4) {
        int32_t sums[4] = { 0, 0, 0, 0 };
        tml_dot4_s8(x, weights + row * depth, depth, depth, offset, sums);
        for (int32_t i = 0; i < 4; i++) {
            to[row + i] += (float)sums[i] * scale;
        }
    }
    for (int32_t row = fours; row < rows; row++) {
        to[row] += (float)tml_dot_s8(x, weights + row * depth, depth, offset, 0) * scale;
    }
}

#endif
