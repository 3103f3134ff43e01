/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_DIV_F32_H
#define TML_DIV_F32_H

#include "tml_clamp_f32.h"
#include "tml_combine.h"

/* x / y, limited to [low, high]. */
TML_COMBINE(tml_div_f32, float, float, float low; float high;, tml_clamp_f32(x / y, p.low, p.high))

#endif
