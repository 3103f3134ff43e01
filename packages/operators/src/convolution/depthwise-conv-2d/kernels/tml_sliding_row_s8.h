/* SPDX-License-Identifier: MIT-0 */
/*
 * A row of results of one channel, four at once: a weight is loaded once for four products, and where the stride is
 * 1 three taps side by side share the values that they reach. Rounded twice.
 *
 * Layout: x a row of the channel's plane; weights row by row. Results that are beyond the row are computed and
 * dropped.
 */
#ifndef TML_SLIDING_ROW_S8_H
#define TML_SLIDING_ROW_S8_H

#include "tml_params_sliding.h"
#include "tml_requantize.h"

/* What one result channel has of its own; the bias holds the zero point's share, shifts are to the right. */
typedef struct {
    const TML_FLASH int8_t *weights;
    int32_t bias, multiplier, right;
} tml_sliding_channel;

/* Three taps side by side. */
#define TML_SLIDING_THREE \
    do { \
        TML_IN_ORDER; \
        const int32_t w0 = w[0], w1 = w[1], w2 = w[2]; \
        const int32_t x0 = from[0], x1 = from[1]; \
        s0 += x0 * w0 + x1 * w1; \
        s1 += x1 * w0; \
        const int32_t x2 = from[2], x3 = from[3]; \
        s0 += x2 * w2; \
        s1 += x2 * w1 + x3 * w2; \
        s2 += x2 * w0 + x3 * w1; \
        s3 += x3 * w0; \
        const int32_t x4 = from[4], x5 = from[5]; \
        s2 += x4 * w2; \
        s3 += x4 * w1 + x5 * w2; \
    } while (0)

#define TML_SLIDING_ONE(step) \
    do { \
        TML_IN_ORDER; \
        const int32_t w0 = w[0]; \
        s0 += from[0] * w0; \
        s1 += from[step] * w0; \
        s2 += from[2 * (step)] * w0; \
        s3 += from[3 * (step)] * w0; \
    } while (0)

static inline int8_t tml_sliding_result(const tml_sliding_params *p, int32_t sum, int32_t multiplier, int32_t right)
{
    return (int8_t)tml_clamp(tml_requantize_right(sum, multiplier, right) + p->output_zero_point, p->min, p->max);
}

/* `columns` 3 and `neighbours` 1 where that is known: taps and results lie side by side. */
TML_WITHIN void tml_sliding_row(const tml_sliding_params *p, const tml_sliding_channel *channel, const int8_t *x, int8_t *y, int32_t columns,
                                int32_t neighbours)
{
    const int32_t step = neighbours ? 1 : p->stride_column;
    const int32_t tap = neighbours ? 1 : p->dilation_column;
    const int32_t line = p->dilation_row * p->width;
    const int32_t multiplier = channel->multiplier;
    const int32_t right = channel->right;
    const int32_t y_column = p->y_column;
    for (int32_t left = p->y_columns; left > 0; left -= 4) {
        int32_t s0 = channel->bias, s1 = s0, s2 = s0, s3 = s0;
        const TML_FLASH int8_t *w = channel->weights;
        const int8_t *row = x;
        for (int32_t r = p->filter_rows; r > 0; r--) {
            const int8_t *from = row;
            int32_t c = columns;
            if (neighbours) {
                for (; c >= 3; c -= 3) {
                    TML_SLIDING_THREE;
                    w += 3;
                    from += 3;
                }
            }
            for (; c > 0; c--) {
                TML_SLIDING_ONE(step);
                w++;
                from += tap;
            }
            row += line;
        }
        *y = tml_sliding_result(p, s0, multiplier, right);
        y += y_column;
        if (left > 1) {
            *y = tml_sliding_result(p, s1, multiplier, right);
            y += y_column;
        }
        if (left > 2) {
            *y = tml_sliding_result(p, s2, multiplier, right);
            y += y_column;
        }
        if (left > 3) {
            *y = tml_sliding_result(p, s3, multiplier, right);
            y += y_column;
        }
        x += 4 * step;
    }
}

#undef TML_SLIDING_ONE
#undef TML_SLIDING_THREE

#endif
