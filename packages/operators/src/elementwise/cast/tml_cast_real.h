/* SPDX-License-Identifier: MIT-0 */
/*
 * A real number to an integer: towards zero, limited to [low, high]; not-a-number becomes high.
 *
 * Reference: LiteRT's CAST, which leaves values beyond the integer's range open; they saturate here, as on Arm.
 */
#ifndef TML_CAST_REAL_H
#define TML_CAST_REAL_H

#include "tml_port.h"

static inline int32_t tml_cast_real(float value, int32_t low, int32_t high)
{
    /* high may round up to a float beyond it: what reaches that is limited, and all below is exact. */
    return value != value || value >= (float)high ? high : value <= (float)low ? low : (int32_t)value;
}

static inline int64_t tml_cast_real_s64(float value)
{
    if (value != value || value >= 9223372036854775808.0f) {
        return INT64_MAX;
    }
    return value < -9223372036854775808.0f ? INT64_MIN : (int64_t)value;
}

#endif
