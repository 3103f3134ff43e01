/* SPDX-License-Identifier: MIT-0 */
/*
 * The nearest integer, halves to the even one. C99's nearbyintf depends on the rounding mode, and is missing from
 * small C libraries.
 */
#ifndef TML_ROUND_HALF_EVEN_H
#define TML_ROUND_HALF_EVEN_H

#include <math.h>
#include "tml_port.h"

static inline float tml_round_half_even(float x)
{
    const float below = floorf(x);
    const float rest = x - below;
    const int even = below * 0.5f == floorf(below * 0.5f);
    return rest < 0.5f || (rest == 0.5f && even) ? below : below + 1.0f;
}

#endif
