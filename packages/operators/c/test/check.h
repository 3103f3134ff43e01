/* SPDX-License-Identifier: MIT-0 */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>

/* Stops the test with the place and both numbers. */
#define CHECK_EQUAL(actual, expected)                                                                                 \
    do {                                                                                                              \
        const double got_ = (double)(actual), want_ = (double)(expected);                                            \
        if (got_ != want_) {                                                                                         \
            fprintf(stderr, "%s:%d: %s is %.9g, not %.9g\n", __FILE__, __LINE__, #actual, got_, want_);                    \
            exit(1);                                                                                                  \
        }                                                                                                             \
    } while (0)

#define CHECK_ARRAY(actual, ...)                                                                                      \
    do {                                                                                                              \
        static const double e_[] = { __VA_ARGS__ };                                                                   \
        for (size_t i_ = 0; i_ < sizeof e_ / sizeof e_[0]; i_++) {                                                    \
            CHECK_EQUAL((actual)[i_], e_[i_]);                                                                        \
        }                                                                                                             \
    } while (0)

#endif
