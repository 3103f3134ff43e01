/* SPDX-License-Identifier: MIT-0 */
#include "check.h"
#include "tml_code_rows_s8.h"
#include "tml_packed4.h"
#include "tml_sparse_s8.h"

/* Codes: 7 is 0, -2 is 10, 5 is 11. */
static const uint8_t counts[2] = { 1, 2 };
static const int8_t symbols[3] = { 7, -2, 5 };

static void test_runs(void)
{
    /* 0 7 | -2 0 0 0 0 5 | 0 0: runs of 1, 0, 4, 2 in Rice's code of parameter 1: 01, 00, 1100, 100. */
    const uint8_t stream[5] = { 0x45, 0x9c, 0, 0, 0 };
    tml_code_table table;
    tml_code_table_of(counts, 2, &table);
    tml_bits bits = tml_bits_of(stream);
    int8_t row[2], longer[6], zeros[2] = { 1, 1 };
    tml_code_row_s8(&bits, &table, 1, symbols, row, 2);
    tml_code_row_s8(&bits, &table, 1, symbols, longer, 6);
    tml_code_row_s8(&bits, &table, 1, symbols, zeros, 2);
    CHECK_ARRAY(row, 0, 7);
    CHECK_ARRAY(longer, -2, 0, 0, 0, 0, 5);
    CHECK_ARRAY(zeros, 0, 0);
}

static void test_long_run(void)
{
    /* 19 zeros and a 5 with parameter 1: eight ones for 16, then 3 is 10 1. */
    const uint8_t stream[5] = { 0xff, 0xb8, 0, 0, 0 };
    int8_t x[20];
    for (int32_t i = 0; i < 20; i++) {
        x[i] = (int8_t)(i + 1);
    }
    tml_code_table table;
    tml_code_table_of(counts, 2, &table);
    tml_bits bits = tml_bits_of(stream);
    CHECK_EQUAL(tml_code_dot_s8(&bits, &table, 1, symbols, x, 20, 2, 100), 100 + 5 * 22);
}

static void test_without_runs(void)
{
    const uint8_t stream[4] = { 0x58, 0, 0, 0 }; /* 7 -2 5 7 */
    tml_code_table table;
    tml_code_table_of(counts, 2, &table);
    tml_bits bits = tml_bits_of(stream);
    int8_t row[4];
    tml_code_row_s8(&bits, &table, -1, symbols, row, 4);
    CHECK_ARRAY(row, 7, -2, 5, 7);
}

static void test_packed4(void)
{
    const uint8_t pairs[2] = { 0x8f, 0x07 }; /* -1 -8 | 7 */
    const int8_t x[3] = { 10, 1, 2 };
    int8_t row[3];
    tml_packed4_row(pairs, row, 3);
    CHECK_ARRAY(row, -1, -8, 7);
    CHECK_EQUAL(tml_packed4_dot(pairs, x, 3, 1, 5), 5 - 11 - 16 + 21);
}

static void test_sparse(void)
{
    const uint8_t pairs[4] = { 2, 3, 2, 0xff }; /* 0 3 0 -1 */
    const int8_t x[4] = { 1, 2, 3, 4 };
    CHECK_EQUAL(tml_sparse_dot_s8(pairs, 2, x, 1, 10), 10 + 9 - 5);
}

int main(void)
{
    test_runs();
    test_long_run();
    test_without_runs();
    test_packed4();
    test_sparse();
    return 0;
}
