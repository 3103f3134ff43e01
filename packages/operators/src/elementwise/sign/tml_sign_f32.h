/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SIGN_F32_H
#define TML_SIGN_F32_H

#include "tml_map.h"

/* -1, 0 or 1; not-a-number stays what it is. */
TML_MAP(tml_sign_f32, float, float, , x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x == 0.0f ? 0.0f : x)

#endif
