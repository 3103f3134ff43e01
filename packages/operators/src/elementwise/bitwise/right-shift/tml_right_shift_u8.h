/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RIGHT_SHIFT_U8_H
#define TML_RIGHT_SHIFT_U8_H

#include "tml_combine.h"

/* x shifted right by y, limited to 0 ... 7 bits. */
TML_COMBINE(tml_right_shift_u8, uint8_t, uint8_t, , x >> (y > 7 ? 7 : y))

#endif
