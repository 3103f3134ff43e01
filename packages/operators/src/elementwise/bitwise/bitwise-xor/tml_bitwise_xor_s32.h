/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_BITWISE_XOR_S32_H
#define TML_BITWISE_XOR_S32_H

#include "tml_combine.h"

/* Exclusive or of bits. */
TML_COMBINE(tml_bitwise_xor_s32, int32_t, int32_t, , x ^ y)

#endif
