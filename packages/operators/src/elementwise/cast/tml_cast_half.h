/* SPDX-License-Identifier: MIT-0 */
/*
 * Numbers of half precision, stored as their 16 bits, to floats and back: infinities, not-a-number and subnormals too.
 *
 * To half precision they are rounded to the nearest, halves to even; what is out of range becomes infinite. Source:
 * IEEE 754, binary16 and binary32.
 */
#ifndef TML_CAST_HALF_H
#define TML_CAST_HALF_H

#include "tml_cast_real.h"
#include "tml_float16.h"

static inline float tml_cast_from_half(uint16_t bits)
{
    const uint32_t special = ((uint32_t)(bits & 0x8000u) << 16) | 0x7f800000u | ((uint32_t)(bits & 0x03ffu) << 13);
    float value;
    if ((bits & 0x7c00u) != 0x7c00u) {
        return tml_float_from_half(bits);
    }
    memcpy(&value, &special, sizeof value);
    return value;
}

static inline uint16_t tml_cast_to_half(float value)
{
    uint32_t word, sign, magnitude;
    memcpy(&word, &value, sizeof word);
    sign = (word >> 16) & 0x8000u;
    magnitude = word & 0x7fffffffu;
    if (magnitude > 0x7f800000u) {
        return (uint16_t)(sign | 0x7e00u | ((magnitude >> 13) & 0x01ffu));
    }
    if (magnitude >= 0x47800000u) {
        return (uint16_t)(sign | 0x7c00u);
    }
    if (magnitude >= 0x38800000u) {
        /* A carry out of the mantissa raises the exponent, up to infinity. */
        return (uint16_t)(sign | ((magnitude - 0x38000000u + 0x0fffu + ((magnitude >> 13) & 1u)) >> 13));
    }
    if (magnitude < 0x33000000u) {
        return (uint16_t)sign;
    }
    {
        /* Subnormal: the mantissa in units of 2^-24. */
        const uint32_t shift = 126u - (magnitude >> 23);
        const uint32_t mantissa = (magnitude & 0x007fffffu) | 0x00800000u;
        const uint32_t rest = mantissa & (((uint32_t)1 << shift) - 1u), half = (uint32_t)1 << (shift - 1u);
        const uint32_t quotient = mantissa >> shift;
        return (uint16_t)(sign | (quotient + (rest > half || (rest == half && (quotient & 1u) != 0u) ? 1u : 0u)));
    }
}

#endif
