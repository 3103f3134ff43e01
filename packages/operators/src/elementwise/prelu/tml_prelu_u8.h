/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PRELU_U8_H
#define TML_PRELU_U8_H

#include "tml_combine.h"
#include "tml_prelu.h"

/* x where x >= 0, else y * x, on stored integers. */
TML_COMBINE(tml_prelu_u8, uint8_t, uint8_t,
            int32_t x_zero_point; int32_t alpha_zero_point; int32_t multiplier; int32_t shift; int32_t
                alpha_multiplier; int32_t alpha_shift; int32_t output_zero_point;,
            tml_clamp(tml_prelu(x - p.x_zero_point, y - p.alpha_zero_point, p.multiplier, p.shift, p.alpha_multiplier,
                p.alpha_shift) + p.output_zero_point, 0, 255))

#endif
