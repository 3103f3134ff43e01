/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQUARE_F32_H
#define TML_SQUARE_F32_H

#include "tml_map.h"

/* x * x */
TML_MAP(tml_square_f32, float, float, , x * x)

#endif
