/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_EQUAL_BOOL_H
#define TML_EQUAL_BOOL_H

#include "tml_combine.h"

/* Whether x == y. */
TML_COMBINE(tml_equal_bool, uint8_t, uint8_t, , x == y)

#endif
