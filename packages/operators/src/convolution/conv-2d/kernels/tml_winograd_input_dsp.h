/* SPDX-License-Identifier: MIT-0 */
/*
 * The input side of F(2x2, 3x3): of each 4x4 patch d, which begins two pixels after its neighbour, V = B'dB with
 *
 *      1  0 -1  0
 * B' = 0  1  1  0
 *      0 -1  1  0
 *      0  1  0 -1
 *
 * in int16: |V| <= 512. A word has channels c and c + 2 of a tile; tiles lie in twos: [two][word of
 * channels][4][4][tile]. What it is made from: four rows of the image, [four channels][column][row].
 *
 * Source: Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2016.
 */
#ifndef TML_WINOGRAD_INPUT_DSP_H
#define TML_WINOGRAD_INPUT_DSP_H

#include "tml_lanes.h"
#include "tml_params_winograd.h"

#define TML_WINOGRAD_WORDS 32 /* of two tiles, for each word of channels */

/* Up to four channels of a pixel. */
static inline uint32_t tml_winograd_pixel(const int8_t *from, int32_t channels)
{
    uint32_t word = 0;
    for (int32_t i = 0; i < channels; i++) {
        word |= (uint32_t)(uint8_t)from[i] << 8 * i;
    }
    return word;
}

/* Two rows more of a part of a row: rows 2 and 3 become rows 0 and 1. */
static inline uint32_t *tml_winograd_columns(uint32_t *to, const int8_t *a, int32_t a_step, const int8_t *b, int32_t b_step,
                                             int32_t columns, int32_t channels)
{
    for (; columns > 0; columns--, to += 4, a += a_step, b += b_step) {
        to[0] = to[2];
        to[1] = to[3];
        to[2] = channels < 4 ? tml_winograd_pixel(a, channels) : tml_load_word(a);
        to[3] = channels < 4 ? tml_winograd_pixel(b, channels) : tml_load_word(b);
    }
    return to;
}

/*
 * Two rows more, `columns` long from `pad_left` pixels before the image on; NULL for one outside it, which is zero
 * points.
 */
TML_APART void tml_winograd_fill(const tml_winograd_params *p, const int8_t *a, const int8_t *b, uint32_t *to, int32_t columns)
{
    const uint32_t zero_points = (uint32_t)(uint8_t)p->zero_point * 0x01010101u;
    const int8_t *const outside = (const int8_t *)&zero_points;
    const int32_t room = columns - p->pad_left;
    const int32_t inside = room < p->columns ? room : p->columns;
    for (int32_t c = 0; c < p->channels; c += 4) {
        to = tml_winograd_columns(to, outside, 0, outside, 0, p->pad_left, 4);
        const int8_t *const first = a == NULL ? outside : a + c, *const second = b == NULL ? outside : b + c;
        const int32_t first_step = a == NULL ? 0 : p->channels, second_step = b == NULL ? 0 : p->channels;
        if (p->channels - c >= 4) {
            to = tml_winograd_columns(to, first, first_step, second, second_step, inside, 4);
        } else {
            to = tml_winograd_columns(to, first, first_step, second, second_step, inside, p->channels - c);
        }
        to = tml_winograd_columns(to, outside, 0, outside, 0, room - inside, 4);
    }
}

/* B'd of one column, even or odd channels, into four registers. */
#define TML_WINOGRAD_COLUMN(a, b, c, d, turn) \
    "ldm r0!, {" a ", " b ", " c ", " d "}\n" \
    "sxtb16 " a ", " a turn "\n" \
    "sxtb16 " b ", " b turn "\n" \
    "sxtb16 " c ", " c turn "\n" \
    "sxtb16 " d ", " d turn "\n" \
    "ssub16 " a ", " a ", " c "\n" \
    "ssub16 " d ", " b ", " d "\n" \
    "sadd16 " b ", " b ", " c "\n" \
    "sadd16 " c ", " c ", " c "\n" \
    "ssub16 " c ", " c ", " b "\n"

/* One column of V: to = a op b. */
#define TML_WINOGRAD_COLUMN_OF(op, at, t0, a0, b0, t1, a1, b1, t2, a2, b2, t3, a3, b3) \
    op " " t0 ", " a0 ", " b0 "\n" \
    op " " t1 ", " a1 ", " b1 "\n" \
    op " " t2 ", " a2 ", " b2 "\n" \
    op " " t3 ", " a3 ", " b3 "\n" \
    "str " t0 ", [r1, #(" at ")]\n" \
    "str " t1 ", [r1, #(" at "+32)]\n" \
    "str " t2 ", [r1, #(" at "+64)]\n" \
    "str " t3 ", [r1, #(" at "+96)]\n"

/*
 * r0: x, r1: V, r2: bytes of two tiles, r3: end of V. Columns in r2 to r5, r6 to r9 and r10 to lr. Slots: 0 r2 1 r3.
 */
#define TML_WINOGRAD_TWOS(turn) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        TML_PUT(0, "r2") TML_PUT(1, "r3") \
        TML_WINOGRAD_COLUMN("r2", "r3", "r4", "r5", turn) \
        TML_WINOGRAD_COLUMN("r6", "r7", "r8", "r9", turn) \
        "1:\n" \
        TML_WINOGRAD_COLUMN("r10", "r11", "r12", "lr", turn) \
        TML_WINOGRAD_COLUMN_OF("ssub16", "0", "r2", "r2", "r10", "r3", "r3", "r11", "r4", "r4", "r12", "r5", "r5", "lr") \
        TML_WINOGRAD_COLUMN_OF("sadd16", "8", "r2", "r6", "r10", "r3", "r7", "r11", "r4", "r8", "r12", "r5", "r9", "lr") \
        TML_WINOGRAD_COLUMN_OF("ssub16", "16", "r2", "r10", "r6", "r3", "r11", "r7", "r4", "r12", "r8", "r5", "lr", "r9") \
        TML_WINOGRAD_COLUMN("r2", "r3", "r4", "r5", turn) \
        TML_WINOGRAD_COLUMN_OF("ssub16", "24", "r6", "r6", "r2", "r7", "r7", "r3", "r8", "r8", "r4", "r9", "r9", "r5") \
        TML_WINOGRAD_COLUMN("r6", "r7", "r8", "r9", turn) \
        TML_WINOGRAD_COLUMN_OF("ssub16", "4", "r10", "r10", "r6", "r11", "r11", "r7", "r12", "r12", "r8", "lr", "lr", "r9") \
        TML_WINOGRAD_COLUMN_OF("sadd16", "12", "r10", "r2", "r6", "r11", "r3", "r7", "r12", "r4", "r8", "lr", "r5", "r9") \
        TML_WINOGRAD_COLUMN_OF("ssub16", "20", "r10", "r6", "r2", "r11", "r7", "r3", "r12", "r8", "r4", "lr", "r9", "r5") \
        TML_WINOGRAD_COLUMN("r10", "r11", "r12", "lr", turn) \
        TML_WINOGRAD_COLUMN_OF("ssub16", "28", "r2", "r2", "r10", "r3", "r3", "r11", "r4", "r4", "r12", "r5", "r5", "lr") \
        TML_GET("r2", 0) TML_GET("r3", 1) \
        "add r1, r1, r2\n" \
        "cmp r1, r3\n" \
        "mov r2, r6\n" \
        "mov r3, r7\n" \
        "mov r4, r8\n" \
        "mov r5, r9\n" \
        "mov r6, r10\n" \
        "mov r7, r11\n" \
        "mov r8, r12\n" \
        "mov r9, lr\n" \
        "bne.w 1b\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(from), "+r"(to), "+r"(step), "+r"(stop) \
        : \
        : "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The same in C. */
static inline void tml_winograd_stand_in(const uint32_t *x, uint32_t *v, int32_t two, const uint32_t *end, int32_t odd)
{
    for (; v != end; v += two, x += 16) {
        for (int32_t tile = 0; tile < 2; tile++) {
            uint32_t d[4][4]; /* B'd [column][row] */
            for (int32_t column = 0; column < 4; column++) {
                uint32_t rows[4];
                for (int32_t row = 0; row < 4; row++) {
                    const uint32_t word = x[8 * tile + 4 * column + row];
                    rows[row] = odd ? tml_odd_bytes(word) : tml_even_bytes(word);
                }
                d[column][0] = tml_sub_halves(rows[0], rows[2]);
                d[column][1] = tml_add_halves(rows[1], rows[2]);
                d[column][2] = tml_sub_halves(rows[2], rows[1]);
                d[column][3] = tml_sub_halves(rows[1], rows[3]);
            }
            for (int32_t row = 0; row < 4; row++) {
                uint32_t *const to = v + 8 * row + tile;
                to[0] = tml_sub_halves(d[0][row], d[2][row]);
                to[2] = tml_add_halves(d[1][row], d[2][row]);
                to[4] = tml_sub_halves(d[2][row], d[1][row]);
                to[6] = tml_sub_halves(d[1][row], d[3][row]);
            }
        }
    }
}

/* V of a word of channels from v to end, every `two` words two tiles. */
#define TML_WINOGRAD_CHANNELS(parity, turn, odd) \
    TML_APART void tml_winograd_##parity(const uint32_t *x, uint32_t *v, int32_t two, const uint32_t *end) \
    { \
        TML_BLOCK(register const uint32_t *from __asm__("r0") = x; register uint32_t *to __asm__("r1") = v; \
                  register int32_t step __asm__("r2") = 4 * two; register const uint32_t *stop __asm__("r3") = end; \
                  TML_WINOGRAD_TWOS(turn); \
                  , tml_winograd_stand_in(x, v, two, end, odd);) \
    }

TML_WINOGRAD_CHANNELS(even, "", 0)
TML_WINOGRAD_CHANNELS(odd, ", ror #8", 1)

/* V of `twos` times two tiles side by side. x: four channels every `four` words; `steps`: words of channels. */
static inline void tml_winograd_input(const uint32_t *x, int32_t four, uint32_t *v, int32_t twos, int32_t steps)
{
    const int32_t two = steps * TML_WINOGRAD_WORDS;
    for (int32_t step = 0; step < steps; step += 2, x += four, v += 2 * TML_WINOGRAD_WORDS) {
        tml_winograd_even(x, v, two, v + twos * two);
        tml_winograd_odd(x, v + TML_WINOGRAD_WORDS, two, v + TML_WINOGRAD_WORDS + twos * two);
    }
}

#endif
