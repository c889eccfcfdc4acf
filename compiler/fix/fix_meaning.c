/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comparing lowered units. Strings, shapes and lists of one session are equal
 * when their ids are; constants that evaluation does not tell apart are, too.
 */
#include "compiler/fix/fix_meaning.h"

#include "compiler/lint/program_constant.h"
#include "runtime/ir_table.h"

#include <string.h>

/* Do two specifier sets hold the same versions, however they are asked? */
static bool same_specifier(const struct ir_session *session, str_id left,
                           str_id right)
{
    if (left == right)
        return true;
    if (left == STR_NONE || right == STR_NONE)
        return false;
    for (int allowed = 0; allowed < 2; allowed++)
        if (!specifier_within(session, left, right, allowed) ||
            !specifier_within(session, right, left, allowed))
            return false;
    return true;
}

/* Scores count from -1 to 1, whatever is written. */
static double clamped(const struct ir_session *session, uint32_t number)
{
    double value;

    memcpy(&value, intern_text(session->lists, number).at, sizeof value);
    return value > 1 ? 1 : value < -1 ? -1 : value;
}

/* Lists of name, specifier set, location. */
static bool same_pythons(const struct ir_session *session, uint32_t left,
                         uint32_t right)
{
    const uint32_t *l = (const void *)intern_text(session->lists, left).at;
    const uint32_t *r = (const void *)intern_text(session->lists, right).at;

    if (l[0] != r[0])
        return false;
    for (uint32_t i = 0; i < l[0]; i++, l += 3, r += 3)
        if (l[1] != r[1] || l[3] != r[3] ||
            !same_specifier(session, l[2], r[2]))
            return false;
    return true;
}

/* Constants with different ids may still mean the same. */
static bool same_constant(const struct ir_session *session, uint32_t type,
                          uint32_t left, uint32_t right)
{
    if (left == right)
        return true;
    switch (type) {
    case IR_TYPE_SPEC:
        return same_specifier(session, left, right);
    case IR_TYPE_NUMBER:
        return clamped(session, left) == clamped(session, right);
    case IR_TYPE_PYTHONS:
        return same_pythons(session, left, right);
    default:
        return false;
    }
}

static bool same_row(const struct ir_session *session, shape_id left,
                     const uint32_t *left_row, shape_id right,
                     const uint32_t *right_row)
{
    const struct ir_shape *shape = ir_shape(session, left);

    if (left != right)
        return false;
    for (uint32_t i = 0; i < shape->columns; i++)
        if (!same_constant(session, shape->code[i], left_row[i], right_row[i]))
            return false;
    return true;
}

static bool same_instances(const struct ir_session *session,
                           const struct ir_unit *left,
                           const struct ir_unit *right)
{
    const uint32_t *l = left->instances, *r = right->instances;

    if (left->instance_count != right->instance_count)
        return false;
    for (uint32_t i = 0; i < left->instance_count; i++) {
        struct ir_instance one, two;

        l = ir_instance_read(session, l, &one);
        r = ir_instance_read(session, r, &two);
        if (one.package != two.package ||
            !same_row(session, one.shape, one.row, two.shape, two.row))
            return false;
    }
    return true;
}

static bool same_unit(const struct ir_session *session,
                      const struct ir_unit *left, const struct ir_unit *right)
{
    return left->name == right->name && left->type == right->type &&
           left->never == right->never && left->multi == right->multi &&
           left->broken == right->broken && left->metadata == right->metadata &&
           left->requirements == right->requirements &&
           same_row(session, left->when, left->when_row, right->when,
                    right->when_row) &&
           same_row(session, left->run, left->run_row, right->run,
                    right->run_row) &&
           same_instances(session, left, right);
}

/* One object on the way through both. */
struct walk {
    const struct ir_session *session;
    const uint32_t *words;
    uint32_t left; /* units, the present one included */
    struct ir_unit unit;
};

static void walk_read(struct walk *walk)
{
    if (walk->left)
        ir_unit_read(walk->session, walk->words, &walk->unit);
}

static void walk_start(struct walk *walk, const struct ir_session *session,
                       const struct ir_object *object)
{
    *walk = (struct walk){
        .session = session, .words = object->words, .left = object->unit_count};
    walk_read(walk);
}

static void walk_on(struct walk *walk)
{
    walk->words = walk->unit.next;
    walk->left--;
    walk_read(walk);
}

bool fix_same_meaning(const struct ir_session *session,
                      const struct ir_object *before,
                      const struct ir_object *after, const bool *may_change)
{
    struct walk old, new;

    walk_start(&old, session, before);
    walk_start(&new, session, after);
    for (uint32_t i = 0; old.left; i++) {
        if (new.left && same_unit(session, &old.unit, &new.unit)) {
            walk_on(&old);
            walk_on(&new);
            continue;
        }
        if (!may_change || !may_change[i])
            return false;
        /* Changed, or gone when there are more units than before. */
        if (new.left &&
            (new.left >= old.left || old.unit.name == new.unit.name))
            walk_on(&new);
        walk_on(&old);
    }
    return !new.left;
}
