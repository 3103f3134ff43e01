/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ATAN2_F32_H
#define TML_ATAN2_F32_H

#include "tml_combine.h"

/* The angle of the point (y, x). */
TML_COMBINE(tml_atan2_f32, float, float, , atan2f(x, y))

#endif
