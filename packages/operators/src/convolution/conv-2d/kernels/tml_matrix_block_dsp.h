/* SPDX-License-Identifier: MIT-0 */
/*
 * Three pixels by pairs of channels. Of each four values x has six words: the odd ones of the three pixels, then the
 * even ones. A pair's constants follow each other: two biases, then for each four values a word of weights of each
 * channel, then the two multipliers. Where one multiplication is proven to give the results, what it rounds by is in
 * the biases. Else the first multiplier's top bit is set, and a word follows: 2 * zero_point + 1 as int16, then a byte
 * for each channel by how much that is shifted left to be the rounding; the right shift is one more. See
 * tml_matrix_dsp.h.
 *
 * Sums of pixel p are in r(2+2p) and r(3+2p); r0 is a word before x. Each step has the same size: the second one,
 * where the loop begins, may lie anywhere in it.
 *
 * Source: the SMLAD, SMMLA and SMMLAR instructions of Armv7E-M, Arm DDI 0403.
 */
#ifndef TML_MATRIX_BLOCK_DSP_H
#define TML_MATRIX_BLOCK_DSP_H

#include "tml_matrix_dsp.h"

typedef struct {
    const int32_t *constants;
    int8_t *y;
    const uint32_t *x;
    int32_t steps;
    int32_t y_step;  /* from one pixel's results to the next one's */
    int32_t count;   /* pairs of channels */
} tml_block_walk;

/* `a` and `b`: what the first products of the two channels are added to. */
#define TML_BLOCK_COMPOSITE_BYTES "88"
#define TML_BLOCK_COMPOSITE_FROM(a0, b0) \
    "ldr r9, [r1, #4]\n" \
    "ldr r8, [r1], #8\n" \
    "ldr r10, [r0, #4]\n" \
    "ldr r11, [r0, #8]\n" \
    "ldr r12, [r0, #12]\n" \
    "ldr lr, [r0, #16]\n" \
    "smlad r4, r8, r11, " a0("r4") "\n" \
    "smlad r5, r9, r11, " b0("r5") "\n" \
    "smlad r6, r8, r12, " a0("r6") "\n" \
    "smlad r7, r9, r12, " b0("r7") "\n" \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "ldr r10, [r0, #20]\n" \
    "ldr r11, [r0, #24]!\n" \
    "smlad r2, r8, lr, r2\n" \
    "smlad r3, r9, lr, r3\n" \
    "smlad r4, r8, r10, r4\n" \
    "smlad r5, r9, r10, r5\n" \
    "smlad r6, r8, r11, r6\n" \
    "smlad r7, r9, r11, r7\n"

#define TML_BLOCK_PLAIN_BYTES "96"
#define TML_BLOCK_PLAIN_FROM(a0, b0) \
    "ldr r9, [r1, #4]\n" \
    "ldr r8, [r1], #8\n" \
    "ldr r10, [r0, #4]\n" \
    "ldr r11, [r0, #8]\n" \
    "ldr r12, [r0, #12]\n" \
    "sxtb16 lr, r8, ror #8\n" \
    "smlad r4, lr, r11, " a0("r4") "\n" \
    "smlad r6, lr, r12, " a0("r6") "\n" \
    "smlad r2, lr, r10, r2\n" \
    "sxtb16 lr, r9, ror #8\n" \
    "smlad r5, lr, r11, " b0("r5") "\n" \
    "smlad r7, lr, r12, " b0("r7") "\n" \
    "smlad r3, lr, r10, r3\n" \
    "sxtb16 r8, r8\n" \
    "sxtb16 r9, r9\n" \
    "ldr r10, [r0, #16]\n" \
    "ldr r11, [r0, #20]\n" \
    "ldr r12, [r0, #24]!\n" \
    "smlad r2, r8, r10, r2\n" \
    "smlad r3, r9, r10, r3\n" \
    "smlad r4, r8, r11, r4\n" \
    "smlad r5, r9, r11, r5\n" \
    "smlad r6, r8, r12, r6\n" \
    "smlad r7, r9, r12, r7\n"

#define TML_BLOCK_ITSELF(sum) sum
#define TML_BLOCK_BIAS_A(sum) "r2"
#define TML_BLOCK_BIAS_B(sum) "r3"

/* r0: the word of shifts. r12 becomes the right shift. */
#define TML_BLOCK_ROUNDING_A(rounding) \
    "ubfx r12, r0, #16, #8\n" \
    "sxth " rounding ", r0\n" \
    "lsl " rounding ", " rounding ", r12\n" \
    "add r12, r12, #1\n"
#define TML_BLOCK_ROUNDING_B(rounding) \
    "lsr r12, r0, #24\n" \
    "sxth " rounding ", r0\n" \
    "lsl " rounding ", " rounding ", r12\n" \
    "add r12, r12, #1\n"
#define TML_BLOCK_EXACT(twice, sum, multiplier, rounding) \
    twice(sum) \
    "smmlar lr, " sum ", " multiplier ", " rounding "\n" \
    "add lr, lr, " sum ", asr #31\n" \
    "asr lr, lr, r12\n" \
    "ssat " sum ", #8, lr\n"

/* From ENTER: the walk from r1 on, r8 where r0 ends. */
#define TML_BLOCK_ENTER_SLOTS(unroll, bytes) \
    "add r6, r2, r6, lsl #1\n" \
    TML_PUT(0, "r3") TML_PUT(2, "r8") TML_PUT(3, "r2") TML_PUT(4, "r5") TML_PUT(5, "r6") \
    "rsb r8, r4, #1\n" \
    "and r8, r8, #(" #unroll "-1)\n" \
    "cmp r4, #1\n" \
    "it eq\n" \
    "moveq r8, #" #unroll "\n" \
    "mov r9, #" bytes "\n" \
    "mul r9, r9, r8\n" \
    "adr.w r8, 2f\n" \
    "add r9, r9, r8\n" \
    "orr r9, r9, #1\n" \
    TML_PUT(1, "r9")
#define TML_BLOCK_ENTER \
    "ldm r0, {r1, r2, r3, r4, r5, r6}\n" \
    "sub r3, r3, #4\n" \
    "add r8, r4, r4, lsl #1\n" \
    "add r8, r3, r8, lsl #3\n"

/*
 * r7 is saved by hand: without optimisation it is the compiler's frame pointer. PAIR: what each pair begins with;
 * ROUND: its `unroll` steps. Slots: 0 where r0 begins 1 where the second step is 2 where r0 ends 3 y 4 y_step 5 the
 * end of y.
 */
#define TML_BLOCK_WALK(ENTER, PAIR, FROM, ROUND, unroll, bytes, twice) \
    __asm__ volatile( \
        "push {r7}\n" TML_SLOTS_OPEN \
        ENTER \
        TML_BLOCK_ENTER_SLOTS(unroll, bytes) \
        "1:\n" \
        PAIR \
        TML_GET("r0", 0) \
        "ldr r3, [r1, #4]\n" \
        "ldr r2, [r1], #8\n" \
        FROM(TML_BLOCK_BIAS_A, TML_BLOCK_BIAS_B) \
        TML_GET("r8", 1) \
        "bx r8\n" \
        ".balign 4\n" \
        "2:\n" \
        ROUND(FROM(TML_BLOCK_ITSELF, TML_BLOCK_ITSELF)) \
        TML_GET("r8", 2) \
        "cmp r0, r8\n" \
        "bne.w 2b\n" \
        "ldrd r8, r10, [r1], #8\n" \
        "cmp r8, #0\n" \
        "bmi.w 4f\n" \
        "smmul r2, r2, r8\n" \
        "smmul r3, r3, r10\n" \
        "smmul r4, r4, r8\n" \
        "smmul r5, r5, r10\n" \
        "smmul r6, r6, r8\n" \
        "smmul r7, r7, r10\n" \
        TML_MATRIX_SSAT("r2") TML_MATRIX_SSAT("r3") TML_MATRIX_SSAT("r4") \
        TML_MATRIX_SSAT("r5") TML_MATRIX_SSAT("r6") TML_MATRIX_SSAT("r7") \
        "3:\n" \
        TML_GET("r0", 3) TML_GET("lr", 4) TML_GET("r12", 5) \
        "strb r4, [r0, lr]\n" \
        "strb r6, [r0, lr, lsl #1]\n" \
        "strb r2, [r0], #1\n" \
        "strb r5, [r0, lr]\n" \
        "strb r7, [r0, lr, lsl #1]\n" \
        "strb r3, [r0], #1\n" \
        TML_PUT(3, "r0") \
        "cmp r0, r12\n" \
        "bne.w 1b\n" \
        "b 5f\n" \
        "4:\n" \
        "ldr r0, [r1], #4\n" \
        "bic r8, r8, #0x80000000\n" \
        TML_BLOCK_ROUNDING_A("r9") \
        TML_BLOCK_EXACT(twice, "r2", "r8", "r9") TML_BLOCK_EXACT(twice, "r4", "r8", "r9") \
        TML_BLOCK_EXACT(twice, "r6", "r8", "r9") \
        TML_BLOCK_ROUNDING_B("r11") \
        TML_BLOCK_EXACT(twice, "r3", "r10", "r11") TML_BLOCK_EXACT(twice, "r5", "r10", "r11") \
        TML_BLOCK_EXACT(twice, "r7", "r10", "r11") \
        "b 3b\n" \
        "5:\n" \
        TML_SLOTS_CLOSE "pop {r7}\n" \
        : "+r"(walk), "=r"(constants) \
        : \
        : "r2", "r3", "r4", "r5", "r6", "r8", "r9", "r10", "r11", "r12", "lr", TML_SLOTS_CLOBBER "cc", "memory")

/* The six results of a pair in C, of sums without the bias; gives the next pair's constants. */
static inline const int32_t *tml_block_results(const int32_t *constants, const int32_t *scale, const int32_t sums[6], int8_t *y,
                                               int32_t y_step, int32_t composite)
{
    const int32_t proven = scale[0] >= 0;
    for (int32_t i = 0; i < 6; i++) {
        const int32_t channel = i & 1;
        const int32_t multiplier = scale[channel] & 0x7fffffff;
        const int32_t sum = (int32_t)((uint32_t)constants[channel] + (uint32_t)sums[i]);
        const int32_t left = proven ? 0 : scale[2] >> (16 + 8 * channel) & 0xff;
        const int32_t rounding = proven ? 0 : (int16_t)scale[2] * (1 << left), mode = proven ? 0 : left + 1;
        y[i / 2 * y_step + channel] = tml_matrix_result(sum, mode, multiplier, rounding, composite, 0);
    }
    return scale + (proven ? 2 : 3);
}

static inline const int32_t *tml_block_stand_in(const tml_block_walk *walk, int32_t composite)
{
    const int32_t *constants = walk->constants;
    for (int32_t pair = 0; pair < walk->count; pair++) {
        const int32_t *weights = constants + 2;
        const uint32_t *x = walk->x;
        int32_t sums[6] = { 0 };
        for (int32_t step = walk->steps; step > 0; step--, x += 6, weights += 2) {
            for (int32_t i = 0; i < 6; i++) {
                sums[i] = tml_matrix_step((uint32_t)weights[i & 1], x[i / 2], x[3 + i / 2], composite, sums[i]);
            }
        }
        constants = tml_block_results(constants, weights, sums, walk->y + 2 * pair, walk->y_step, composite);
    }
    return constants;
}

/* Both return where the constants of the next pair are. */
#define TML_BLOCK_KERNEL(form, FROM, bytes, twice, composite) \
    TML_APART const int32_t *tml_block_##form(const tml_block_walk *job) \
    { \
        TML_BLOCK(register const tml_block_walk *walk __asm__("r0") = job; \
                  register const int32_t *constants __asm__("r1"); \
                  TML_BLOCK_WALK(TML_BLOCK_ENTER, "", FROM, TML_UNROLLED, TML_UNROLL, bytes, twice); \
                  return constants; \
                  , return tml_block_stand_in(job, composite);) \
    }

TML_BLOCK_KERNEL(composite, TML_BLOCK_COMPOSITE_FROM, TML_BLOCK_COMPOSITE_BYTES, TML_TWICE_COMPOSITE, 1)
TML_BLOCK_KERNEL(plain, TML_BLOCK_PLAIN_FROM, TML_BLOCK_PLAIN_BYTES, TML_TWICE_PLAIN, 0)

#endif
