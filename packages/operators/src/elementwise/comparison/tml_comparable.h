/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_COMPARABLE_H
#define TML_COMPARABLE_H

#include "tml_requantize.h"

/* What a stored integer less its zero point stands for, with 8 bits more, on a scale that all operands share. */
static inline int32_t tml_comparable(int32_t value, int32_t multiplier, int32_t shift)
{
    return tml_requantize_twice(value * 256, multiplier, shift);
}

#endif
