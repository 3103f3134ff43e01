/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GELU_TANH_F32_H
#define TML_GELU_TANH_F32_H

#include "tml_map.h"

/* x times the normal distribution up to x, about: sqrt(2 / pi) in the hyperbolic tangent. */
TML_MAP(tml_gelu_tanh_f32, float, float, , 0.5f * x * (1.0f + tanhf(0.79788456f * (x + 0.044715f * x * x * x))))

#endif
