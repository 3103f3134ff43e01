/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_GATHER_ND_S64_H
#define TML_GATHER_ND_S64_H

#include "tml_gather_nd.h"
#include "tml_port.h"

/* The parts that tuples of computed indices name; an index beyond either end names the nearest one. */
static inline void tml_gather_nd_s64(const tml_gather_nd_params *params, const void *input, const int64_t *indices, void *output)
{
    const tml_gather_nd_params p = *params;
    uint8_t *to = (uint8_t *)output;
    for (int32_t i = 0; i < p.count; i++) {
        int32_t part = 0;
        for (int32_t k = 0; k < p.depth; k++) {
            const int64_t index = *indices++;
            part = part * p.size[k] + (index < 0 ? 0 : index < p.size[k] ? (int32_t)index : p.size[k] - 1);
        }
        memcpy(to, (const uint8_t *)input + (size_t)part * (size_t)p.bytes, (size_t)p.bytes);
        to += p.bytes;
    }
}

#endif
