/* SPDX-License-Identifier: MIT-0 */
/*
 * Any function of 16 bits by straight lines between 513 points of a table: the upper 9 bits of an element choose a
 * point, the lower 7 the place between it and the next.
 *
 * Layout: `count` elements in order. `output` may be `input`. Reference: LiteRT's LUTLookup for 16 bits.
 */
#ifndef TML_INTERPOLATE_S16_H
#define TML_INTERPOLATE_S16_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    /* 513 points: the upper 9 bits of an element choose one, the lower 7 the place between it and the next. */
    const TML_FLASH int16_t *table;
} tml_interpolate_s16_params;

/* The table's value at a 16-bit integer. */
static inline int16_t tml_interpolate(const TML_FLASH int16_t *table, int32_t value)
{
    const TML_FLASH int16_t *const point = table + 256 + (value >> 7);
    const int32_t base = point[0];
    const int32_t slope = (int16_t)(point[1] - base);
    return (int16_t)(base + ((slope * (value & 127) + 64) >> 7));
}

/* Any function of 16 bits by straight lines between 513 points. `output` may be `input`. */
static inline void tml_interpolate_s16(const tml_interpolate_s16_params *params, const int16_t *input, int16_t *output)
{
    const tml_interpolate_s16_params p = *params;
    int32_t i;
    for (i = 0; i < p.count; i++) {
        output[i] = tml_interpolate(p.table, input[i]);
    }
}

#endif
