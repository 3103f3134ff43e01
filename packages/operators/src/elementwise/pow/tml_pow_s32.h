/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_POW_S32_H
#define TML_POW_S32_H

#include "tml_combine.h"

static inline int32_t tml_power(int32_t base, int32_t exponent)
{
    uint32_t result = exponent < 0 ? 0u : 1u;
    uint32_t square = (uint32_t)base;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            result *= square;
        }
        square *= square;
    }
    return (int32_t)result;
}

/* x to the power of y, wrapped; 0 where y is negative. */
TML_COMBINE(tml_pow_s32, int32_t, int32_t, , tml_power(x, y))

#endif
