/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RIGHT_SHIFT_S8_H
#define TML_RIGHT_SHIFT_S8_H

#include "tml_combine.h"

/* x shifted right by y, limited to 0 ... 7 bits. */
TML_COMBINE(tml_right_shift_s8, int8_t, int8_t, , x >> (y < 0 ? 0 : y > 7 ? 7 : y))

#endif
