/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SQRT_F32_H
#define TML_SQRT_F32_H

#include "tml_map.h"

/* Square root. */
TML_MAP(tml_sqrt_f32, float, float, , sqrtf(x))

#endif
