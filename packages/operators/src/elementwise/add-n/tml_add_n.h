/* SPDX-License-Identifier: MIT-0 */
/*
 * The sum of any number of tensors of one shape, in their order; that of integers wraps.
 *
 * Layout: `count` elements in order. `output` may be any of the operands. Reference: LiteRT's reference_ops::AddN.
 */
#ifndef TML_ADD_N_H
#define TML_ADD_N_H

#include "tml_port.h"

typedef struct {
    int32_t count;
    int32_t operands;
} tml_add_n_params;

/* The sum of any number of tensors, in their order. `output` may be any of them. */
static inline void tml_add_n_f32(const tml_add_n_params *params, const void *const *inputs, float *output)
{
    const tml_add_n_params p = *params;
    int32_t i, k;
    for (i = 0; i < p.count; i++) {
        float sum = ((const float *)inputs[0])[i];
        for (k = 1; k < p.operands; k++) {
            sum += ((const float *)inputs[k])[i];
        }
        output[i] = sum;
    }
}

/* The same of integers, wrapped. */
static inline void tml_add_n_s32(const tml_add_n_params *params, const void *const *inputs, int32_t *output)
{
    const tml_add_n_params p = *params;
    int32_t i, k;
    for (i = 0; i < p.count; i++) {
        uint32_t sum = 0;
        for (k = 0; k < p.operands; k++) {
            sum += (uint32_t)((const int32_t *)inputs[k])[i];
        }
        output[i] = (int32_t)sum;
    }
}

#endif
