/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GREATER_S32_H
#define TML_GREATER_S32_H

#include "tml_combine.h"

/* Whether x > y. */
TML_COMBINE(tml_greater_s32, int32_t, uint8_t, , x > y)

#endif
