/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_BITWISE_XOR_S16_H
#define TML_BITWISE_XOR_S16_H

#include "tml_combine.h"

/* Exclusive or of bits. */
TML_COMBINE(tml_bitwise_xor_s16, int16_t, int16_t, , x ^ y)

#endif
