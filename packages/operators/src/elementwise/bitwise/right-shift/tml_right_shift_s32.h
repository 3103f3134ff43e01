/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RIGHT_SHIFT_S32_H
#define TML_RIGHT_SHIFT_S32_H

#include "tml_combine.h"

/* x shifted right by y, limited to 0 ... 31 bits. */
TML_COMBINE(tml_right_shift_s32, int32_t, int32_t, , x >> (y < 0 ? 0 : y > 31 ? 31 : y))

#endif
