/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_MOD_F32_H
#define TML_FLOOR_MOD_F32_H

#include "tml_combine.h"

static inline float tml_floor_remainder_f32(float x, float y)
{
    const float rest = fmodf(x, y);
    return rest != 0.0f && (rest < 0.0f) != (y < 0.0f) ? rest + y : rest;
}

/* What x / y rounded down leaves, with the sign of y. */
TML_COMBINE(tml_floor_mod_f32, float, float, , tml_floor_remainder_f32(x, y))

#endif
