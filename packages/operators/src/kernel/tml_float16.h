/* SPDX-License-Identifier: MIT-0 */
/*
 * Numbers of half precision, which are stored as their 16 bits, as floats: the bits move to their places in a float,
 * and one product corrects the exponent.
 *
 * Exact, subnormals included; infinities and not-a-number are not. Source: IEEE 754, binary16 and binary32.
 */
#ifndef TML_FLOAT16_H
#define TML_FLOAT16_H

#include "tml_port.h"

static inline float tml_float_from_half(uint16_t bits)
{
    /* Sign, exponent and mantissa move to their places together; the sign's copies between them are masked out. */
    const uint32_t word = ((uint32_t)(int32_t)(int16_t)bits << 13) & 0x8fffe000u;
    float value;
    memcpy(&value, &word, sizeof value);
    return value * 5.192296858534828e33f; /* 2^112: the difference of the exponents' biases */
}

#endif
