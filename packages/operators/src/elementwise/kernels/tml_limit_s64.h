/* SPDX-License-Identifier: MIT-0 */
/*
 * 64-bit sums and products, which wrap, limited to the range of an activation.
 * Reference: ActivationFunctionWithMinMax of LiteRT's reference kernels for int64.
 */
#ifndef TML_LIMIT_S64_H
#define TML_LIMIT_S64_H

#include "tml_port.h"

static inline int64_t tml_limit_s64(uint64_t wrapped, int64_t low, int64_t high)
{
    const int64_t value = (int64_t)wrapped;
    return value < low ? low : value > high ? high : value;
}

#endif
