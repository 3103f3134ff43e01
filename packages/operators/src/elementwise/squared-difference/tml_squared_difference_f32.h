/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQUARED_DIFFERENCE_F32_H
#define TML_SQUARED_DIFFERENCE_F32_H

#include "tml_combine.h"

/* (x - y)^2 */
TML_COMBINE(tml_squared_difference_f32, float, float, , (x - y) * (x - y))

#endif
