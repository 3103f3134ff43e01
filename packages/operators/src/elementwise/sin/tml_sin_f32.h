/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SIN_F32_H
#define TML_SIN_F32_H

#include "tml_map.h"

/* Sine. */
TML_MAP(tml_sin_f32, float, float, , sinf(x))

#endif
