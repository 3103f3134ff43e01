/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_BITWISE_XOR_U8_H
#define TML_BITWISE_XOR_U8_H

#include "tml_combine.h"

/* Exclusive or of bits. */
TML_COMBINE(tml_bitwise_xor_u8, uint8_t, uint8_t, , x ^ y)

#endif
