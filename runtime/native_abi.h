/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What compiled rules see of a request, and the primitives of predicates. The
 * interpreter uses them as they are; the C back end puts the text of this file
 * in front of the code it generates, so it may include nothing but the headers
 * below. A change of a structure here needs a new NATIVE_ABI.
 *
 * A predicate returns 1, 0, or a negative enum native_failure.
 */
#ifndef RUNTIME_NATIVE_ABI_H
#define RUNTIME_NATIVE_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NATIVE_ABI 2
#define NATIVE_NONE UINT32_MAX

enum native_failure {
    NATIVE_FAILS = -1,    /* the rule cannot be decided (IR_OP_FAIL) */
    NATIVE_UNTAGGED = -2, /* the request's base image has no tag */
    NATIVE_VERSION = -3,  /* a version in the request is not PEP 440 */
    NATIVE_PATTERN = -4,  /* a regular expression is invalid or too costly */
    NATIVE_MEMORY = -5,
};

enum native_fact_flag {
    NATIVE_PRERELEASE = 1,
    NATIVE_DEVELOP = 2,
    NATIVE_LEGACY = 4, /* the version is not PEP 440: no position */
};

/* Bits of a fact's flags from here on: the kinds of release that the version
 * is, as in the immediate of `release_is`. */
#define NATIVE_RELEASES 8

/* No fact is a greater number. */
#define NATIVE_MOST_FACT 1000000000

/* One registered package version. `name` and `index` are the bundle's numbers
 * where it knows them and greater ones otherwise; `position` is the version's
 * among the bundle's bounds (runtime/bundle_format.h, specs). */
struct native_fact {
    uint32_t name;
    uint32_t index;
    uint32_t position;
    uint32_t flags;
};

/* The package versions that depend on one: a run of `dependents` of a frame. */
struct native_dependents {
    uint32_t first;
    uint32_t count;
};

/* The resolved packages by name: open addressing with linear steps from
 * name * NATIVE_SPREAD >> shift; a slot without a package ends the search. */
struct native_slot {
    uint32_t name;
    uint32_t package; /* NATIVE_NONE: free */
};
#define NATIVE_SPREAD 2654435769u

struct native_state {
    const struct native_slot *slots; /* 2^(32 - shift), at least one free */
    uint32_t shift;                  /* 1 to 31 */
    uint32_t count;
    const uint32_t *resolved; /* in order */
};

/* The parts of a request that need no call. */
struct native_request {
    uint32_t adviser;        /* 1, or 0 for a dependency-monkey pipeline */
    uint32_t recommendation; /* 1 << enum thoth_recommendation, 0 for none */
    uint32_t decision;       /* 1 << enum thoth_decision, 0 for none */
    uint32_t authenticated;
};

struct native_frame;

/* What is left to the library. */
struct native_calls {
    /* An operation of binding CONTEXT on its constant: the value of a column,
     * or the immediate for an operation without operands. */
    int (*context)(const struct native_frame *frame, uint32_t op,
                   uint32_t immediate, uint32_t constant);
    /* Is a version in a set that is irregular, or is it a legacy version? */
    int (*irregular)(const struct native_frame *frame, uint32_t spec,
                     uint32_t package, uint32_t prereleases);
    /* A number of a package version, by operation: from 0 to NATIVE_MOST_FACT.
     */
    double (*number)(const struct native_frame *frame, uint32_t op,
                     uint32_t package);
};

/* Everything an expression may look at. Parts that a stage has not are NULL. */
struct native_frame {
    const uint32_t *specs; /* sections of the bundle */
    const double *numbers;
    const struct native_fact *facts;               /* by package */
    const struct native_dependents *dependents_of; /* by package */
    const uint32_t *dependents;
    const struct native_state *state;
    const struct native_request *request;
    const struct native_calls *calls;
    const void *owner; /* the library's own */
};

/* Predicates over the request, over the package version `it` (and, in the
 * second part of a shape, the state), and numbers. `row` holds the columns. */
typedef int native_when(const struct native_frame *frame, const uint32_t *row);
typedef int native_match(const struct native_frame *frame, const uint32_t *row,
                         uint32_t it);
typedef double native_score(const struct native_frame *frame,
                            const uint32_t *row, uint32_t it);

/* What native code of a shape there is; NULL for a part the shape has not. */
struct native_shape {
    native_when *when;   /* WHEN: root */
    native_match *match; /* MATCH: root */
    native_match *state; /* MATCH: state */
    native_score *score; /* RUN: the number of its first score */
};

/* The symbol `thoth_native_module` of an AOT bundle. */
struct native_module {
    uint32_t abi; /* NATIVE_ABI */
    uint32_t shape_count;
    uint8_t build_id[16]; /* of the bundle it was made from */
    const struct native_shape *shapes;
    const void *bundle; /* the portable bundle it carries, or NULL */
    const void *bundle_end;
};

/* The spec word HEAD; runtime/bundle_format.h says the same. */
#define NATIVE_SPEC_COUNT(head) ((head)&0xffffffu)
#define NATIVE_SPEC_IRREGULAR (1u << 24)
#define NATIVE_SPEC_PRERELEASES (1u << 25)

/* The negation of a predicate's value; a failure stays one. */
static inline int native_not(int holds)
{
    return holds < 0 ? holds : !holds;
}

static inline int native_version_in(const struct native_frame *frame,
                                    uint32_t spec, uint32_t it,
                                    uint32_t prereleases)
{
    const struct native_fact *fact = &frame->facts[it];
    const uint32_t *interval = frame->specs + spec + 2;
    uint32_t head = frame->specs[spec + 1];

    if ((head & NATIVE_SPEC_IRREGULAR) | (fact->flags & NATIVE_LEGACY))
        return frame->calls->irregular(frame, spec, it, prereleases);
    if ((fact->flags & NATIVE_PRERELEASE) &&
        !(prereleases | (head & NATIVE_SPEC_PRERELEASES)))
        return 0;
    for (uint32_t i = NATIVE_SPEC_COUNT(head); i; i--, interval += 2)
        if (fact->position >= interval[0] && fact->position < interval[1])
            return 1;
    return 0;
}

static inline int native_index_is(const struct native_frame *frame,
                                  uint32_t index, uint32_t it)
{
    return frame->facts[it].index == index;
}

static inline int native_develop(const struct native_frame *frame, uint32_t it)
{
    return (frame->facts[it].flags & NATIVE_DEVELOP) != 0;
}

static inline int native_named(const struct native_frame *frame, uint32_t name,
                               uint32_t it)
{
    return frame->facts[it].name == name;
}

static inline int native_release_is(const struct native_frame *frame,
                                    uint32_t kinds, uint32_t it)
{
    return (frame->facts[it].flags >> NATIVE_RELEASES & kinds) != 0;
}

/* `outcomes`: bits for less, equal, greater. Numbers that do not compare, which
 * no constant of a rule leads to, are less. */
static inline int native_compare(uint32_t outcomes, double left, double right)
{
    uint32_t outcome = left > right ? 4 : left == right ? 2 : 1;

    return (outcomes & outcome) != 0;
}

/* Of what is no number and a number, in this order, the number: a clamp with
 * constant limits stays between them whatever happens below it. */
static inline double native_minimum(double left, double right)
{
    return left < right ? left : right;
}

static inline double native_maximum(double left, double right)
{
    return left > right ? left : right;
}

static inline double native_divide(double number, double by)
{
    return by == 0 ? 0 : number / by;
}

static inline double native_absolute(double number)
{
    return number < 0 ? 0 - number : number;
}

static inline double native_stack_size(const struct native_frame *frame)
{
    uint32_t count = frame->state->count;

    return count < NATIVE_MOST_FACT ? count : NATIVE_MOST_FACT;
}

/* The resolved package version of a name, or NATIVE_NONE. */
static inline uint32_t native_resolved(const struct native_state *state,
                                       uint32_t name)
{
    uint32_t last = (UINT32_MAX >> state->shift);
    uint32_t at = (uint32_t)(name * NATIVE_SPREAD) >> state->shift;

    while (state->slots[at].package != NATIVE_NONE) {
        if (state->slots[at].name == name)
            return state->slots[at].package;
        at = (at + 1) & last;
    }
    return NATIVE_NONE;
}

/* Is `package` among the dependents of `it`, and not among those that left? */
static inline int native_is_dependent(const struct native_frame *frame,
                                      uint32_t it, uint32_t package,
                                      const uint32_t *left, uint32_t left_count)
{
    struct native_dependents of = frame->dependents_of[it];

    for (uint32_t i = 0; i < left_count; i++)
        if (left[i] == package)
            return 0;
    for (uint32_t i = 0; i < of.count; i++)
        if (frame->dependents[of.first + i] == package)
            return 1;
    return 0;
}

/* Is a dependent of `it` that has not left resolved in this very version? */
static inline int native_others_resolved(const struct native_frame *frame,
                                         uint32_t it, const uint32_t *left,
                                         uint32_t left_count)
{
    struct native_dependents of = frame->dependents_of[it];

    for (uint32_t i = 0; i < of.count; i++) {
        uint32_t other = frame->dependents[of.first + i];
        uint32_t gone = 0;

        for (uint32_t k = 0; k < left_count; k++)
            gone |= left[k] == other;
        if (!gone &&
            native_resolved(frame->state, frame->facts[other].name) == other)
            return 1;
    }
    return 0;
}

#endif
