/* SPDX-License-Identifier: MIT-0 */
/*
 * Products of float matrices with int8 ones, of batches that may be broadcast: each row of x is quantised to int8 by
 * its own range, and sums are multiplied by its scale and that of the column.
 *
 * Layout: z [batch, rows, columns]; steps through x and y are in elements, 0 where a batch is broadcast; scale
 * [columns]. Scratch: a row of `depth` floats, then as many bytes. Reference: LiteRT's EvalHybrid in batch_matmul.cc.
 */
#ifndef TML_BATCH_MATMUL_HYBRID_H
#define TML_BATCH_MATMUL_HYBRID_H

#include "tml_batch_matmul.h"
#include "tml_quantize_dynamic.h"

typedef struct {
    tml_batch_matmul_geometry geometry;
    int32_t y_zero_point, asymmetric;
} tml_batch_matmul_hybrid_params;

/* One row of x times all columns of one matrix of y. */
static inline float *tml_batch_matmul_hybrid_row(const tml_batch_matmul_hybrid_params *params, const float *x, const int8_t *y,
                                                 const TML_FLASH float *scale, float *z, float *row, int8_t *stored)
{
    const tml_batch_matmul_geometry *const g = &params->geometry;
    tml_dynamic_scale dynamic;
    for (int32_t d = 0; d < g->depth; d++) {
        row[d] = x[d * g->x_depth];
    }
    dynamic = tml_quantize_dynamic(row, g->depth, params->asymmetric, stored);
    for (int32_t column = 0; column < g->columns; column++) {
        const int8_t *b = y + column * g->y_column;
        int32_t sum = 0;
        for (int32_t d = 0; d < g->depth; d++) {
            sum += (stored[d] - dynamic.zero_point) * (*b - params->y_zero_point);
            b += g->y_depth;
        }
        *z++ = (float)sum * (dynamic.scale * scale[column]);
    }
    return z;
}

static inline void tml_batch_matmul_hybrid(const tml_batch_matmul_hybrid_params *params, const float *x, const int8_t *y,
                                           const TML_FLASH float *scale, float *z, void *scratch)
{
    const tml_batch_matmul_hybrid_params p = *params; /* a copy: stores to z cannot change it */
    const tml_batch_matmul_geometry *const g = &p.geometry;
    float *const row = (float *)scratch;
    int8_t *const stored = (int8_t *)(row + g->depth);
    for (int32_t i = 0; i < g->batch[0]; i++) {
        for (int32_t j = 0; j < g->batch[1]; j++) {
            for (int32_t k = 0; k < g->batch[2]; k++) {
                const float *left = x + i * g->x_batch[0] + j * g->x_batch[1] + k * g->x_batch[2];
                const int8_t *right = y + i * g->y_batch[0] + j * g->y_batch[1] + k * g->y_batch[2];
                for (int32_t r = 0; r < g->rows; r++) {
                    z = tml_batch_matmul_hybrid_row(&p, left + r * g->x_row, right, scale, z, row, stored);
                }
            }
        }
    }
}

#endif
