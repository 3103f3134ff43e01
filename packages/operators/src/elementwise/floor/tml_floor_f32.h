/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_FLOOR_F32_H
#define TML_FLOOR_F32_H

#include "tml_map.h"

/* Down to an integer. */
TML_MAP(tml_floor_f32, float, float, , floorf(x))

#endif
