/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_CAST_F32_H
#define TML_CAST_F32_H

#include "tml_map.h"

/* Towards zero, limited to [low, high]; not-a-number becomes high. */
static inline int32_t tml_cast_real(float value, int32_t low, int32_t high)
{
    /* high may round up to a float beyond it: what reaches that is limited, and all below is exact. */
    return value != value || value >= (float)high ? high : value <= (float)low ? low : (int32_t)value;
}

TML_MAP(tml_cast_f32_s8, float, int8_t, , tml_cast_real(x, -128, 127))
TML_MAP(tml_cast_f32_u8, float, uint8_t, , tml_cast_real(x, 0, 255))
TML_MAP(tml_cast_f32_s16, float, int16_t, , tml_cast_real(x, -32768, 32767))
TML_MAP(tml_cast_f32_s32, float, int32_t, , tml_cast_real(x, INT32_MIN, INT32_MAX))
TML_MAP(tml_cast_f32_bool, float, uint8_t, , x != 0.0f)
TML_MAP(tml_cast_same_f32, float, float, , x)

#endif
