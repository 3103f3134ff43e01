/* SPDX-License-Identifier: MIT-0 */
/*
 * Brings a stored integer to a scale that both operands of a comparison share: less its zero point, times its scale,
 * with 8 bits more, rounded twice.
 *
 * Reference: LiteRT's reference/comparisons.h.
 */
#ifndef TML_COMPARABLE_H
#define TML_COMPARABLE_H

#include "tml_requantize.h"

static inline int32_t tml_comparable(int32_t value, int32_t multiplier, int32_t shift)
{
    return tml_requantize_twice(value * 256, multiplier, shift);
}

#endif
