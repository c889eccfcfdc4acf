/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two sets together: both are cut along the marks of both, and then every cell
 * is in the result or not by what the two sets say of it.
 */
#include "runtime/version_set.h"

#include <string.h>

enum { LOAN = 8192 }; /* bytes of work on the stack */

static void mark_fibre(struct version_marks *marks,
                       const struct version_fibre *fibre)
{
    struct version_mark mark = {.base = &fibre->base, .kind = MARK_BASE};

    version_marks_add(marks, mark);
    mark.kind = MARK_SUFFIX;
    for (size_t i = 1; i < fibre->stretch_count; ++i) {
        mark.suffix = fibre->stretches[i].from;
        version_marks_add(marks, mark);
    }
    mark.kind = MARK_LENGTH;
    for (size_t i = 1; i < fibre->length_count; ++i) {
        mark.length = fibre->lengths[i];
        version_marks_add(marks, mark);
    }
    mark.kind = MARK_LOCALS;
    if (fibre->parts_locals)
        version_marks_add(marks, mark);
    mark.kind = MARK_LOCAL;
    for (size_t i = 0; i < fibre->local_count; ++i) {
        mark.local = fibre->locals[i];
        version_marks_add(marks, mark);
    }
}

static void mark_set(struct version_marks *marks,
                     const struct thoth_version_set *set)
{
    for (size_t i = 0; i < set->grid.fibre_count; ++i)
        mark_fibre(marks, &set->grid.fibres[i]);
}

/* Two sets and the result, which shares their texts. */
struct meeting {
    const struct thoth_version_set *left, *right;
    struct version_grid grid;
    struct version_cuts cuts;
    version_bands *held;
    struct version_arena arena;
};

static version_bands bands_of(const struct meeting *meeting,
                              const struct thoth_version_set *set,
                              const struct version_point *point)
{
    version_bands held = set->held[version_grid_locate(&set->grid, point)];

    return version_cuts_refine(&meeting->cuts, &set->cuts, held);
}

static version_bands put_together(enum version_set_operation operation,
                                  version_bands left, version_bands right,
                                  version_bands all)
{
    version_bands result = 0;

    if (operation & 1u << 3)
        result |= left & right;
    if (operation & 1u << 2)
        result |= left & ~right;
    if (operation & 1u << 1)
        result |= ~left & right;
    return result & all;
}

static bool hold(struct meeting *meeting, enum version_set_operation operation)
{
    size_t count = meeting->grid.cell_count;
    version_bands all = version_cuts_all(&meeting->cuts);
    uint64_t loan[128];
    struct version_arena scratch;
    struct version_cell cell;

    meeting->held =
        version_arena_take(&meeting->arena, count, sizeof(meeting->held[0]));
    if (meeting->held == NULL)
        return false;
    memset(meeting->held, 0, count * sizeof(meeting->held[0]));
    version_arena_start(&scratch, meeting->arena.allocator, loan, sizeof(loan));
    version_grid_start(&cell);
    while (!scratch.failed && version_grid_next(&meeting->grid, &cell)) {
        struct version_point point;

        version_arena_reset(&scratch);
        point = version_cell_point(&meeting->grid, &cell, &scratch);
        meeting->held[cell.index] =
            put_together(operation, bands_of(meeting, meeting->left, &point),
                         bands_of(meeting, meeting->right, &point), all);
    }
    version_arena_release(&scratch);
    return !scratch.failed;
}

static enum thoth_status meet(struct meeting *meeting,
                              enum version_set_operation operation)
{
    struct version_marks marks;

    version_marks_start(&marks, &meeting->arena);
    mark_set(&marks, meeting->left);
    mark_set(&marks, meeting->right);
    if (!version_cuts_merge(&meeting->cuts, &meeting->left->cuts,
                            &meeting->right->cuts, &meeting->arena) ||
        !version_grid_build(&meeting->grid, &marks, &meeting->arena))
        return meeting->arena.failed ? THOTH_E_MEMORY : THOTH_E_LIMIT;
    return hold(meeting, operation) ? THOTH_OK : THOTH_E_MEMORY;
}

static enum thoth_status combine(const struct thoth_version_set *left,
                                 const struct thoth_version_set *right,
                                 enum version_set_operation operation,
                                 struct thoth_version_set **set)
{
    const struct thoth_allocator *allocator = left->arena.allocator;
    struct meeting meeting = {.left = left, .right = right};
    uint64_t loan[LOAN / sizeof(uint64_t)];
    enum thoth_status status;

    *set = NULL;
    version_arena_start(&meeting.arena, allocator, loan, sizeof(loan));
    status = meet(&meeting, operation);
    if (status == THOTH_OK)
        status = version_set_make(&meeting.grid, &meeting.cuts, meeting.held,
                                  allocator, set);
    version_arena_release(&meeting.arena);
    return status;
}

static enum thoth_status is_nothing(const struct thoth_version_set *left,
                                    const struct thoth_version_set *right,
                                    enum version_set_operation operation,
                                    enum thoth_answer *answer)
{
    const struct thoth_allocator *allocator = left->arena.allocator;
    struct meeting meeting = {.left = left, .right = right};
    uint64_t loan[LOAN / sizeof(uint64_t)];
    enum thoth_status status;

    *answer = THOTH_UNKNOWN;
    version_arena_start(&meeting.arena, allocator, loan, sizeof(loan));
    status = meet(&meeting, operation);
    if (status == THOTH_OK)
        status = version_cells_empty(&meeting.grid, &meeting.cuts, meeting.held,
                                     allocator, answer);
    version_arena_release(&meeting.arena);
    return status;
}

enum thoth_status thoth_version_set_union(const struct thoth_version_set *left,
                                          const struct thoth_version_set *right,
                                          struct thoth_version_set **set)
{
    return combine(left, right, SET_UNION, set);
}

enum thoth_status
thoth_version_set_intersection(const struct thoth_version_set *left,
                               const struct thoth_version_set *right,
                               struct thoth_version_set **set)
{
    return combine(left, right, SET_INTERSECTION, set);
}

enum thoth_status
thoth_version_set_difference(const struct thoth_version_set *left,
                             const struct thoth_version_set *right,
                             struct thoth_version_set **set)
{
    return combine(left, right, SET_DIFFERENCE, set);
}

enum thoth_status
thoth_version_set_complement(const struct thoth_version_set *set,
                             struct thoth_version_set **complement)
{
    struct thoth_version_set *all;
    enum thoth_status status =
        thoth_version_set_all(set->arena.allocator, &all);

    *complement = NULL;
    if (status == THOTH_OK)
        status = combine(all, set, SET_DIFFERENCE, complement);
    thoth_version_set_release(all);
    return status;
}

enum thoth_status
thoth_version_set_subset(const struct thoth_version_set *left,
                         const struct thoth_version_set *right,
                         enum thoth_answer *answer)
{
    return is_nothing(left, right, SET_DIFFERENCE, answer);
}

enum thoth_status thoth_version_set_equal(const struct thoth_version_set *left,
                                          const struct thoth_version_set *right,
                                          enum thoth_answer *answer)
{
    return is_nothing(left, right, SET_SYMMETRIC_DIFFERENCE, answer);
}
