/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LEAKY_RELU_S16_H
#define TML_LEAKY_RELU_S16_H

#include "tml_map.h"
#include "tml_requantize.h"

/* x where x >= 0, else a part of it, at the result's scale. */
TML_MAP(tml_leaky_relu_s16, int16_t, int16_t,
        int32_t multiplier; int32_t shift; int32_t alpha_multiplier; int32_t alpha_shift;,
        tml_clamp(x >= 0 ? tml_requantize_twice(x, p.multiplier, p.shift) : tml_requantize_twice(x, p.alpha_multiplier,
                p.alpha_shift), -32768, 32767))

#endif
