/* SPDX-License-Identifier: MIT-0 */
/*
 * One step of a product of stored integers: it scales by s_x / s_y^(1/n) for n elements, so that the last step ends
 * in the result's scale. Steps have a factor of 15 bits and round once. Reference: QuantizedReduceProd in LiteRT's
 * reduce.h.
 */
#ifndef TML_PRODUCT_STEP_H
#define TML_PRODUCT_STEP_H

#include "tml_params_mean.h"
#include "tml_requantize.h"

typedef struct {
    tml_mean_geometry geometry;
    int32_t input_zero_point, output_zero_point;
    int32_t step_multiplier, step_shift; /* the shift is to the right */
} tml_reduce_prod_stored_params;

static inline int32_t tml_product_step(const tml_reduce_prod_stored_params *p, int32_t product, int32_t value)
{
    const int64_t scaled = (int64_t)product * value * p->step_multiplier;
    return (int32_t)((scaled + ((int64_t)1 << (p->step_shift - 1))) >> p->step_shift);
}

#endif
