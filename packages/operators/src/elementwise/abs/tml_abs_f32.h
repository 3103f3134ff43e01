/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ABS_F32_H
#define TML_ABS_F32_H

#include "tml_map.h"

/* |x| */
TML_MAP(tml_abs_f32, float, float, , fabsf(x))

#endif
