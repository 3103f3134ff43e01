/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_BITWISE_XOR_S8_H
#define TML_BITWISE_XOR_S8_H

#include "tml_combine.h"

/* Exclusive or of bits. */
TML_COMBINE(tml_bitwise_xor_s8, int8_t, int8_t, , x ^ y)

#endif
