/* SPDX-License-Identifier: MIT-0 */
/*
 * SVDF with float32 weights; tml_svdf.h has the algorithm.
 *
 * Layout: x [batch, inputs], state [batch, filters, memory], y [batch, filters / rank]. Reference: LiteRT's
 * reference_ops::EvalFloatSVDF.
 */
#ifndef TML_SVDF_F32_H
#define TML_SVDF_F32_H

#include "tml_clamp_f32.h"
#include "tml_dot_f32.h"
#include "tml_svdf.h"

typedef struct {
    tml_svdf_sizes sizes;
    const TML_FLASH float *feature; /* [filters, inputs] */
    const TML_FLASH float *time;    /* [filters, memory] */
    const TML_FLASH float *bias;    /* [filters / rank] */
    float min, max;
} tml_svdf_f32_params;

/* x [batch,inputs], before and state [batch,filters,memory], y [batch,filters / rank]. */
static inline void tml_svdf_f32(const tml_svdf_f32_params *params, const float *x, const float *before, float *y, float *state)
{
    const tml_svdf_f32_params p = *params; /* a copy: stores to y cannot change it */
    const tml_svdf_sizes z = p.sizes;
    for (int32_t sample = 0; sample < z.batch; sample++, x += z.inputs) {
        for (int32_t filter = 0; filter < z.filters;) {
            float sum = p.bias[filter / z.rank];
            for (int32_t i = 0; i < z.rank; i++, filter++, before += z.memory, state += z.memory) {
                memcpy(state, before + 1, (size_t)(z.memory - 1) * sizeof *state);
                state[z.memory - 1] = tml_dot_f32(x, p.feature + filter * z.inputs, z.inputs, 0.0f);
                sum = tml_dot_f32(state, p.time + filter * z.memory, z.memory, sum);
            }
            *y++ = tml_clamp_f32(sum, p.min, p.max);
        }
    }
}

#endif
