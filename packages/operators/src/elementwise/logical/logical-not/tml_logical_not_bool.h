/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_LOGICAL_NOT_BOOL_H
#define TML_LOGICAL_NOT_BOOL_H

#include "tml_map.h"

/* 1 for 0, 0 for 1. */
TML_MAP(tml_logical_not_bool, uint8_t, uint8_t, , 1 - x)

#endif
