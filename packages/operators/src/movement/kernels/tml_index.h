/* SPDX-License-Identifier: MIT-0 */
/*
 * Positions that are computed: elements of int32 or int64 tensors, in one function for both types, and the nearest
 * one that there is. Layout: numbers one after another.
 */
#ifndef TML_INDEX_H
#define TML_INDEX_H

#include "tml_port.h"

/* Element `at` of int32 or, where `wide`, int64 numbers; those beyond 32 bits become the nearest int32. */
static inline int32_t tml_index(const void *numbers, int32_t wide, int32_t at)
{
    int64_t number;
    if (!wide) {
        return ((const int32_t *)numbers)[at];
    }
    number = ((const int64_t *)numbers)[at];
    return number < INT32_MIN ? INT32_MIN : number > INT32_MAX ? INT32_MAX : (int32_t)number;
}

/* The number nearest to `index` of 0 ... size - 1. */
static inline int32_t tml_within(int32_t index, int32_t size)
{
    return index < 0 ? 0 : index < size ? index : size - 1;
}

#endif
