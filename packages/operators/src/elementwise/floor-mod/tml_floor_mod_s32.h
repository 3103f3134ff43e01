/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_MOD_S32_H
#define TML_FLOOR_MOD_S32_H

#include "tml_combine.h"
#include "tml_floor_division.h"

/* What x / y rounded down leaves. */
TML_COMBINE(tml_floor_mod_s32, int32_t, int32_t, , tml_floor_remainder(x, y))

#endif
