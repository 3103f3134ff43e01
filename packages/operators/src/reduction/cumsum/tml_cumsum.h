/* SPDX-License-Identifier: MIT-0 */
/*
 * What the running sums along one dimension have in common.
 * Layout: x and the result [outer, size, inner].
 */
#ifndef TML_CUMSUM_H
#define TML_CUMSUM_H

#include "tml_port.h"

/* x [outer, size, inner]. */
typedef struct {
    int32_t outer, size, inner;
    int32_t exclusive; /* the sum ends before the element */
    int32_t reverse;   /* from the last element to the first */
} tml_cumsum_params;

#endif
