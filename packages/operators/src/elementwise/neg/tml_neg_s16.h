/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_NEG_S16_H
#define TML_NEG_S16_H

#include "tml_map.h"

/* -x, wrapped. */
TML_MAP(tml_neg_s16, int16_t, int16_t, , -x)

#endif
