/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ABS_S16_H
#define TML_ABS_S16_H

#include "tml_map.h"

/* |x| of plain numbers; the least stays what it is. */
TML_MAP(tml_abs_s16, int16_t, int16_t, , x < 0 ? -x : x)

#endif
