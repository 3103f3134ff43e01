/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_RSQRT_F32_H
#define TML_RSQRT_F32_H

#include "tml_map.h"

/* 1 / sqrt(x) */
TML_MAP(tml_rsqrt_f32, float, float, , 1.0f / sqrtf(x))

#endif
