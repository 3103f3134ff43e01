/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_NEG_S32_H
#define TML_NEG_S32_H

#include "tml_map.h"

/* -x, wrapped. */
TML_MAP(tml_neg_s32, int32_t, int32_t, , 0u - (uint32_t)x)

#endif
