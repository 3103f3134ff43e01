/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SATURATE_RANGE_S8_H
#define TML_SATURATE_RANGE_S8_H

#include "tml_lanes.h"

/* Clamps y[count] to [min, max]; nothing to do for the full range of int8. */
static inline void tml_saturate_range_s8(int8_t *y, int32_t count, int32_t min, int32_t max)
{
    const uint32_t low = (uint32_t)(uint8_t)min * 0x01010101u;
    const uint32_t high = (uint32_t)(uint8_t)max * 0x01010101u;
    if (min <= -128 && max >= 127) {
        return;
    }
    for (; count >= 4; count -= 4, y += 4) {
        tml_store_word(y, tml_max_bytes(low, tml_min_bytes(high, tml_load_word(y))));
    }
    for (; count > 0; count--, y++) {
        *y = (int8_t)(*y < min ? min : *y > max ? max : *y);
    }
}

#endif
