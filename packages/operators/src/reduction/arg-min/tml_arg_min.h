/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ARG_MIN_H
#define TML_ARG_MIN_H

#include "tml_arg.h"

TML_ARG(tml_arg_min_f32, float, <)
TML_ARG(tml_arg_min_s8, int8_t, <)
TML_ARG(tml_arg_min_u8, uint8_t, <)
TML_ARG(tml_arg_min_s16, int16_t, <)
TML_ARG(tml_arg_min_s32, int32_t, <)
TML_ARG(tml_arg_min_s64, int64_t, <)

#endif
