/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DIV_S8_H
#define TML_DIV_S8_H

#include "tml_combine.h"
#include "tml_stored_quotient.h"

/* x / y on stored integers of three scales, limited to [low, high]. */
TML_COMBINE(tml_div_s8, int8_t, int8_t,
            int32_t a_zero_point; int32_t b_zero_point; int32_t multiplier; int32_t shift; int32_t output_zero_point;
                int32_t low; int32_t high;,
            tml_clamp(tml_stored_quotient(x - p.a_zero_point, y - p.b_zero_point, p.multiplier, p.shift) +
                p.output_zero_point, p.low, p.high))

#endif
