/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of products of matrices, of batches that may be broadcast.
 *
 * Layout: z [batch, rows, columns]; steps through x and y are in elements, 0 where a batch is broadcast.
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

#endif
