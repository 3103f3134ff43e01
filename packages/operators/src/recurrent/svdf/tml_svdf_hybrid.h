/* SPDX-License-Identifier: MIT-0 */
/*
 * SVDF with int8 weights on float activations: each row of x is quantised as it comes. The memory is float; weights in
 * time are int8 with one scale, or float.
 *
 * Layout: as tml_svdf_f32. Reference: LiteRT's reference_ops::EvalHybridSVDF. tml_svdf.h has the algorithm.
 */
#ifndef TML_SVDF_HYBRID_H
#define TML_SVDF_HYBRID_H

#include "tml_clamp_f32.h"
#include "tml_dot_f32.h"
#include "tml_dot_s8.h"
#include "tml_quantize_dynamic.h"
#include "tml_svdf.h"

typedef struct {
    tml_svdf_sizes sizes;
    const TML_FLASH int8_t *feature; /* [filters, inputs] */
    const TML_FLASH int8_t *time;    /* [filters, memory]; NULL: they are float */
    const TML_FLASH float *float_time;
    const TML_FLASH float *bias; /* [filters / rank] */
    float feature_scale, time_scale;
    int32_t asymmetric;
    float min, max;
} tml_svdf_hybrid_params;

static inline float tml_svdf_hybrid_recall(const tml_svdf_hybrid_params *params, int32_t filter, const float *state)
{
    const int32_t memory = params->sizes.memory;
    float sum = 0.0f;
    if (!params->time) {
        return tml_dot_f32(state, params->float_time + filter * memory, memory, 0.0f);
    }
    for (int32_t i = 0; i < memory; i++) {
        sum += state[i] * (float)params->time[filter * memory + i];
    }
    return sum * params->time_scale;
}

/* x [batch,inputs], before and state [batch,filters,memory], y [batch,filters / rank]. Scratch: `inputs` bytes. */
static inline void tml_svdf_hybrid(const tml_svdf_hybrid_params *params, const float *x, const float *before, float *y, float *state,
                                   void *scratch)
{
    const tml_svdf_hybrid_params p = *params; /* a copy: stores to y cannot change it */
    const tml_svdf_sizes z = p.sizes;
    int8_t *const from = (int8_t *)scratch;
    for (int32_t sample = 0; sample < z.batch; sample++, x += z.inputs) {
        const tml_dynamic_scale dynamic = tml_quantize_dynamic(x, z.inputs, p.asymmetric, from);
        const float scale = dynamic.scale * p.feature_scale;
        for (int32_t filter = 0; filter < z.filters;) {
            float sum = p.bias[filter / z.rank];
            for (int32_t i = 0; i < z.rank; i++, filter++, before += z.memory, state += z.memory) {
                memcpy(state, before + 1, (size_t)(z.memory - 1) * sizeof *state);
                state[z.memory - 1] = (float)tml_dot_s8(from, p.feature + filter * z.inputs, z.inputs, -dynamic.zero_point, 0) * scale;
                sum += tml_svdf_hybrid_recall(&p, filter, state);
            }
            *y++ = tml_clamp_f32(sum, p.min, p.max);
        }
    }
}

#endif
