/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that find between which boundaries elements lie.
 *
 * Layout: as tml_bucketize_f32.h and its siblings have it.
 */
#ifndef TML_BUCKETIZE_H
#define TML_BUCKETIZE_H

#include "tml_port.h"

typedef struct {
    int32_t count, boundaries;
} tml_bucketize_params;

#endif
