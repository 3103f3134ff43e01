/* SPDX-License-Identifier: MIT-0 */
/*
 * Fully connected layer of int8 for cores without SIMD, four filters at once, where eight sums would not fit the
 * registers (tml_dense_s8.h), then those that are left over one by one. Rounded once.
 *
 * Layout: x [rows, k]; weights in fours of outputs [k, 4], then those left over [k] each; bias with the zero point's
 * share, multiplier and shift [o], shifts from -30 to -1; y [rows, o]. Reference: LiteRT's
 * reference_integer_ops::FullyConnected.
 */
#ifndef TML_FULLY_CONNECTED_FOURS_S8_H
#define TML_FULLY_CONNECTED_FOURS_S8_H

#include "tml_dense_s8.h"
#include "tml_dot_s8.h"

static inline void tml_fully_connected_fours_s8(const tml_fully_connected_s8_params *params, const int8_t *x, const TML_FLASH int8_t *weights,
                      const TML_FLASH int32_t *bias, const TML_FLASH int32_t *multiplier, const TML_FLASH int8_t *shift, int8_t *y)
{
    const int32_t depth = params->depth;
    const int32_t eights = depth & ~7;
    const int32_t outputs = params->outputs;
    int32_t sums[4];
    for (int32_t row = 0; row < params->rows; row++) {
        const TML_FLASH int8_t *w = weights;
        int32_t o = 0;
        for (; o + 4 <= outputs; o += 4) {
            for (int32_t i = 0; i < 4; i++) {
                sums[i] = bias[o + i];
            }
            tml_dense_4_s8(x, w, eights, sums);
            tml_dense_rest_s8(x + eights, w + 4 * eights, depth - eights, 4, sums);
            tml_dense_results_s8(sums, 4, params, multiplier + o, shift + o, y + o);
            w += 4 * depth;
        }
        for (; o < outputs; o++) {
            sums[0] = tml_dot_s8(x, w, depth, 0, bias[o]);
            tml_dense_results_s8(sums, 1, params, multiplier + o, shift + o, y + o);
            w += depth;
        }
        x += depth;
        y += outputs;
    }
}

#endif
