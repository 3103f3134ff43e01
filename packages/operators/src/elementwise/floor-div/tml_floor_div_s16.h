/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_DIV_S16_H
#define TML_FLOOR_DIV_S16_H

#include "tml_combine.h"
#include "tml_floor_division.h"

/* x / y rounded down. */
TML_COMBINE(tml_floor_div_s16, int16_t, int16_t, , tml_floor_quotient(x, y))

#endif
