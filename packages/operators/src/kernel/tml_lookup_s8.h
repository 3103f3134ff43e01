/* SPDX-License-Identifier: MIT-0 */
/*
 * Any function of one byte: `table` holds the result of every operand, in the order of the operand's bits read as 0 to
 * 255. `output` may be `input`.
 *
 * Layout: `count` elements in order. Reference: LiteRT's LUTLookup for 8 bits.
 */
#ifndef TML_LOOKUP_S8_H
#define TML_LOOKUP_S8_H

#include "tml_lanes.h"

typedef struct {
    int32_t count;
    const TML_FLASH int8_t *table;
} tml_lookup_s8_params;

static inline void tml_lookup_s8(const tml_lookup_s8_params *params, const void *input, void *output)
{
    const uint8_t *from = (const uint8_t *)input;
    int8_t *to = (int8_t *)output;
    const TML_FLASH int8_t *const table = params->table; /* a copy: stores to output cannot change it */
    int32_t count = params->count;
    for (; count >= 4; count -= 4, from += 4, to += 4) {
        const uint32_t word = tml_load_word(from);
        to[0] = table[(word & 255)];
        to[1] = table[(word >> 8 & 255)];
        to[2] = table[(word >> 16 & 255)];
        to[3] = table[(word >> 24)];
    }
    for (; count > 0; count--) {
        *to++ = table[*from++];
    }
}

#endif
