/* SPDX-License-Identifier: MIT-0 */
/*
 * SVDF in integers: a memory of int16 with weights in time of int16, or both of int8; neither has a zero point. Zero
 * points of x are folded into the first offset. Both sums are rescaled with two roundings, as LiteRT does.
 *
 * Layout: as tml_svdf_f32. Reference: LiteRT's reference_ops::EvalIntegerSVDF. tml_svdf.h has the algorithm.
 */
#ifndef TML_SVDF_S8_H
#define TML_SVDF_S8_H

#include "tml_dot_s8.h"
#include "tml_requantize.h"
#include "tml_svdf.h"

typedef struct {
    tml_svdf_sizes sizes;
    const TML_FLASH int8_t *feature; /* [filters, inputs] */
    const TML_FLASH int32_t *offset; /* [filters]: less the zero point of x times their weights */
    const TML_FLASH void *time;      /* [filters, memory] */
    const TML_FLASH int32_t *bias;   /* [filters / rank] */
    int32_t multiplier, shift;       /* to the memory */
    int32_t result_multiplier, result_shift;
    int32_t zero_point;
} tml_svdf_s8_params;

/* Sums modulo 2^32, as in LiteRT. */
#define TML_SVDF_S8(type, low, high) \
    const tml_svdf_s8_params p = *params; /* a copy: stores to y cannot change it */ \
    const tml_svdf_sizes z = p.sizes; \
    for (int32_t sample = 0; sample < z.batch; sample++, x += z.inputs) { \
        const TML_FLASH type *time = (const TML_FLASH type *)p.time; \
        for (int32_t filter = 0; filter < z.filters;) { \
            uint32_t sum = (uint32_t)p.bias[filter / z.rank]; \
            for (int32_t i = 0; i < z.rank; i++, filter++, before += z.memory, state += z.memory) { \
                const int32_t feature = tml_dot_s8(x, p.feature + filter * z.inputs, z.inputs, 0, p.offset[filter]); \
                memcpy(state, before + 1, (size_t)(z.memory - 1) * sizeof *state); \
                state[z.memory - 1] = (type)tml_clamp(tml_requantize_twice(feature, p.multiplier, p.shift), low, high); \
                for (int32_t at = 0; at < z.memory; at++) { \
                    sum += (uint32_t)((int32_t)state[at] * *time++); \
                } \
            } \
            const int32_t value = tml_requantize_twice((int32_t)sum, p.result_multiplier, p.result_shift); \
            *y++ = (int8_t)tml_clamp(tml_clamp(value, -65536, 65535) + p.zero_point, -128, 127); \
        } \
    }

/* x [batch,inputs], before and state [batch,filters,memory], y [batch,filters / rank]. */
static inline void tml_svdf_s8(const tml_svdf_s8_params *params, const int8_t *x, const int16_t *before, int8_t *y, int16_t *state)
{
    TML_SVDF_S8(int16_t, INT16_MIN, INT16_MAX)
}

static inline void tml_svdf_s8_s8(const tml_svdf_s8_params *params, const int8_t *x, const int8_t *before, int8_t *y, int8_t *state)
{
    TML_SVDF_S8(int8_t, INT8_MIN, INT8_MAX)
}

#endif
