/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DIV_S32_H
#define TML_DIV_S32_H

#include "tml_combine.h"
#include "tml_requantize.h"

/* The least integer divided by -1 wraps. */
static inline int32_t tml_quotient(int32_t x, int32_t y)
{
    return y == 0 ? 0 : y == -1 ? (int32_t)(0u - (uint32_t)x) : x / y;
}

/* x / y towards zero, 0 where y is 0, limited to [low, high]. */
TML_COMBINE(tml_div_s32, int32_t, int32_t, int32_t low; int32_t high;, tml_clamp(tml_quotient(x, y), p.low, p.high))

#endif
