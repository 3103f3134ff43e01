/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ARG_MAX_H
#define TML_ARG_MAX_H

#include "tml_arg.h"

TML_ARG(tml_arg_max_f32, float, >)
TML_ARG(tml_arg_max_s8, int8_t, >)
TML_ARG(tml_arg_max_u8, uint8_t, >)
TML_ARG(tml_arg_max_s16, int16_t, >)
TML_ARG(tml_arg_max_s32, int32_t, >)
TML_ARG(tml_arg_max_s64, int64_t, >)

#endif
