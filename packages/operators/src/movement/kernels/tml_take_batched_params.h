/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_TAKE_BATCHED_PARAMS_H
#define TML_TAKE_BATCHED_PARAMS_H

#include "tml_take.h"

typedef struct {
    tml_take_params take; /* of one batch */
    int32_t batches;
} tml_take_batched_params;

#endif
