/* SPDX-License-Identifier: MIT-0 */
/*
 * An integer to the power of an integer, by squaring: one multiplication for each bit of the exponent, and one for
 * each bit that is set. Results wrap.
 *
 * Source: Knuth, The Art of Computer Programming, volume 2, 4.6.3.
 */
#ifndef TML_POWER_H
#define TML_POWER_H

#include "tml_port.h"

static inline int32_t tml_power(int32_t base, int32_t exponent)
{
    uint32_t result = exponent < 0 ? 0u : 1u;
    uint32_t square = (uint32_t)base;
    for (; exponent > 0; exponent >>= 1) {
        if (exponent & 1) {
            result *= square;
        }
        square *= square;
    }
    return (int32_t)result;
}

#endif
