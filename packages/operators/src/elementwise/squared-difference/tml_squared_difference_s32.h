/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQUARED_DIFFERENCE_S32_H
#define TML_SQUARED_DIFFERENCE_S32_H

#include "tml_combine.h"

/* (x - y)^2, wrapped. */
TML_COMBINE(tml_squared_difference_s32, int32_t, int32_t, , ((uint32_t)x - (uint32_t)y) * ((uint32_t)x - (uint32_t)y))

#endif
