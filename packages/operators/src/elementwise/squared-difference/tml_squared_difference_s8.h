/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQUARED_DIFFERENCE_S8_H
#define TML_SQUARED_DIFFERENCE_S8_H

#include "tml_combine.h"
#include "tml_requantize.h"

static inline int32_t tml_on_common_scale(int32_t value, int32_t multiplier, int32_t shift)
{
    return tml_requantize_twice(value * 128, multiplier, shift);
}

static inline int32_t tml_square(int32_t value)
{
    return value * value;
}

/* (x - y)^2 on stored integers: both are brought to twice the greater scale, with 7 bits more. */
TML_COMBINE(tml_squared_difference_s8, int8_t, int8_t,
            int32_t a_zero_point; int32_t b_zero_point; int32_t a_multiplier; int32_t a_shift; int32_t b_multiplier;
                int32_t b_shift; int32_t output_multiplier; int32_t output_shift; int32_t output_zero_point;,
            tml_clamp(tml_requantize_twice(tml_square(tml_on_common_scale(x - p.a_zero_point, p.a_multiplier,
                p.a_shift) - tml_on_common_scale(y - p.b_zero_point, p.b_multiplier, p.b_shift)), p.output_multiplier,
                p.output_shift) + p.output_zero_point, -128, 127))

#endif
