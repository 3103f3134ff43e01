/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ROUND_F32_H
#define TML_ROUND_F32_H

#include "tml_map.h"

static inline float tml_round_half_even(float x)
{
    const float below = floorf(x);
    const float rest = x - below;
    const int even = below * 0.5f == floorf(below * 0.5f);
    return rest < 0.5f || (rest == 0.5f && even) ? below : below + 1.0f;
}

/* To the nearest integer, halves to the even one. */
TML_MAP(tml_round_f32, float, float, , tml_round_half_even(x))

#endif
