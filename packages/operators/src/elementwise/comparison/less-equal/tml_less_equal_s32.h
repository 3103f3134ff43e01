/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LESS_EQUAL_S32_H
#define TML_LESS_EQUAL_S32_H

#include "tml_combine.h"

/* Whether x <= y. */
TML_COMBINE(tml_less_equal_s32, int32_t, uint8_t, , x <= y)

#endif
