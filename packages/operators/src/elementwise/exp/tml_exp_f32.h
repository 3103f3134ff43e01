/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_EXP_F32_H
#define TML_EXP_F32_H

#include "tml_map.h"

/* e^x */
TML_MAP(tml_exp_f32, float, float, , expf(x))

#endif
