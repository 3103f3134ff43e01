/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOAT16_H
#define TML_FLOAT16_H

#include "tml_port.h"

/* A finite half-precision number, from its 16 bits. Exact, subnormals included; no infinity, no NaN. */
static inline float tml_float_from_half(uint16_t half)
{
    const uint32_t bits = ((uint32_t)(half & 0x8000u) << 16) | ((uint32_t)(half & 0x7fffu) << 13);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value * 5.192296858534828e33f; /* 2^112: the difference of the exponents' biases */
}

#endif
