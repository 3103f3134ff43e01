/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PRELU_H
#define TML_PRELU_H

#include "tml_requantize.h"

/* `value` at the result's scale, times alpha where it is negative. */
static inline int32_t tml_prelu(int32_t value, int32_t alpha, int32_t multiplier, int32_t shift, int32_t alpha_multiplier,
                                int32_t alpha_shift)
{
    return value >= 0 ? tml_requantize_twice(value, multiplier, shift)
                      : tml_requantize_twice(value * alpha, alpha_multiplier, alpha_shift);
}

#endif
