/* SPDX-License-Identifier: MIT-0 */
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
