/* SPDX-License-Identifier: MIT-0 */
/*
 * What x / y rounded down leaves, with the sign of y, from what the C library's fmodf leaves of x / y cut towards
 * zero.
 */
#ifndef TML_FLOOR_REMAINDER_F32_H
#define TML_FLOOR_REMAINDER_F32_H

#include <math.h>
#include "tml_port.h"

static inline float tml_floor_remainder_f32(float x, float y)
{
    const float rest = fmodf(x, y);
    return rest != 0.0f && (rest < 0.0f) != (y < 0.0f) ? rest + y : rest;
}

#endif
