/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MAXIMUM_S16_H
#define TML_MAXIMUM_S16_H

#include "tml_combine.h"

/* The greater of two elements. */
TML_COMBINE(tml_maximum_s16, int16_t, int16_t, , x > y ? x : y)

#endif
