/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_ARG_H
#define TML_ARG_H

#include "tml_port.h"

/* x [outer, size, inner], result [outer, inner]. */
typedef struct {
    int32_t outer, size, inner;
    int32_t wide; /* the result is int64 */
} tml_arg_params;

/* Where along the middle dimension the element stands that no other one is `better` than; the first of equals. */
#define TML_ARG(name, type, better) \
    static inline void name(const tml_arg_params *params, const type *x, void *y) \
    { \
        const tml_arg_params p = *params; \
        int32_t at = 0; \
        for (int32_t i = 0; i < p.outer; i++) { \
            for (int32_t j = 0; j < p.inner; j++) { \
                const type *from = x + i * p.size * p.inner + j; \
                type best = *from; \
                int32_t place = 0; \
                for (int32_t k = 1; k < p.size; k++) { \
                    from += p.inner; \
                    if (*from better best) { \
                        best = *from; \
                        place = k; \
                    } \
                } \
                if (p.wide) \
                    ((int64_t *)y)[at] = place; \
                else \
                    ((int32_t *)y)[at] = place; \
                at++; \
            } \
        } \
    }

#endif
