/* SPDX-License-Identifier: MIT-0 */
/*
 * Weights of four bits.
 *
 * Layout: two a byte, the first one in the lower bits; a row begins a byte. The same as LiteRT's int4 tensors but
 * for the rows' ends.
 */
#ifndef TML_PACKED4_H
#define TML_PACKED4_H

#include "tml_params_encoded.h"

static inline int32_t tml_packed4_low(uint8_t pair)
{
    return (int32_t)((pair & 15) ^ 8) - 8;
}

static inline int32_t tml_packed4_high(uint8_t pair)
{
    return (int32_t)((pair >> 4) ^ 8) - 8;
}

static inline int32_t tml_packed4_dot(const TML_FLASH uint8_t *pairs, const int8_t *x, int32_t count, int32_t offset, int32_t sum)
{
    const int8_t *const end = x + (count & ~1);
    while (x != end) {
        const uint8_t pair = *pairs;
        sum += (*x++ + offset) * tml_packed4_low(pair);
        sum += (*x++ + offset) * tml_packed4_high(pair);
        pairs++;
    }
    return (count & 1) == 0 ? sum : sum + (*x + offset) * tml_packed4_low(*pairs);
}

static inline void tml_packed4_row(const TML_FLASH uint8_t *pairs, int8_t *row, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        const uint8_t pair = pairs[(i >> 1)];
        row[i] = (int8_t)((i & 1) == 0 ? tml_packed4_low(pair) : tml_packed4_high(pair));
    }
}

#endif
