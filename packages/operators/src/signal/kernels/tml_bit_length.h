/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_BIT_LENGTH_H
#define TML_BIT_LENGTH_H

#include "tml_port.h"

/* Bits of x from its first 1 on; 0 for 0. Halves of what is left are asked one after the other. */
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
