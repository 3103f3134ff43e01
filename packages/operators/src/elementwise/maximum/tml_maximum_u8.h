/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MAXIMUM_U8_H
#define TML_MAXIMUM_U8_H

#include "tml_combine.h"

/* The greater of two elements. */
TML_COMBINE(tml_maximum_u8, uint8_t, uint8_t, , x > y ? x : y)

#endif
