/* SPDX-License-Identifier: MIT-0 */
/*
 * Batch normalisation by channel: (x - mean) * factor + beta, where factor is gamma over the standard deviation,
 * computed when the model is built.
 *
 * Layout: rows of `channels` elements. `output` may be `input`. Source: Ioffe and Szegedy, Batch Normalization,
 * 2015.
 */
#ifndef TML_BATCH_NORMALIZATION_F32_H
#define TML_BATCH_NORMALIZATION_F32_H

#include "tml_port.h"

typedef struct {
    int32_t rows;
    int32_t channels;
    const TML_FLASH float *mean;
    const TML_FLASH float *factor;
    const TML_FLASH float *beta;
} tml_batch_normalization_f32_params;

static inline void tml_batch_normalization_f32(const tml_batch_normalization_f32_params *params, const float *input,
                                               float *output)
{
    int32_t row, c;
    for (row = 0; row < params->rows; row++) {
        for (c = 0; c < params->channels; c++) {
            output[c] = (input[c] - params->mean[c]) * params->factor[c] +
                        params->beta[c];
        }
        input += params->channels;
        output += params->channels;
    }
}

#endif
