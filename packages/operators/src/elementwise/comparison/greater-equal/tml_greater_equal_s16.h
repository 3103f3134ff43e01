/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GREATER_EQUAL_S16_H
#define TML_GREATER_EQUAL_S16_H

#include "tml_combine.h"

/* Whether x >= y. */
TML_COMBINE(tml_greater_equal_s16, int16_t, uint8_t, , x >= y)

#endif
