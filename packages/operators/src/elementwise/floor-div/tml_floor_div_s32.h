/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_DIV_S32_H
#define TML_FLOOR_DIV_S32_H

#include "tml_combine.h"
#include "tml_floor_division.h"

/* x / y rounded down. */
TML_COMBINE(tml_floor_div_s32, int32_t, int32_t, , tml_floor_quotient(x, y))

#endif
