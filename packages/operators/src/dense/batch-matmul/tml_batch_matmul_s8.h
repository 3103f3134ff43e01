/* SPDX-License-Identifier: MIT-0 */
/*
 * Products of matrices of int8, rounded twice; see tml_batch_matmul.h for the loops and the layout.
 *
 * Reference: LiteRT's reference_ops::BatchMatMul for 8 bits.
 */
#ifndef TML_BATCH_MATMUL_S8_H
#define TML_BATCH_MATMUL_S8_H

#include "tml_batch_matmul.h"
#include "tml_requantize.h"

static inline void tml_batch_matmul_s8(const tml_batch_matmul_q_params *params, const int8_t *x, const int8_t *y, int8_t *z)
{
    const tml_batch_matmul_q_params p = *params; /* a copy: stores to z cannot change it */
    const tml_batch_matmul_geometry *const g = &p.geometry;
    TML_BATCH_MATMUL(int8_t, int8_t, int32_t, (*a - p.x_zero_point) * (*b - p.y_zero_point),
                     (int8_t)tml_clamp(tml_requantize_twice(sum, p.multiplier, p.shift) + p.z_zero_point, INT8_MIN, INT8_MAX))
}

#endif
