/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_SIGN_S32_H
#define TML_SIGN_S32_H

#include "tml_map.h"

/* -1, 0 or 1. */
TML_MAP(tml_sign_s32, int32_t, int32_t, , (x > 0) - (x < 0))

#endif
