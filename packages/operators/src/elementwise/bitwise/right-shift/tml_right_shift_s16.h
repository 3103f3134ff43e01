/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RIGHT_SHIFT_S16_H
#define TML_RIGHT_SHIFT_S16_H

#include "tml_combine.h"

/* x shifted right by y, limited to 0 ... 15 bits. */
TML_COMBINE(tml_right_shift_s16, int16_t, int16_t, , x >> (y < 0 ? 0 : y > 15 ? 15 : y))

#endif
