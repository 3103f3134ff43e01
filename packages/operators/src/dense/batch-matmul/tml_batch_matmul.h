/* SPDX-License-Identifier: MIT-0 */
/*
 * Products of matrices, of batches that may be broadcast: for each element of z the sum of products along the inner
 * dimension.
 *
 * Layout: z [batch, rows, columns]; steps through x and y are in elements, 0 where a batch is broadcast. Reference:
 * LiteRT's reference_ops::BatchMatMul.
 */
#ifndef TML_BATCH_MATMUL_H
#define TML_BATCH_MATMUL_H

#include "tml_port.h"

typedef struct {
    int32_t batch[3], x_batch[3], y_batch[3];
    int32_t rows, depth, columns;
    int32_t x_row, x_depth;
    int32_t y_depth, y_column;
} tml_batch_matmul_geometry;

typedef struct {
    tml_batch_matmul_geometry geometry;
    int32_t x_zero_point, y_zero_point, z_zero_point;
    int32_t multiplier, shift;
} tml_batch_matmul_q_params;

/* `sum` of the products `term` of *a and *b, then `result` of it, for every element of z. */
#define TML_BATCH_MATMUL(x_type, y_type, sum_type, term, result) \
    for (int32_t i = 0; i < g->batch[0]; i++) { \
        for (int32_t j = 0; j < g->batch[1]; j++) { \
            for (int32_t k = 0; k < g->batch[2]; k++) { \
                const x_type *left = x + i * g->x_batch[0] + j * g->x_batch[1] + k * g->x_batch[2]; \
                const y_type *right = y + i * g->y_batch[0] + j * g->y_batch[1] + k * g->y_batch[2]; \
                for (int32_t row = 0; row < g->rows; row++) { \
                    for (int32_t column = 0; column < g->columns; column++) { \
                        const x_type *a = left + row * g->x_row; \
                        const y_type *b = right + column * g->y_column; \
                        sum_type sum = 0; \
                        for (int32_t d = 0; d < g->depth; d++) { \
                            sum += (term); \
                            a += g->x_depth; \
                            b += g->y_depth; \
                        } \
                        *z++ = (result); \
                    } \
                } \
            } \
        } \
    }

#endif
