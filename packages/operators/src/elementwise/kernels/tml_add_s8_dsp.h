/* SPDX-License-Identifier: MIT-0 */
/*
 * The sum of int8 tensors of one shape on three scales: a table for each operand holds, by its byte, the value on
 * the common scale, so that each result takes two loads, one addition and one rescaling.
 *
 * Layout: `count` elements in order, tables of 256 words. Reference: LiteRT's reference_integer_ops::Add.
 */
#ifndef TML_ADD_S8_DSP_H
#define TML_ADD_S8_DSP_H

#include "tml_lanes.h"
#include "tml_saturate_range_s8.h"

typedef struct {
    int32_t count;
    /* (value - zero point), rescaled to the common scale, by the value's unsigned byte. */
    const int32_t *a_terms, *b_terms;
    int32_t multiplier, rounding, shift;
    int32_t sign_step; /* 0 where the limits cut off what is negative, else -1 */
    int32_t low, high;
} tml_add_s8_dsp_params;

/* The result of element `byte` of two words. */
#define TML_ADD_BYTE(byte) \
    do { \
        const int32_t sum = first[x >> 8 * byte & 0xff] + second[y >> 8 * byte & 0xff]; \
        const int32_t value = tml_high_product_rounded(sum, multiplier, rounding) + ((sum >> 31) & sign_step); \
        result |= (uint32_t)(uint8_t)tml_saturate_s8(value >> shift) << 8 * byte; \
    } while (0)

/*
 * a + b of as many elements. The terms are doubled: the high word of sum * multiplier, rounded, + 2^(shift-1) +
 * zero_point * 2^shift, less one for negative sums, shifted right, is the result. `output` may be an operand.
 */
static inline void tml_add_s8_dsp(const tml_add_s8_dsp_params *params, const int8_t *a, const int8_t *b, int8_t *output)
{
    const int32_t *const first = params->a_terms, *const second = params->b_terms;
    const int32_t multiplier = params->multiplier, rounding = params->rounding, shift = params->shift;
    const int32_t sign_step = params->sign_step;
    int8_t *const end = output + params->count;
    int8_t *to = output;
    for (; end - to >= 4; to += 4) {
        const uint32_t x = tml_load_word(a), y = tml_load_word(b);
        uint32_t result = 0;
        TML_ADD_BYTE(0);
        TML_ADD_BYTE(1);
        TML_ADD_BYTE(2);
        TML_ADD_BYTE(3);
        tml_store_word(to, result);
        a += 4;
        b += 4;
    }
    for (; to != end; to++) {
        const uint32_t x = (uint8_t)*a++, y = (uint8_t)*b++;
        uint32_t result = 0;
        TML_ADD_BYTE(0);
        *to = (int8_t)result;
    }
    tml_saturate_range_s8(output, params->count, params->low, params->high);
}

#endif
