/* SPDX-License-Identifier: MIT-0 */
/*
 * A sum of 64 bits as a product of matrices of 16 bits: times a factor of 15 bits, shifted right and rounded once,
 * saturated.
 *
 * Reference: LiteRT's reference_ops::BatchMatMul for 16 bits.
 */
#ifndef TML_BATCH_MATMUL_RESCALE_H
#define TML_BATCH_MATMUL_RESCALE_H

#include "tml_batch_matmul.h"

static inline int16_t tml_batch_matmul_rescale(const tml_batch_matmul_q_params *params, int64_t sum)
{
    const int64_t scaled = (sum * params->multiplier + ((int64_t)1 << (params->shift - 1))) >> params->shift;
    return (int16_t)(scaled < INT16_MIN ? INT16_MIN : scaled > INT16_MAX ? INT16_MAX : scaled);
}

#endif
