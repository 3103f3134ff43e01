/* SPDX-License-Identifier: MIT-0 */
/*
 * Tensors joined along one axis: for each row, one run of bytes from each operand. An operand may lie where its last
 * run goes, or after it, since runs are moved in the order of addresses.
 *
 * Layout: operands [outer, bytes[i]], result [outer, sum of bytes]. Reference: LiteRT's
 * reference_ops::Concatenation.
 */
#ifndef TML_CONCATENATION_H
#define TML_CONCATENATION_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    int32_t outer;    /* rows: product of the dimensions before the axis */
    int32_t bytes[8]; /* of each operand, in one row */
} tml_concatenation_params;

static inline void tml_concatenation(const tml_concatenation_params *params, int32_t count, const void *const *inputs,
                                     void *output)
{
    uint8_t *to = (uint8_t *)output;
    int32_t row, i;
    for (row = 0; row < params->outer; row++) {
        for (i = 0; i < count; i++) {
            const size_t bytes = (size_t)params->bytes[i];
            memmove(to, (const uint8_t *)inputs[i] + (size_t)row * bytes, bytes);
            to += bytes;
        }
    }
}

/* The same for a fixed number of operands. */
static inline void tml_concatenation_1(const tml_concatenation_params *params, const void *input0, void *output)
{
    const void *inputs[1];
    inputs[0] = input0;
    tml_concatenation(params, 1, inputs, output);
}

static inline void tml_concatenation_2(const tml_concatenation_params *params, const void *input0, const void *input1, void *output)
{
    const void *inputs[2];
    inputs[0] = input0;
    inputs[1] = input1;
    tml_concatenation(params, 2, inputs, output);
}

static inline void tml_concatenation_3(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, void *output)
{
    const void *inputs[3];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    tml_concatenation(params, 3, inputs, output);
}

static inline void tml_concatenation_4(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, const void *input3, void *output)
{
    const void *inputs[4];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    inputs[3] = input3;
    tml_concatenation(params, 4, inputs, output);
}

static inline void tml_concatenation_5(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, const void *input3, const void *input4, void *output)
{
    const void *inputs[5];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    inputs[3] = input3;
    inputs[4] = input4;
    tml_concatenation(params, 5, inputs, output);
}

static inline void tml_concatenation_6(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, const void *input3, const void *input4, const void *input5, void *output)
{
    const void *inputs[6];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    inputs[3] = input3;
    inputs[4] = input4;
    inputs[5] = input5;
    tml_concatenation(params, 6, inputs, output);
}

static inline void tml_concatenation_7(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, const void *input3, const void *input4, const void *input5, const void *input6, void *output)
{
    const void *inputs[7];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    inputs[3] = input3;
    inputs[4] = input4;
    inputs[5] = input5;
    inputs[6] = input6;
    tml_concatenation(params, 7, inputs, output);
}

static inline void tml_concatenation_8(const tml_concatenation_params *params, const void *input0, const void *input1, const void *input2, const void *input3, const void *input4, const void *input5, const void *input6, const void *input7, void *output)
{
    const void *inputs[8];
    inputs[0] = input0;
    inputs[1] = input1;
    inputs[2] = input2;
    inputs[3] = input3;
    inputs[4] = input4;
    inputs[5] = input5;
    inputs[6] = input6;
    inputs[7] = input7;
    tml_concatenation(params, 8, inputs, output);
}

#endif
