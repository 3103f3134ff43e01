/* SPDX-License-Identifier: MIT-0 */
/*
 * Parameters of the kernels that take parts of a tensor by tuples of indices.
 *
 * Layout: input [size[0], ..., size[depth - 1], bytes of a part], indices [count, depth].
 */
#ifndef TML_GATHER_ND_H
#define TML_GATHER_ND_H

#include "tml_port.h"

typedef struct {
    int32_t size[4]; /* of the dimensions that indices name */
    int32_t depth;   /* indices in a tuple */
    int32_t count;   /* tuples */
    int32_t bytes;   /* of one part */
} tml_gather_nd_params;

#endif
