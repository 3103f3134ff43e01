/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOAT16_H
#define TML_FLOAT16_H

#include "tml_port.h"

/* A finite half-precision number, from its 16 bits. Exact, subnormals included; no infinity, no NaN. */
static inline float tml_float_from_half(uint16_t bits)
{
    /* Sign, exponent and mantissa move to their places together; the sign's copies between them are masked out. */
    const uint32_t word = ((uint32_t)(int32_t)(int16_t)bits << 13) & 0x8fffe000u;
    float value;
    memcpy(&value, &word, sizeof value);
    return value * 5.192296858534828e33f; /* 2^112: the difference of the exponents' biases */
}

#endif
