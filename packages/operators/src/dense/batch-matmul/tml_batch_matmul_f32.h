/* SPDX-License-Identifier: MIT-0 */
/*
 * Products of matrices of real numbers; see tml_batch_matmul.h for the loops and the layout.
 *
 * Reference: LiteRT's reference_ops::BatchMatMul.
 */
#ifndef TML_BATCH_MATMUL_F32_H
#define TML_BATCH_MATMUL_F32_H

#include "tml_batch_matmul.h"

static inline void tml_batch_matmul_f32(const tml_batch_matmul_geometry *params, const float *x, const float *y, float *z)
{
    const tml_batch_matmul_geometry copy = *params; /* stores to z cannot change it */
    const tml_batch_matmul_geometry *const g = &copy;
    TML_BATCH_MATMUL(float, float, float, *a * *b, sum)
}

#endif
