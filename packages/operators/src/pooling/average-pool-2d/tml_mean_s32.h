/* SPDX-License-Identifier: MIT-0 */
/*
 * The mean of a window of integers from their sum, rounded, halves away from zero; 0 for a window that lies on padding
 * alone. Reference: LiteRT's reference_integer_ops::AveragePool.
 */
#ifndef TML_MEAN_S32_H
#define TML_MEAN_S32_H

#include <stdint.h>

static inline int32_t tml_mean_s32(int32_t sum, int32_t count)
{
    return count == 0 ? 0 : (sum > 0 ? sum + count / 2 : sum - count / 2) / count;
}

#endif
