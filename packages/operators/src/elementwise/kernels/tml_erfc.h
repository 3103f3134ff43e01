/* SPDX-License-Identifier: MIT-0 */
/*
 * 1 - erf(x), off by 1.5e-7 at most.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
 */
#ifndef TML_ERFC_H
#define TML_ERFC_H

#include <math.h>
#include "tml_port.h"

static inline float tml_erfc(float x)
{
    const float magnitude = fabsf(x);
    const float t = 1.0f / (1.0f + 0.3275911f * magnitude);
    const float series =
        t * (0.254829592f + t * (-0.284496736f + t * (1.421413741f + t * (-1.453152027f + t * 1.061405429f))));
    const float tail = series * expf(-magnitude * magnitude);
    return x < 0.0f ? 2.0f - tail : tail;
}

#endif
