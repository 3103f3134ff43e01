/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LESS_S8_H
#define TML_LESS_S8_H

#include "tml_combine.h"
#include "tml_comparable.h"

/* Whether x < y, each multiplied by its scale, with 8 bits more. */
TML_COMBINE(tml_less_s8, int8_t, uint8_t,
            int32_t a_zero_point; int32_t b_zero_point; int32_t a_multiplier; int32_t a_shift; int32_t b_multiplier;
                int32_t b_shift;,
            tml_comparable(x - p.a_zero_point, p.a_multiplier, p.a_shift) < tml_comparable(y - p.b_zero_point,
                p.b_multiplier, p.b_shift))

#endif
