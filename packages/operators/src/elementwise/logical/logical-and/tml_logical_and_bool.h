/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LOGICAL_AND_BOOL_H
#define TML_LOGICAL_AND_BOOL_H

#include "tml_combine.h"

/* 1 where both are. */
TML_COMBINE(tml_logical_and_bool, uint8_t, uint8_t, , x & y)

#endif
