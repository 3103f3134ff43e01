/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_NOT_EQUAL_F32_H
#define TML_NOT_EQUAL_F32_H

#include "tml_combine.h"

/* Whether x != y. */
TML_COMBINE(tml_not_equal_f32, float, uint8_t, , x != y)

#endif
