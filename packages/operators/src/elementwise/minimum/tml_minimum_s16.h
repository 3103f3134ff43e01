/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MINIMUM_S16_H
#define TML_MINIMUM_S16_H

#include "tml_combine.h"

/* The lesser of two elements. */
TML_COMBINE(tml_minimum_s16, int16_t, int16_t, , x < y ? x : y)

#endif
