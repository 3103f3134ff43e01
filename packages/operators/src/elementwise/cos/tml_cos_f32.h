/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_COS_F32_H
#define TML_COS_F32_H

#include "tml_map.h"

/* Cosine. */
TML_MAP(tml_cos_f32, float, float, , cosf(x))

#endif
