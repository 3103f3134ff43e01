/* SPDX-License-Identifier: MIT-0 */
/*
 * What the kernels for batches of indices have in common.
 * Layout: batches of what tml_take.h reads and writes, one after another.
 */
#ifndef TML_TAKE_BATCHED_PARAMS_H
#define TML_TAKE_BATCHED_PARAMS_H

#include "tml_take.h"

typedef struct {
    tml_take_params take; /* of one batch */
    int32_t batches;
} tml_take_batched_params;

#endif
