/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_NEG_F32_H
#define TML_NEG_F32_H

#include "tml_map.h"

/* -x */
TML_MAP(tml_neg_f32, float, float, , -x)

#endif
