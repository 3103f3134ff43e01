/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ADD_U8_H
#define TML_ADD_U8_H

#include "tml_combine.h"
#include "tml_requantize.h"

/* x + y on stored integers of three scales: both are brought to one scale with 20 bits more. */
TML_COMBINE(tml_add_u8, uint8_t, uint8_t,
            int32_t a_zero_point; int32_t b_zero_point; int32_t a_multiplier; int32_t a_shift; int32_t b_multiplier;
                int32_t b_shift; int32_t output_multiplier; int32_t output_shift; int32_t output_zero_point; int32_t low;
                int32_t high;,
            tml_clamp(tml_requantize_twice(tml_requantize_twice((x - p.a_zero_point) * 1048576, p.a_multiplier,
                p.a_shift) + tml_requantize_twice((y - p.b_zero_point) * 1048576, p.b_multiplier, p.b_shift),
                p.output_multiplier, p.output_shift) + p.output_zero_point, p.low, p.high))

#endif
