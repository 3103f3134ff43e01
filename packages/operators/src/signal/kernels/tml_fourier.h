/* SPDX-License-Identifier: MIT-0 */
/*
 * Fourier transforms of a power of two complex points, in place: decimation in time, one stage of radix 2 where the
 * number of bits is odd, then stages of radix 4. A real signal of 2 * points samples is transformed as one of `points`
 * complex ones; `factors` separate the spectra of its halves. Real and imaginary parts lie side by side. `turns` has
 * cos and sin of each multiple of a whole turn / points, `factors` those of points / 2 angles. Fixed-point numbers are
 * divided before the sums of every stage, so that a transform gives 1 / points of its sum. Order of operations and
 * rounding are those of KISS FFT (Borgerding), whose bits TensorFlow Lite Micro's operators have.
 */
#ifndef TML_FOURIER_H
#define TML_FOURIER_H

#include "tml_port.h"

/* Where the first stage reads point k: its digits in base 4 (and a last one in base 2) in reverse order. */
static inline int32_t tml_fourier_place(int32_t k, int32_t points)
{
    int32_t at = 0;
    while (points >= 4) {
        points >>= 2;
        at += (k & 3) * points;
        k >>= 2;
    }
    return points == 2 ? at + (k & 1) : at;
}

/*
 * For numbers of one type: divided(x, radix); re(a, b, c, d) = a*c - b*d and im(a, b, c, d) = a*d + b*c, rounded once;
 * sum(a, b) and difference(a, b) as they are stored; half(a, b) of a sum that has not been stored.
 */
#define TML_FOURIER(suffix, type) \
    static inline void tml_fourier_pair_##suffix(type *x, const TML_FLASH type *turns) \
    { \
        const type re = tml_fourier_divided_##suffix(x[0], 2), im = tml_fourier_divided_##suffix(x[1], 2); \
        const type b_re = tml_fourier_divided_##suffix(x[2], 2), b_im = tml_fourier_divided_##suffix(x[3], 2); \
        const type turned_re = tml_fourier_re_##suffix(b_re, b_im, turns[0], turns[1]); \
        const type turned_im = tml_fourier_im_##suffix(b_re, b_im, turns[0], turns[1]); \
        x[0] = tml_fourier_sum_##suffix(re, turned_re); \
        x[1] = tml_fourier_sum_##suffix(im, turned_im); \
        x[2] = tml_fourier_difference_##suffix(re, turned_re); \
        x[3] = tml_fourier_difference_##suffix(im, turned_im); \
    } \
\
    static inline void tml_fourier_four_##suffix(type *x, int32_t span, const TML_FLASH type *turns, int32_t step, int inverse) \
    { \
        type re[4], im[4]; \
        for (int32_t n = 0; n < 4; n++) { \
            const type a = tml_fourier_divided_##suffix(x[2 * n * span], 4), b = tml_fourier_divided_##suffix(x[2 * n * span + 1], 4); \
            const TML_FLASH type *turn = turns + 2 * n * step; \
            re[n] = n == 0 ? a : tml_fourier_re_##suffix(a, b, turn[0], turn[1]); \
            im[n] = n == 0 ? b : tml_fourier_im_##suffix(a, b, turn[0], turn[1]); \
        } \
        const type inner_re = tml_fourier_difference_##suffix(re[0], re[2]), inner_im = tml_fourier_difference_##suffix(im[0], im[2]); \
        const type sum_re = tml_fourier_sum_##suffix(re[0], re[2]), sum_im = tml_fourier_sum_##suffix(im[0], im[2]); \
        const type outer_re = tml_fourier_sum_##suffix(re[1], re[3]), outer_im = tml_fourier_sum_##suffix(im[1], im[3]); \
        const type across_re = tml_fourier_difference_##suffix(re[1], re[3]), across_im = tml_fourier_difference_##suffix(im[1], im[3]); \
        type *first = x + 2 * (inverse ? 3 : 1) * span, *last = x + 2 * (inverse ? 1 : 3) * span; \
        x[0] = tml_fourier_sum_##suffix(sum_re, outer_re); \
        x[1] = tml_fourier_sum_##suffix(sum_im, outer_im); \
        x[4 * span] = tml_fourier_difference_##suffix(sum_re, outer_re); \
        x[4 * span + 1] = tml_fourier_difference_##suffix(sum_im, outer_im); \
        first[0] = tml_fourier_sum_##suffix(inner_re, across_im); \
        first[1] = tml_fourier_difference_##suffix(inner_im, across_re); \
        last[0] = tml_fourier_difference_##suffix(inner_re, across_im); \
        last[1] = tml_fourier_sum_##suffix(inner_im, across_re); \
    } \
\
    /* x has its points in the order of their places. */ \
    static inline void tml_fourier_##suffix(type *x, int32_t points, const TML_FLASH type *turns, int inverse) \
    { \
        int32_t rest = points, span = 1; \
        while (rest >= 4) rest >>= 2; \
        if (rest == 2) { \
            for (int32_t at = 0; at < points; at += 2) tml_fourier_pair_##suffix(x + 2 * at, turns); \
            span = 2; \
        } \
        for (; span < points; span *= 4) { \
            const int32_t step = points / (4 * span); \
            for (int32_t block = 0; block < points; block += 4 * span) \
                for (int32_t k = 0; k < span; k++) \
                    tml_fourier_four_##suffix(x + 2 * (block + k), span, turns, k * step, inverse); \
        } \
    } \
\
    /* The points of a spectrum and their mirror images, k and points - k: sum, and rest turned by a factor. */ \
    static inline void tml_fourier_mirrored_##suffix(const type *a, const type *b, const TML_FLASH type *factor, type *sum, type *turned) \
    { \
        const type re = tml_fourier_divided_##suffix(a[0], 2), im = tml_fourier_divided_##suffix(a[1], 2); \
        const type b_re = tml_fourier_divided_##suffix(b[0], 2); \
        const type b_im = tml_fourier_divided_##suffix(tml_fourier_difference_##suffix(0, b[1]), 2); \
        const type rest_re = tml_fourier_difference_##suffix(re, b_re), rest_im = tml_fourier_difference_##suffix(im, b_im); \
        sum[0] = tml_fourier_sum_##suffix(re, b_re); \
        sum[1] = tml_fourier_sum_##suffix(im, b_im); \
        turned[0] = tml_fourier_re_##suffix(rest_re, rest_im, factor[0], factor[1]); \
        turned[1] = tml_fourier_im_##suffix(rest_re, rest_im, factor[0], factor[1]); \
    } \
\
    /* Transform of pairs of samples -> spectrum of points + 1 numbers, in place. */ \
    static inline void tml_fourier_separate_##suffix(type *x, int32_t points, const TML_FLASH type *factors) \
    { \
        const type re = tml_fourier_divided_##suffix(x[0], 2), im = tml_fourier_divided_##suffix(x[1], 2); \
        x[0] = tml_fourier_sum_##suffix(re, im); \
        x[2 * points] = tml_fourier_difference_##suffix(re, im); \
        x[1] = x[2 * points + 1] = 0; \
        for (int32_t k = 1; k <= points / 2; k++) { \
            type *a = x + 2 * k, *b = x + 2 * (points - k); \
            type sum[2], turned[2]; \
            tml_fourier_mirrored_##suffix(a, b, factors + 2 * (k - 1), sum, turned); \
            a[0] = tml_half_sum_##suffix(sum[0], turned[0]); \
            a[1] = tml_half_sum_##suffix(sum[1], turned[1]); \
            b[0] = tml_half_difference_##suffix(sum[0], turned[0]); \
            b[1] = tml_half_difference_##suffix(turned[1], sum[1]); \
        } \
    } \
\
    /* Spectrum of points + 1 numbers -> pairs of samples before their transform, in the order of their places. */ \
    static inline void tml_fourier_join_##suffix(const type *x, int32_t points, const TML_FLASH type *factors, type *y) \
    { \
        y[0] = tml_fourier_divided_##suffix(tml_fourier_sum_##suffix(x[0], x[2 * points]), 2); \
        y[1] = tml_fourier_divided_##suffix(tml_fourier_difference_##suffix(x[0], x[2 * points]), 2); \
        for (int32_t k = 1; k <= points / 2; k++) { \
            type sum[2], turned[2]; \
            type *a = y + 2 * tml_fourier_place(k, points), *b = y + 2 * tml_fourier_place(points - k, points); \
            tml_fourier_mirrored_##suffix(x + 2 * k, x + 2 * (points - k), factors + 2 * (k - 1), sum, turned); \
            a[0] = tml_fourier_sum_##suffix(sum[0], turned[0]); \
            a[1] = tml_fourier_sum_##suffix(sum[1], turned[1]); \
            b[0] = tml_fourier_difference_##suffix(sum[0], turned[0]); \
            b[1] = tml_fourier_difference_##suffix(0, tml_fourier_difference_##suffix(sum[1], turned[1])); \
        } \
    }

#endif
