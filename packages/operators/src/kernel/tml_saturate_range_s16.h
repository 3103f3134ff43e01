/* SPDX-License-Identifier: MIT-0 */
/*
 * Clamps int16 results to the limits of an activation in place: two values at a time where the core has SSUB16
 * and SEL (tml_lanes.h), which pick the greater or lesser of each pair of halves.
 *
 * Layout: any tensor, as `count` elements in a row. Source: Arm, Armv7-M Architecture Reference Manual (SSUB16,
 * SEL).
 */
#ifndef TML_SATURATE_RANGE_S16_H
#define TML_SATURATE_RANGE_S16_H

#include "tml_lanes.h"

static inline void tml_saturate_range_s16(int16_t *y, int32_t count, int32_t min, int32_t max)
{
    const uint32_t low = (uint32_t)(uint16_t)min * 0x00010001u;
    const uint32_t high = (uint32_t)(uint16_t)max * 0x00010001u;
    for (; count >= 2; count -= 2, y += 2) {
        tml_store_word(y, tml_max_halves(low, tml_min_halves(high, tml_load_word(y))));
    }
    if (count > 0) {
        *y = (int16_t)(*y < min ? min : *y > max ? max : *y);
    }
}

#endif
