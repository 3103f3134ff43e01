/* SPDX-License-Identifier: MIT-0 */
/*
 * Products of matrices of 16-bit integers, or of 16-bit with 8-bit ones: sums of 64 bits, rescaled by a factor of 15
 * bits and rounded once; `shift` is to the right. See tml_batch_matmul.h for the loops and the layout.
 *
 * Reference: LiteRT's reference_ops::BatchMatMul for 16 bits.
 */
#ifndef TML_BATCH_MATMUL_S16_H
#define TML_BATCH_MATMUL_S16_H

#include "tml_batch_matmul.h"

static inline int16_t tml_batch_matmul_rescale(const tml_batch_matmul_q_params *params, int64_t sum)
{
    const int64_t scaled = (sum * params->multiplier + ((int64_t)1 << (params->shift - 1))) >> params->shift;
    return (int16_t)(scaled < INT16_MIN ? INT16_MIN : scaled > INT16_MAX ? INT16_MAX : scaled);
}

static inline void tml_batch_matmul_s16(const tml_batch_matmul_q_params *params, const int16_t *x, const int16_t *y, int16_t *z)
{
    const tml_batch_matmul_q_params p = *params; /* a copy: stores to z cannot change it */
    const tml_batch_matmul_geometry *const g = &p.geometry;
    TML_BATCH_MATMUL(int16_t, int16_t, int64_t, (int64_t)*a * *b, tml_batch_matmul_rescale(&p, sum))
}

static inline void tml_batch_matmul_s16s8(const tml_batch_matmul_q_params *params, const int16_t *x, const int8_t *y, int16_t *z)
{
    const tml_batch_matmul_q_params p = *params; /* a copy: stores to z cannot change it */
    const tml_batch_matmul_geometry *const g = &p.geometry;
    TML_BATCH_MATMUL(int16_t, int8_t, int64_t, (int64_t)*a * (*b - p.y_zero_point), tml_batch_matmul_rescale(&p, sum))
}

#endif
