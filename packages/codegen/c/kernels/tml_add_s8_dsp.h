/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ADD_S8_DSP_H
#define TML_ADD_S8_DSP_H

#include "tml_lanes.h"

typedef struct {
    int32_t count;
    /* (value - zero point), rescaled to the common scale, of each value from -128 on. */
    const int32_t *a_terms, *b_terms;
    int32_t multiplier, rounding, shift;
    int32_t sign_step; /* 0 where the limits cut off what is negative, else -1 */
    int32_t low, high;
} tml_add_s8_dsp_params;

/*
 * a + b of as many elements. The terms are doubled: the high word of sum * multiplier, rounded, + 2^(shift-1) +
 * zero_point * 2^shift, less one for negative sums, shifted right, is the result. `output` may be an operand.
 */
static inline void tml_add_s8_dsp(const tml_add_s8_dsp_params *params, const int8_t *a, const int8_t *b, int8_t *output)
{
    const tml_add_s8_dsp_params p = *params;
    const int32_t *const first = p.a_terms + 128, *const second = p.b_terms + 128;
    const int8_t *const end = a + p.count;
    while (a != end) {
        const int32_t sum = TML_LOAD_S32(first + *a++) + TML_LOAD_S32(second + *b++);
        const int32_t value = tml_high_product_rounded(sum, p.multiplier, p.rounding) + ((sum >> 31) & p.sign_step);
        const int32_t near = tml_saturate_s8(value >> p.shift);
        *output++ = (int8_t)(near < p.low ? p.low : near > p.high ? p.high : near);
    }
}

#endif
