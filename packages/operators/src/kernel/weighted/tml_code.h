/* SPDX-License-Identifier: MIT-0 */
/*
 * A stream of bits, the highest first, of rows of int8 values. In front of each value but zero come the zeros before
 * it: the length over 2^zeros in ones and a zero, then the rest in `zeros` bits; eight ones stand for 8 * 2^zeros
 * zeros after which the length goes on. The value follows in a canonical prefix code of at most 15 bits. A run may
 * reach the row's end; three bytes of zero follow the last bit.
 *
 * Source: Golomb, Run-length encodings, 1966, for the zeros; canonical Huffman codes as in RFC 1951, 3.2.2, for the
 * values. tinyml's decision record 0011 has the reasons.
 */
#ifndef TML_CODE_H
#define TML_CODE_H

#include "tml_params_encoded.h"

typedef struct {
    const TML_FLASH uint8_t *from;
    uint32_t bits; /* the next ones, from the highest on */
    int32_t have;
} tml_bits;

static inline tml_bits tml_bits_of(const TML_FLASH uint8_t *stream)
{
    const tml_bits bits = { stream, 0, 0 };
    return bits;
}

/* At least 16 bits: no run's length or value takes more. */
TML_WITHIN void tml_bits_fill(tml_bits *b)
{
    if (b->have < 16) {
        b->bits |= (((uint32_t)b->from[0] << 8) | b->from[1]) << (16 - b->have);
        b->from += 2;
        b->have += 16;
    }
}

/*
 * For codes of each length: the first 16 bits that are beyond them, and what to take off a code for its symbol's
 * index.
 */
typedef struct {
    uint32_t beyond[16];
    int32_t less[16];
} tml_code_table;

static inline void tml_code_table_of(const TML_FLASH uint8_t *counts, int32_t longest, tml_code_table *table)
{
    uint32_t next = 0;
    int32_t index = 0;
    for (int32_t length = 1; length <= longest; length++) {
        const int32_t count = counts[length - 1];
        table->less[length] = (int32_t)next - index;
        next += (uint32_t)count;
        index += count;
        table->beyond[length] = next << (16 - length);
        next <<= 1;
    }
    table->beyond[longest] = 65536;
}

/* The next symbol's index. */
TML_WITHIN int32_t tml_code_next(tml_bits *b, const tml_code_table *table)
{
    tml_bits_fill(b);
    const uint32_t window = b->bits >> 16;
    int32_t length = 1;
    while (window >= table->beyond[length]) {
        length++;
    }
    b->bits <<= length;
    b->have -= length;
    return (int32_t)(window >> (16 - length)) - table->less[length];
}

/* Zeros before the next value, or to the row's end. */
TML_WITHIN int32_t tml_code_zeros(tml_bits *b, int32_t zeros)
{
    int32_t length = 0;
    for (;;) {
        tml_bits_fill(b);
        int32_t ones = 0;
        while (ones < 8 && (b->bits & 0x80000000u) != 0) {
            b->bits <<= 1;
            ones++;
        }
        length += ones << zeros;
        if (ones < 8) {
            length += (int32_t)((b->bits & 0x7fffffffu) >> (31 - zeros));
            b->bits <<= zeros + 1;
            b->have -= ones + zeros + 1;
            return length;
        }
        b->have -= 8;
    }
}

#endif
