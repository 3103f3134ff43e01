/* SPDX-License-Identifier: MIT-0 */
/*
 * The bits of a number from its highest 1 on; 0 for 0. By bisection: halves of what is left are tested one after the
 * other, five steps for 32 bits. Source: Warren, Hacker's Delight, 5-3.
 */
#ifndef TML_BIT_LENGTH_H
#define TML_BIT_LENGTH_H

#include "tml_port.h"

static inline int32_t tml_bit_length(uint32_t x)
{
    int32_t bits = 0;
    for (int32_t half = 16; half > 0; half >>= 1)
        if (x >> half != 0) {
            x >>= half;
            bits += half;
        }
    return bits + (int32_t)x;
}

#endif
