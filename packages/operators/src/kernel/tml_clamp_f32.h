/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CLAMP_F32_H
#define TML_CLAMP_F32_H

#include "tml_port.h"

static inline float tml_clamp_f32(float value, float low, float high)
{
    return value < low ? low : value > high ? high : value;
}

#endif
