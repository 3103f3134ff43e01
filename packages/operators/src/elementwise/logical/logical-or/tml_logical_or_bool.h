/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LOGICAL_OR_BOOL_H
#define TML_LOGICAL_OR_BOOL_H

#include "tml_combine.h"

/* 1 where either is. */
TML_COMBINE(tml_logical_or_bool, uint8_t, uint8_t, , x | y)

#endif
