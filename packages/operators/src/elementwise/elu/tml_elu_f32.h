/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ELU_F32_H
#define TML_ELU_F32_H

#include "tml_map.h"

/* x where positive, else e^x - 1. */
TML_MAP(tml_elu_f32, float, float, , x < 0.0f ? expf(x) - 1.0f : x)

#endif
