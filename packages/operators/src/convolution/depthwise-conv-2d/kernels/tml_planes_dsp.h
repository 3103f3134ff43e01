/* SPDX-License-Identifier: MIT-0 */
/*
 * A depthwise convolution one channel at a time: channels are copied, four together, to padded planes of int16, where
 * neighbouring columns are pairs that one multiplication takes. "Rows" and "columns" are those of the planes: which of
 * them is the image's height is the caller's choice.
 *
 * Source: the SMLAD and SMLABT instructions of Armv7E-M, Arm DDI 0403: both products of one multiplication belong to
 * one channel.
 */
#ifndef TML_PLANES_DSP_H
#define TML_PLANES_DSP_H

#include "tml_lanes.h"
#include "tml_params_planes.h"
#include "tml_saturate_range_s8.h"

/*
 * One strip as the kernels walk it, in the order of the assembly's loads. Strides of y in elements, the others in
 * bytes.
 */
typedef struct {
    int32_t y_column, y_row;
    int32_t line;         /* a row's whole pairs of columns in the plane */
    int32_t odd_column;   /* the odd column: 0 or a pair's */
    int32_t plane_next;   /* from the end of a pair of rows to the next one */
    int32_t y_next;
    int32_t pairs;        /* of rows */
    int32_t odd_row;      /* 1: one more row */
    int32_t rows, columns;
} tml_plane_job;

/*
 * Computes the outputs of one channel. `record`: bias, multiplier, rounding, mode, then the weights. Mode: -1: one
 * multiplication is proven to give every result. Sums are 256 times too large; the high word of sum * multiplier,
 *     + rounding, is shifted right by TML_PLANE_SHIFT.
 * else a right shift, of the high word of sum * multiplier, rounded, + 2^(shift-1) + zero_point * 2^shift, one less
 * for
 *     negative sums (halves round away from zero). Sums are at least doubled. Shift 0: + zero_point, and that is all.
 */
typedef void (*tml_plane_kernel)(const int16_t *plane, int8_t *y, const tml_plane_job *job, const int32_t *record,
                                 const tml_plane_params *params);

#define TML_PLANE_SHIFT 13
#define TML_PLANE_STRING(value) #value
#define TML_PLANE_SSAT_(sum, shift) "ssat " sum ", #8, " sum ", asr #" TML_PLANE_STRING(shift) "\n"
#define TML_PLANE_SSAT(sum) TML_PLANE_SSAT_(sum, TML_PLANE_SHIFT)

static inline int8_t tml_plane_result(const int32_t *record, int32_t sum)
{
    const int32_t mode = record[3];
    if (mode < 0) {
        return (int8_t)tml_saturate_s8(tml_high_product(sum, record[1], record[2]) >> TML_PLANE_SHIFT);
    }
    return (int8_t)tml_saturate_s8((tml_high_product_rounded(sum, record[1], record[2]) + (mode > 0 ? sum >> 31 : 0)) >> mode);
}

static inline tml_plane_job tml_plane_job_of(const tml_plane_params *p, int32_t rows)
{
    const int32_t pairs = p->y_columns / 2, odd = p->y_columns & 1, pair = 4 * p->stride_column;
    const tml_plane_job job = {
        p->y_column, p->y_row, pairs * pair, odd * pair, 4 * p->width * p->stride_row - (pairs + odd) * pair,
        2 * p->y_row - 2 * pairs * p->y_column, rows / 2, rows & 1, rows, p->y_columns,
    };
    return job;
}

/* How rows of four neighbouring channels are copied, in the order of the assembly's loads. */
typedef struct {
    int32_t plane;      /* bytes from one plane to the next */
    int32_t step;       /* bytes of x from one column to the next */
    int32_t pairs;      /* of columns in a row */
    int32_t x_next;     /* bytes from the end of a row to the next one */
    int32_t plane_next; /* the same in the planes */
    int32_t rows;       /* more than 0 */
    int32_t first;      /* 1: the first column shares its word with the padding before it */
    int32_t last;       /* 1: the last one with the padding after it */
    uint32_t edge;      /* the zero point, four times */
} tml_plane_copy;

/* Two columns of four channels as a word of each plane. */
static inline void tml_plane_words4(uint32_t *to, int32_t plane, uint32_t a, uint32_t b)
{
    const uint32_t a02 = tml_even_bytes(a), a13 = tml_odd_bytes(a), b02 = tml_even_bytes(b), b13 = tml_odd_bytes(b);
    tml_store_word(to, tml_low_halves(a02, b02));
    tml_store_word(to + plane, tml_low_halves(a13, b13));
    tml_store_word(to + 2 * plane, tml_high_halves(a02, b02));
    tml_store_word(to + 3 * plane, tml_high_halves(a13, b13));
}

static inline void tml_plane_copy4_stand_in(const int8_t *x, uint32_t *to, const tml_plane_copy *copy)
{
    const int32_t plane = copy->plane / 4, step = copy->step;
    for (int32_t r = copy->rows; r > 0; r--) {
        if (copy->first) {
            tml_plane_words4(to++, plane, copy->edge, tml_load_word(x));
            x += step;
        }
        for (int32_t i = copy->pairs; i > 0; i--) {
            tml_plane_words4(to++, plane, tml_load_word(x), tml_load_word(x + step));
            x += 2 * step;
        }
        if (copy->last) {
            tml_plane_words4(to++, plane, tml_load_word(x), copy->edge);
            x += step;
        }
        if (r > 1) {
            x += copy->x_next;
            to += copy->plane_next / 4;
        }
    }
}

/* r6 and r7: two columns. r1 the first plane, r2 the third. */
#define TML_PLANE_WORDS4 \
    "sxtb16 r8, r6\n" \
    "sxtb16 r9, r6, ror #8\n" \
    "sxtb16 r10, r7\n" \
    "sxtb16 r11, r7, ror #8\n" \
    "pkhbt r6, r8, r10, lsl #16\n" \
    "pkhbt r7, r9, r11, lsl #16\n" \
    "pkhtb r8, r10, r8, asr #16\n" \
    "pkhtb r9, r11, r9, asr #16\n" \
    "str r7, [r1, r3]\n" \
    "str r6, [r1], #4\n" \
    "str r9, [r2, r3]\n" \
    "str r8, [r2], #4\n"

/* Only words with a column of the input are written: the zero points around them are there already. */
TML_APART void tml_plane_copy4(const int8_t *x, uint32_t *to, const tml_plane_copy *copy)
{
    TML_BLOCK(
        register const int8_t *from __asm__("r0") = x;
        register uint32_t *plane __asm__("r1") = to;
        register const tml_plane_copy *how __asm__("r2") = copy;
        /* r7 is saved by hand: without optimisation it is the frame pointer. lr: rows left.
         * Slots: 0 pairs 1 x_next 2 plane_next 4 first 5 last 6 edge. */
        __asm__ volatile(
            "push {r7}\n" TML_SLOTS_OPEN
            "ldm r2, {r3, r4, r5, r6, r7, r8, r9, r10, r11}\n"
            TML_PUT(0, "r5") TML_PUT(1, "r6") TML_PUT(2, "r7") TML_PUT(4, "r9") TML_PUT(5, "r10") TML_PUT(6, "r11")
            "mov lr, r8\n"
            "add r2, r1, r3, lsl #1\n"
            "1:\n"
            TML_GET("r12", 4)
            "cmp r12, #0\n"
            "beq 2f\n"
            TML_GET("r6", 6)
            "ldr r7, [r0]\n"
            "add r0, r0, r4\n"
            TML_PLANE_WORDS4
            "2:\n"
            TML_GET("r5", 0)
            "cmp r5, #0\n"
            "beq 4f\n"
            "3:\n"
            "ldr r6, [r0]\n"
            "ldr r7, [r0, r4]\n"
            "add r0, r0, r4, lsl #1\n"
            TML_PLANE_WORDS4
            "subs r5, r5, #1\n"
            "bne 3b\n"
            "4:\n"
            TML_GET("r12", 5)
            "cmp r12, #0\n"
            "beq 5f\n"
            "ldr r6, [r0]\n"
            "add r0, r0, r4\n"
            TML_GET("r7", 6)
            TML_PLANE_WORDS4
            "5:\n"
            TML_GET("r12", 1)
            "add r0, r0, r12\n"
            TML_GET("r12", 2)
            "add r1, r1, r12\n"
            "add r2, r2, r12\n"
            "subs lr, lr, #1\n"
            "bne 1b\n"
            TML_SLOTS_CLOSE "pop {r7}\n"
            : "+r"(from), "+r"(plane), "+r"(how)
            :
            : "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory");
        , tml_plane_copy4_stand_in(x, to, copy);)
}

/* Columns of the input that the planes have room for. */
static inline int32_t tml_plane_columns(const tml_plane_params *p)
{
    return p->columns < p->width - p->pad_column ? p->columns : p->width - p->pad_column;
}

/* Rows of four neighbouring channels to four planes. */
static inline void tml_plane_rows4(const tml_plane_params *p, const int8_t *x, int16_t *row, int32_t rows)
{
    const int32_t columns = tml_plane_columns(p), first = p->pad_column & 1, last = (columns - first) & 1;
    const int32_t pairs = (columns - first) / 2;
    const tml_plane_copy copy = {
        2 * p->strip_height * p->width, p->x_column, pairs, p->x_row - columns * p->x_column,
        2 * p->width - 4 * (first + pairs + last), rows, first, last, (uint32_t)(uint8_t)p->zero_point * 0x01010101u,
    };
    tml_plane_copy4(x, (uint32_t *)(void *)row + p->pad_column / 2, &copy);
}

/* One row of one channel. */
static inline void tml_plane_row1(const tml_plane_params *p, const int8_t *x, int16_t *row)
{
    const int32_t step = p->x_column;
    int32_t left = tml_plane_columns(p);
    for (row += p->pad_column; left > 0; left--, x += step) {
        *row++ = *x;
    }
}

static inline void tml_plane_edge(int16_t *row, int32_t count, int32_t zero_point)
{
    const uint32_t edges = tml_low_halves((uint32_t)zero_point, (uint32_t)zero_point);
    for (; count > 0; count -= 2, row += 2) {
        tml_store_word(row, edges);
    }
}

/* Fills rows first <= r < end of the strip that begins at padded row `top`. */
TML_APART void tml_plane_fill(const tml_plane_params *p, const int8_t *x, int16_t *planes, int32_t channels, int32_t top,
                              int32_t first, int32_t end)
{
    const int32_t plane = p->strip_height * p->width;
    const int32_t before = p->pad_row - top, after = before + p->rows; /* the input's rows in the strip */
    const int32_t from = before > first ? before : first, to = after < end ? after : end;
    if (p->strip < p->y_rows) { /* else padding is there from the start */
        for (int32_t r = first; r < end; r++) {
            for (int32_t c = 0; c < channels && (r < from || r >= to); c++) {
                tml_plane_edge(planes + c * plane + r * p->width, p->width, p->zero_point);
            }
        }
    }
    if (from >= to) {
        return;
    }
    x += (from - before) * p->x_row;
    if (channels == 4) {
        tml_plane_rows4(p, x, planes + from * p->width, to - from);
        return;
    }
    for (int32_t r = from; r < to; r++, x += p->x_row) {
        tml_plane_row1(p, x, planes + r * p->width);
    }
}

/* Two neighbouring taps of a filter's row as a word; 0 where the row has none. */
static inline int32_t tml_plane_taps(const tml_plane_compact_params *p, const int8_t *row, int32_t column, int32_t left)
{
    uint32_t pair[2];
    for (int32_t i = 0; i < 2; i++, column++) {
        const int32_t none = column < 0 || column >= p->taps || column % p->spread != 0;
        pair[i] = none ? 0u : (uint32_t)row[column / p->spread * p->filter_column] << left;
    }
    return (int32_t)tml_low_halves(pair[0], pair[1]);
}

/* Each row's taps in pairs, the odd last one with a weight of 0. */
static inline void tml_plane_pairs(const tml_plane_compact_params *p, const int8_t *filter, int32_t left, int32_t *to)
{
    for (int32_t k = p->plane.filter_rows; k > 0; k--, filter += p->filter_row) {
        for (int32_t i = 0; i < p->plane.filter_pairs; i++) {
            *to++ = tml_plane_taps(p, filter, 2 * i, left);
        }
    }
}

/* Writes a channel's weights, shifted by `left`, in the order of the kernel. */
typedef void (*tml_plane_words)(const tml_plane_compact_params *p, const int8_t *filter, int32_t left, int32_t *to);

static inline void tml_plane_record(const tml_plane_compact_params *p, int32_t channel, tml_plane_words words, int32_t *to)
{
    const int32_t shift = p->shift[channel], right = shift < 0 ? -shift : 0, left = 1 + shift + right;
    to[0] = (int32_t)((uint32_t)p->bias[channel] << left);
    to[1] = p->multiplier[channel];
    to[2] = (2 * p->output_zero_point + 1) * (1 << right) >> 1;
    to[3] = right;
    words(p, p->filter + channel, left, to + 4);
}

/* `count` values move `by` values down, both even: the first come first, so that they may overlap. */
static inline void tml_plane_down(int16_t *to, int32_t by, int32_t count)
{
    for (int16_t *const end = to + count; to != end; to += 2) {
        tml_store_word(to, tml_load_word(to + by));
    }
}

/*
 * planes: scratch of 4 (1 for a single channel) * strip_height * width; where there are no records, that of one
 * channel after them. y may be x where each channel has one result, and no strip writes further than the rows that
 * have been read: a strip keeps the rows that the next one needs again. What is padding everywhere, or all the time
 * where there is but one strip, is written once. With `words`, p is the first member of tml_plane_compact_params.
 */
static inline void tml_planes_walk(const tml_plane_params *p, const int8_t *x, const int32_t *records, tml_plane_words words,
                                   int8_t *y, int16_t *planes, tml_plane_kernel kernel)
{
    const int32_t plane = p->strip_height * p->width;
    const int32_t advance = p->strip * p->stride_row;
    int32_t *const made = (int32_t *)(void *)(planes + (p->channels >= 4 ? 4 : 1) * plane);
    tml_plane_edge(planes, (p->channels >= 4 ? 4 : 1) * plane, p->zero_point);
    for (int32_t n = 0; n < p->batch; n++) {
        int32_t group;
        for (int32_t channel = 0; channel < p->channels; channel += group) {
            const int8_t *from = x + n * p->x_image + channel;
            int8_t *line = y + n * p->y_image + channel * p->multiplier;
            int32_t filled = 0; /* rows of the strip that are there already */
            group = p->channels - channel >= 4 ? 4 : 1;
            for (int32_t y0 = 0; y0 < p->y_rows; y0 += p->strip) {
                const tml_plane_job job = tml_plane_job_of(p, p->y_rows - y0 < p->strip ? p->y_rows - y0 : p->strip);
                const int32_t height = (job.rows - 1) * p->stride_row + p->reach;
                int32_t result = channel * p->multiplier;
                const int16_t *of = planes;
                int8_t *out = line;
                tml_plane_fill(p, from, planes, group, y0 * p->stride_row, filled, height);
                for (int32_t c = group; c > 0; c--) {
                    for (int32_t m = p->multiplier; m > 0; m--, result++) {
                        if (words != NULL) {
                            tml_plane_record((const tml_plane_compact_params *)(const void *)p, result, words, made);
                        }
                        kernel(of, out++, &job, words != NULL ? made : records + result * p->record, p);
                    }
                    of += plane;
                }
                line += p->strip * p->y_row;
                filled = height > advance ? height - advance : 0;
                for (int32_t c = 0; c < group && filled > 0 && y0 + p->strip < p->y_rows; c++) {
                    tml_plane_down(planes + c * plane, advance * p->width, filled * p->width);
                }
            }
        }
    }
    tml_saturate_range_s8(y, p->batch * p->y_image, p->min, p->max);
}

static inline void tml_planes_dsp(const tml_plane_params *params, const int8_t *x, const int32_t *records, int8_t *y,
                                  int16_t *planes, tml_plane_kernel kernel)
{
    tml_planes_walk(params, x, records, NULL, y, planes, kernel);
}

static inline void tml_planes_compact_dsp(const tml_plane_compact_params *params, const int8_t *x, int8_t *y, int16_t *planes,
                                          tml_plane_kernel kernel, tml_plane_words words)
{
    tml_planes_walk(&params->plane, x, NULL, words, y, planes, kernel);
}

#endif
