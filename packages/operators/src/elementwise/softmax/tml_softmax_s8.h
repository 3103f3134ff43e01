/* SPDX-License-Identifier: MIT-0 */
/*
 * Softmax of rows of int8: the exponential of each distance from the row's greatest element comes from a table, sums
 * have 12 integer bits, and the reciprocal of the sum takes the place of divisions.
 *
 * Layout: rows of `depth` elements; the result has scale 1/256 and zero point -128. `output` may be `input`.
 * Reference: LiteRT's reference_ops::Softmax for integers.
 */
#ifndef TML_SOFTMAX_S8_H
#define TML_SOFTMAX_S8_H

#include "tml_reciprocal.h"

typedef struct {
    int32_t rows;
    int32_t depth;
    int32_t table_length;
    /* exp(-scale * beta * d), 31 fraction bits, for d = 0, 1, ...: how far an element lies below the greatest. */
    const TML_FLASH int32_t *table;
} tml_softmax_s8_params;

/* Softmax of each row; the result has scale 1/256 and zero point -128. `output` may be `input`. */
static inline void tml_softmax_s8(const tml_softmax_s8_params *params, const int8_t *input, int8_t *output)
{
    const int32_t depth = params->depth;
    int32_t row, i;
    for (row = 0; row < params->rows; row++) {
        int32_t greatest = input[0];
        int32_t sum = 0;
        int32_t reciprocal, shift;
        for (i = 1; i < depth; i++) {
            greatest = input[i] > greatest ? input[i] : greatest;
        }
        for (i = 0; i < depth; i++) {
            const int32_t distance = greatest - input[i];
            if (distance < params->table_length) {
                /* To 19 fraction bits, rounded without overflow. */
                sum += ((params->table[distance] >> 11) + 1) >> 1;
            }
        }
        reciprocal = tml_reciprocal_q19(sum, &shift);
        for (i = 0; i < depth; i++) {
            const int32_t distance = greatest - input[i];
            int32_t share = 0;
            /* A sum of 512 or more leaves no share above half a step. */
            if (distance < params->table_length && shift <= 8) {
                share = tml_requantize_twice(params->table[distance], reciprocal, -(shift + 23));
            }
            output[i] = (int8_t)(share > 255 ? 127 : share - 128);
        }
        input += depth;
        output += depth;
    }
}

#endif
