/* SPDX-License-Identifier: MIT-0 */
/*
 * A tensor taken apart along one axis: for each row, one run of bytes to each result.
 *
 * Layout: operand [outer, sum of bytes], results [outer, bytes[i]]. Reference: LiteRT's reference_ops::Split.
 */
#ifndef TML_SPLIT_H
#define TML_SPLIT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    int32_t outer; /* rows: product of the dimensions before the axis */
    int32_t bytes; /* of each result, in one row */
} tml_split_params;

static inline void tml_split(const tml_split_params *params, int32_t count, const void *input, void *const *outputs)
{
    const uint8_t *from = (const uint8_t *)input;
    const size_t bytes = (size_t)params->bytes;
    int32_t row, i;
    for (row = 0; row < params->outer; row++) {
        for (i = 0; i < count; i++) {
            memmove((uint8_t *)outputs[i] + (size_t)row * bytes, from, bytes);
            from += bytes;
        }
    }
}

/* The same for a fixed number of results. */
static inline void tml_split_1(const tml_split_params *params, const void *input, void *output0)
{
    void *outputs[1];
    outputs[0] = output0;
    tml_split(params, 1, input, outputs);
}

static inline void tml_split_2(const tml_split_params *params, const void *input, void *output0, void *output1)
{
    void *outputs[2];
    outputs[0] = output0;
    outputs[1] = output1;
    tml_split(params, 2, input, outputs);
}

static inline void tml_split_3(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2)
{
    void *outputs[3];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    tml_split(params, 3, input, outputs);
}

static inline void tml_split_4(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2, void *output3)
{
    void *outputs[4];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    outputs[3] = output3;
    tml_split(params, 4, input, outputs);
}

static inline void tml_split_5(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2, void *output3, void *output4)
{
    void *outputs[5];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    outputs[3] = output3;
    outputs[4] = output4;
    tml_split(params, 5, input, outputs);
}

static inline void tml_split_6(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2, void *output3, void *output4, void *output5)
{
    void *outputs[6];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    outputs[3] = output3;
    outputs[4] = output4;
    outputs[5] = output5;
    tml_split(params, 6, input, outputs);
}

static inline void tml_split_7(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2, void *output3, void *output4, void *output5, void *output6)
{
    void *outputs[7];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    outputs[3] = output3;
    outputs[4] = output4;
    outputs[5] = output5;
    outputs[6] = output6;
    tml_split(params, 7, input, outputs);
}

static inline void tml_split_8(const tml_split_params *params, const void *input, void *output0, void *output1, void *output2, void *output3, void *output4, void *output5, void *output6, void *output7)
{
    void *outputs[8];
    outputs[0] = output0;
    outputs[1] = output1;
    outputs[2] = output2;
    outputs[3] = output3;
    outputs[4] = output4;
    outputs[5] = output5;
    outputs[6] = output6;
    outputs[7] = output7;
    tml_split(params, 8, input, outputs);
}

#endif
