/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_DIV_F32_H
#define TML_FLOOR_DIV_F32_H

#include "tml_combine.h"

/* x / y rounded down: the quotient is formed in double precision, as in TensorFlow Lite. */
TML_COMBINE(tml_floor_div_f32, float, float, , floor((double)x / (double)y))

#endif
