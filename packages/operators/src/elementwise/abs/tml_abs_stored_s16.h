/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ABS_STORED_S16_H
#define TML_ABS_STORED_S16_H

#include "tml_map.h"
#include "tml_requantize.h"

/* |x| at the result's scale. */
TML_MAP(tml_abs_stored_s16, int16_t, int16_t,
        int32_t multiplier; int32_t shift;,
        tml_clamp(tml_requantize_twice(x < 0 ? -(int32_t)x : (int32_t)x, p.multiplier, p.shift), -32768, 32767))

#endif
