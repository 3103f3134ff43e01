/* SPDX-License-Identifier: MIT-0 */
#ifndef TML_MAP_H
#define TML_MAP_H

#include "tml_port.h"

/*
 * Defines a kernel that maps each element on its own: `result` is an expression of the element x and of p, the
 * parameters: `fields`, which may be empty, beside the number of elements. `output` may be `input` where an element of
 * the result is no longer.
 */
#define TML_MAP(name, from, to, fields, result)                                          \
    typedef struct {                                                                     \
        int32_t count;                                                                   \
        fields                                                                           \
    } name##_params;                                                                     \
    static inline void name(const name##_params *params, const from *input, to *output)  \
    {                                                                                    \
        const name##_params p = *params; /* a copy: stores to output cannot change it */ \
        int32_t i;                                                                       \
        for (i = 0; i < p.count; i++) {                                                  \
            const from x = input[i];                                                     \
            output[i] = (to)(result);                                                    \
        }                                                                                \
    }

#endif
