/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_PRELU_F32_H
#define TML_PRELU_F32_H

#include "tml_combine.h"

/* x where x >= 0, else y * x. */
TML_COMBINE(tml_prelu_f32, float, float, , x >= 0.0f ? x : x * y)

#endif
