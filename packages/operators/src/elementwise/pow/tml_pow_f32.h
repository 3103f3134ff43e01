/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_POW_F32_H
#define TML_POW_F32_H

#include "tml_combine.h"

/* x to the power of y. */
TML_COMBINE(tml_pow_f32, float, float, , powf(x, y))

#endif
