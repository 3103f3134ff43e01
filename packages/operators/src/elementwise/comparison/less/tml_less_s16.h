/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LESS_S16_H
#define TML_LESS_S16_H

#include "tml_combine.h"

/* Whether x < y. */
TML_COMBINE(tml_less_s16, int16_t, uint8_t, , x < y)

#endif
