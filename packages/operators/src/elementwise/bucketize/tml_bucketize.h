/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that find between which boundaries elements lie.
 */
#ifndef TML_BUCKETIZE_H
#define TML_BUCKETIZE_H

#include "tml_port.h"

typedef struct {
    int32_t count, boundaries;
} tml_bucketize_params;

#endif
