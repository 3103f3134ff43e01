/* SPDX-License-Identifier: MIT-0 */
/*
 * The sigmoid of 16-bit integers by straight lines between the points of a table, of which sigmoid and hyperbolic
 * tangent are made.
 *
 * Layout: `table` has 256 values times 2^16; (q * multiplier + half) >> shift is the place in it. Reference:
 * LiteRT's sigmoid_table_uint16.
 */
#ifndef TML_SIGMOID_TABLE_H
#define TML_SIGMOID_TABLE_H

#include "tml_requantize.h"

/* (q * multiplier + half) >> shift is the place in `table`: 256 values of the sigmoid, times 2^16. */
typedef struct {
    const TML_FLASH uint16_t *table;
    int32_t multiplier;
    int32_t shift;
} tml_sigmoid_table;

static inline int32_t tml_sigmoid_place(const tml_sigmoid_table *params, int32_t value)
{
    const int32_t half = params->shift > 0 ? (int32_t)1 << (params->shift - 1) : 0;
    return (value * params->multiplier + half) >> params->shift;
}

/* Between the table's points, of which `bits` bits say how far; `last` where the table ends. Times 2^bits. */
static inline int32_t tml_sigmoid_at(const TML_FLASH uint16_t *table, int32_t place, int32_t bits, int32_t last)
{
    const int32_t index = place >> bits;
    const int32_t rest = place & (((int32_t)1 << bits) - 1);
    if (index >= 255) {
        return last;
    }
    return ((int32_t)table[index] << bits) + rest * ((int32_t)table[index + 1] - (int32_t)table[index]);
}

#endif
