/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_NOT_EQUAL_S16_H
#define TML_NOT_EQUAL_S16_H

#include "tml_combine.h"

/* Whether x != y. */
TML_COMBINE(tml_not_equal_s16, int16_t, uint8_t, , x != y)

#endif
