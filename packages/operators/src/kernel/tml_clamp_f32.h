/* SPDX-License-Identifier: MIT-0 */
/*
 * Limits a real number to [low, high]; not-a-number stays what it is.
 *
 * Used for fused activations, which LiteRT calls ActivationFunctionWithMinMax.
 */
#ifndef TML_CLAMP_F32_H
#define TML_CLAMP_F32_H

#include <math.h>
#include "tml_port.h"

static inline float tml_clamp_f32(float value, float low, float high)
{
    return value < low ? low : value > high ? high : value;
}

#endif
