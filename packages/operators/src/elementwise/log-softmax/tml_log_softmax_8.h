/* SPDX-License-Identifier: MIT-0 */
/*
 * What the rows of a log_softmax of 8 bits have in common: parameters, and the results of single elements in
 * sixteenths, as LiteRT's reference_ops::LogSoftmax rounds them.
 */
#ifndef TML_LOG_SOFTMAX_8_H
#define TML_LOG_SOFTMAX_8_H

#include "tml_log_q19.h"

typedef struct {
    int32_t rows, depth;
    /* From a difference of stored elements to 26 fraction bits, and back. */
    int32_t multiplier, shift, back_multiplier, back_shift;
    int32_t radius; /* a difference below -radius is too great for 26 fraction bits */
    int32_t table_length;
    const TML_FLASH int32_t *table; /* exp(-scale * d), 19 fraction bits, for d = 0, 1, ... */
} tml_log_softmax_8_params;

/* The least difference from the greatest element that shows in a result. */
static inline int32_t tml_log_softmax_bound(const tml_log_softmax_8_params *p, int32_t logarithm)
{
    const int32_t difference = (int32_t)((uint32_t)logarithm + 0x80000000u);
    const int32_t least = tml_requantize_twice(difference, p->back_multiplier, p->back_shift);
    return least > -p->radius - 1 ? least : -p->radius - 1;
}

/* The result, in sixteenths, of an element that lies `difference`, a negative number, above the greatest one. */
static inline int32_t tml_log_softmax_element(const tml_log_softmax_8_params *p, int32_t difference, int32_t logarithm)
{
    const int32_t q26 = tml_requantize_twice(difference, p->multiplier, p->shift);
    const int32_t sixteenths = tml_rounding_shift((int32_t)((uint32_t)q26 - (uint32_t)logarithm), 22);
    return tml_clamp(sixteenths, -255, 0);
}

#endif
