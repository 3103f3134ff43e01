/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MINIMUM_U8_H
#define TML_MINIMUM_U8_H

#include "tml_combine.h"

/* The lesser of two elements. */
TML_COMBINE(tml_minimum_u8, uint8_t, uint8_t, , x < y ? x : y)

#endif
