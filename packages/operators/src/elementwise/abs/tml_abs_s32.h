/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ABS_S32_H
#define TML_ABS_S32_H

#include "tml_map.h"

/* |x|; the least integer stays what it is. */
TML_MAP(tml_abs_s32, int32_t, int32_t, , x < 0 ? 0u - (uint32_t)x : (uint32_t)x)

#endif
