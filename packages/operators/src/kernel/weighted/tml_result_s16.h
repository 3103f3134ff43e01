/* SPDX-License-Identifier: MIT-0 */
/*
 * Results of 16 bits from sums of 32 or 64 bits: multiplied by the quotient of the scales, rounded once or twice,
 * limited.
 *
 * Reference: LiteRT's MultiplyByQuantizedMultiplier for 32 and for 64 bits.
 */
#ifndef TML_RESULT_S16_H
#define TML_RESULT_S16_H

#include "tml_requantize.h"

/*
 * A sum of 32 bits as a result; the multiplier as in tml_requantize.h. Only convolutions with a bias of 32 bits round
 * twice.
 */
static inline int16_t tml_result_s16(int32_t sum, int32_t multiplier, int32_t shift, int32_t twice, int32_t min, int32_t max)
{
    const int32_t value = twice ? tml_requantize_twice(sum, multiplier, shift) : tml_requantize_once(sum, multiplier, shift);
    return (int16_t)tml_clamp(value, min, max);
}

/*
 * A sum below 2^46, rounded once: the product of more than 64 bits in two parts, of which nothing shows that is lost.
 */
static inline int16_t tml_result_wide_s16(int64_t sum, int32_t multiplier, int32_t shift, int32_t min, int32_t max)
{
    const int64_t product = sum * (multiplier >> 16) + ((sum * (multiplier & 0xffff)) >> 16);
    return (int16_t)tml_clamp((int32_t)((product + ((int64_t)1 << (14 - shift))) >> (15 - shift)), min, max);
}

/* A bias of more than 32 bits, in parts of which the lower one has 24. */
static inline int64_t tml_wide_bias(int32_t high, int32_t low)
{
    return (int64_t)high * 16777216 + low;
}

#endif
