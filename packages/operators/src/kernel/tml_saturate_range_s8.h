/* SPDX-License-Identifier: MIT-0 */
/*
 * Limits int8 results of kernels that saturate to 8 bits by themselves to the activation's range.
 *
 * Layout: y [count], in place; nothing is to be done for the full range of int8.
 */
#ifndef TML_SATURATE_RANGE_S8_H
#define TML_SATURATE_RANGE_S8_H

#include "tml_lanes.h"

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
