/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GELU_F32_H
#define TML_GELU_F32_H

#include "tml_map.h"

/* 1 - erf(x), off by 1.5e-7 at most: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26. */
static inline float tml_erfc(float x)
{
    const float magnitude = fabsf(x);
    const float t = 1.0f / (1.0f + 0.3275911f * magnitude);
    const float series =
        t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
    const float tail = series * expf(-magnitude * magnitude);
    return x < 0.0f ? 2.0f - tail : tail;
}

/* x times the normal distribution up to x, by the error function. */
TML_MAP(tml_gelu_f32, float, float, , 0.5f * x * tml_erfc(x * -0.70710678f))

#endif
