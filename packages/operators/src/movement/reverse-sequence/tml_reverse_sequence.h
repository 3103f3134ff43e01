/* SPDX-License-Identifier: MIT-0 */
/*
 * x [outer, first, middle, second, inner], where one of `first` and `second` is the axis of the sequences and the
 * other one that of their steps. Runs of `inner` elements are copied in the order of the result: of a sequence of `n`
 * steps, step k comes from step n - 1 - k, and steps from n on stay.
 */
#ifndef TML_REVERSE_SEQUENCE_H
#define TML_REVERSE_SEQUENCE_H

#include "tml_index.h"

typedef struct {
    int32_t outer, first, middle, second;
    int32_t bytes;       /* of a run */
    int32_t steps_first; /* the steps lie along `first` */
    int32_t wide;        /* lengths are int64 */
} tml_reverse_sequence_params;

static inline void tml_reverse_sequence(const tml_reverse_sequence_params *params, const void *x, const void *lengths, void *output)
{
    const tml_reverse_sequence_params p = *params;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p.outer; i++) {
        for (int32_t a = 0; a < p.first; a++) {
            for (int32_t m = 0; m < p.middle; m++) {
                for (int32_t b = 0; b < p.second; b++) {
                    const int32_t steps = p.steps_first ? p.first : p.second;
                    const int32_t wanted = tml_index(lengths, p.wide, p.steps_first ? b : a);
                    const int32_t length = wanted < steps ? wanted : steps;
                    const int32_t step = p.steps_first ? a : b;
                    const int32_t from = step < length ? length - 1 - step : step;
                    const int32_t run = ((i * p.first + (p.steps_first ? from : a)) * p.middle + m) * p.second +
                                        (p.steps_first ? b : from);
                    memcpy(to, (const uint8_t *)x + (size_t)run * (size_t)p.bytes, (size_t)p.bytes);
                    to += p.bytes;
                }
            }
        }
    }
}

#endif
