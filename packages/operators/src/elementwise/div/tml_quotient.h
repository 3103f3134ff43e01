/* SPDX-License-Identifier: MIT-0 */
/*
 * x / y towards zero; 0 where y is 0. The least integer divided by -1 wraps: in C that division is
 * undefined. Reference: LiteRT's DIV of integers, which refuses a divisor of 0.
 */
#ifndef TML_QUOTIENT_H
#define TML_QUOTIENT_H

#include "tml_requantize.h"

static inline int32_t tml_quotient(int32_t x, int32_t y)
{
    return y == 0 ? 0 : y == -1 ? (int32_t)(0u - (uint32_t)x) : x / y;
}

#endif
