/* SPDX-License-Identifier: MIT-0 */
/*
 * a / b * multiplier * 2^(shift - 31) of integers, rounded: a shifted up as far as it goes, times the reciprocal of b,
 * then shifted down. 0 where b is 0.
 *
 * Reference: LiteRT's reference/div.h.
 */
#ifndef TML_STORED_QUOTIENT_H
#define TML_STORED_QUOTIENT_H

#include "tml_reciprocal.h"

static inline int32_t tml_stored_quotient(int32_t a, int32_t b, int32_t multiplier, int32_t shift)
{
    uint32_t magnitude;
    int32_t headroom = 0;
    int32_t over, quotient, right;
    if (a == 0 || b == 0) {
        return 0;
    }
    if (b < 0) {
        a = -a;
        b = -b;
    }
    magnitude = (uint32_t)(a < 0 ? ~a : a);
    while (headroom < 31 && (magnitude & 0x40000000u) == 0) {
        magnitude <<= 1;
        headroom++;
    }
    quotient = tml_reciprocal_q19(b, &over);
    quotient = tml_high_multiply((int32_t)((uint32_t)a << headroom), quotient);
    right = 19 + over + headroom - shift;
    return right > 31 ? 0 : tml_requantize_twice(quotient, multiplier, -right);
}

#endif
