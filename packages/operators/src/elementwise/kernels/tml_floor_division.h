/* SPDX-License-Identifier: MIT-0 */
/*
 * Quotient and remainder of integers rounded down, from C's division, which cuts towards zero. 0 where the divisor
 * is 0; the least integer divided by -1 wraps.
 *
 * Reference: LiteRT's FLOOR_DIV and FLOOR_MOD. Source: Knuth, The Art of Computer Programming, volume 1, 1.2.4.
 */
#ifndef TML_FLOOR_DIVISION_H
#define TML_FLOOR_DIVISION_H

#include "tml_port.h"

/* x / y rounded down; 0 where y is 0. The least integer divided by -1 wraps. */
static inline int32_t tml_floor_quotient(int32_t x, int32_t y)
{
    if (y == 0) {
        return 0;
    }
    if (y == -1) {
        return (int32_t)(0u - (uint32_t)x);
    }
    return x / y - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0);
}

/* What x / y rounded down leaves, with the sign of y; 0 where y is 0. */
static inline int32_t tml_floor_remainder(int32_t x, int32_t y)
{
    int32_t rest;
    if (y == 0 || y == -1) {
        return 0;
    }
    rest = x % y;
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

static inline int64_t tml_floor_remainder_s64(int64_t x, int64_t y)
{
    int64_t rest;
    if (y == 0 || y == -1) {
        return 0;
    }
    rest = x % y;
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
}

#endif
