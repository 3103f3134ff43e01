/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CEIL_F32_H
#define TML_CEIL_F32_H

#include "tml_map.h"

/* Up to an integer. */
TML_MAP(tml_ceil_f32, float, float, , ceilf(x))

#endif
