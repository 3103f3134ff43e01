/* SPDX-License-Identifier: MIT-0 */
/*
 * The value of one element of PRELU on stored integers: times the quotient of the scales, and times alpha where it
 * is negative.
 *
 * Reference: LiteRT's reference_ops::BroadcastPrelu4DSlow.
 */
#ifndef TML_PRELU_H
#define TML_PRELU_H

#include "tml_requantize.h"

static inline int32_t tml_prelu(int32_t value, int32_t alpha, int32_t multiplier, int32_t shift, int32_t alpha_multiplier,
                                int32_t alpha_shift)
{
    return value >= 0 ? tml_requantize_twice(value, multiplier, shift)
                      : tml_requantize_twice(value * alpha, alpha_multiplier, alpha_shift);
}

#endif
