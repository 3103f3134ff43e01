/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CAST_INTEGER_H
#define TML_CAST_INTEGER_H

#include "tml_map.h"

/* Integers to real numbers, to others, wrapped, and to truth values. */
TML_MAP(tml_cast_s8_f32, int8_t, float, , x)
TML_MAP(tml_cast_s8_u8, int8_t, uint8_t, , x)
TML_MAP(tml_cast_s8_s16, int8_t, int16_t, , x)
TML_MAP(tml_cast_s8_s32, int8_t, int32_t, , x)
TML_MAP(tml_cast_s8_bool, int8_t, uint8_t, , x != 0)
TML_MAP(tml_cast_u8_f32, uint8_t, float, , x)
TML_MAP(tml_cast_u8_s8, uint8_t, int8_t, , x)
TML_MAP(tml_cast_u8_s16, uint8_t, int16_t, , x)
TML_MAP(tml_cast_u8_s32, uint8_t, int32_t, , x)
TML_MAP(tml_cast_u8_bool, uint8_t, uint8_t, , x != 0)
TML_MAP(tml_cast_s16_f32, int16_t, float, , x)
TML_MAP(tml_cast_s16_s8, int16_t, int8_t, , x)
TML_MAP(tml_cast_s16_u8, int16_t, uint8_t, , x)
TML_MAP(tml_cast_s16_s32, int16_t, int32_t, , x)
TML_MAP(tml_cast_s16_bool, int16_t, uint8_t, , x != 0)
TML_MAP(tml_cast_s32_f32, int32_t, float, , x)
TML_MAP(tml_cast_s32_s8, int32_t, int8_t, , x)
TML_MAP(tml_cast_s32_u8, int32_t, uint8_t, , x)
TML_MAP(tml_cast_s32_s16, int32_t, int16_t, , x)
TML_MAP(tml_cast_s32_bool, int32_t, uint8_t, , x != 0)
TML_MAP(tml_cast_same_s8, int8_t, int8_t, , x)
TML_MAP(tml_cast_same_u8, uint8_t, uint8_t, , x)
TML_MAP(tml_cast_same_s16, int16_t, int16_t, , x)
TML_MAP(tml_cast_same_s32, int32_t, int32_t, , x)

#endif
