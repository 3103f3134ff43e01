/* SPDX-License-Identifier: MIT-0 */
/*
 * Boxes in the order of their scores without those that overlap one before them; with a sigma, scores fall by how
 * much a box overlaps (Bodla et al., Soft-NMS, 2017). Candidates are a binary heap. Which of equal scores comes
 * first follows from how an element moves in it: the last one goes to the root's place, down along the greater
 * children to a leaf, of equal ones the right child, and up again, as in GNU's std::priority_queue.
 *
 * Layout: boxes [n, 4] (two opposite corners y, x, y, x), scores [n]; indices and selected_scores [most], count
 * [1]; scratch: n tml_suppression_candidate. Reference: reference_ops::NonMaxSuppression of LiteRT.
 */
#ifndef TML_NON_MAX_SUPPRESSION_H
#define TML_NON_MAX_SUPPRESSION_H

#include "tml_box_overlap.h"

typedef struct {
    int32_t boxes, most;
} tml_non_max_suppression_params;

typedef struct {
    int32_t box;
    float score;
    int32_t begin; /* boxes chosen before this one have had their effect already */
} tml_suppression_candidate;

/* Puts a candidate at `at`, or above where its score is greater. */
static inline void tml_suppression_raise(tml_suppression_candidate *heap, int32_t at, tml_suppression_candidate raised)
{
    while (at > 0 && heap[(at - 1) / 2].score < raised.score) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = raised;
}

/* Takes the greatest of `count` candidates. */
static inline tml_suppression_candidate tml_suppression_take(tml_suppression_candidate *heap, int32_t count)
{
    const tml_suppression_candidate taken = heap[0];
    const tml_suppression_candidate last = heap[count - 1];
    int32_t at = 0;
    for (int32_t next = 2; next <= count - 1; next = 2 * at + 2) {
        if (next == count - 1 || heap[next].score < heap[next - 1].score) {
            next--;
        }
        heap[at] = heap[next];
        at = next;
    }
    if (count > 1) {
        tml_suppression_raise(heap, at, last);
    }
    return taken;
}

static inline void tml_non_max_suppression(const tml_non_max_suppression_params *params, const float *boxes,
                                           const float *scores, const float *overlap_threshold,
                                           const float *score_threshold, const float *sigma, int32_t *indices,
                                           float *selected_scores, int32_t *count, void *scratch)
{
    const tml_non_max_suppression_params p = *params;
    tml_suppression_candidate *heap = (tml_suppression_candidate *)scratch;
    const float least = *score_threshold;
    const float factor = sigma != NULL && *sigma > 0.0f ? -0.5f / *sigma : 0.0f;
    int32_t candidates = 0, selected = 0;
    memset(indices, 0, (size_t)p.most * sizeof(int32_t));
    if (selected_scores != NULL) {
        memset(selected_scores, 0, (size_t)p.most * sizeof(float));
    }
    for (int32_t box = 0; box < p.boxes; box++) {
        if (scores[box] > least) {
            const tml_suppression_candidate added = { box, scores[box], 0 };
            tml_suppression_raise(heap, candidates++, added);
        }
    }
    const int32_t wanted = candidates < p.most ? candidates : p.most;
    while (selected < wanted && candidates > 0) {
        tml_suppression_candidate next = tml_suppression_take(heap, candidates--);
        const float before = next.score;
        int32_t suppressed = 0;
        for (int32_t other = selected - 1; other >= next.begin; other--) {
            const float overlap = tml_box_overlap(boxes + 4 * next.box, boxes + 4 * indices[other]);
            if (overlap >= *overlap_threshold) {
                suppressed = 1;
                break;
            }
            if (factor < 0.0f) {
                next.score *= expf(factor * overlap * overlap);
            }
            if (next.score <= least) {
                break;
            }
        }
        next.begin = selected;
        if (suppressed) {
            continue;
        }
        if (!(next.score < before)) {
            indices[selected] = next.box;
            if (selected_scores != NULL) {
                selected_scores[selected] = next.score;
            }
            selected++;
        }
        if (next.score > least) {
            tml_suppression_raise(heap, candidates++, next);
        }
    }
    *count = selected;
}

#endif
