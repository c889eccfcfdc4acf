/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The units that apply to one request: which instances there are, in the order
 * of inclusion and grouped by package, ready for evaluation. Built in one go
 * and immutable from then on, so that threads may share it.
 */
#ifndef RUNTIME_PIPELINE_H
#define RUNTIME_PIPELINE_H

#include "runtime/context.h"
#include "runtime/engine.h"
#include "runtime/pipeline_filter.h"
#include "runtime/pipeline_labels.h"
#include "runtime/pipeline_specs.h"

/* An included instance as evaluation wants it. */
struct pipeline_instance {
    uint32_t unit;
    uint32_t shape; /* of the match */
    uint32_t row;   /* in rows, of the match */
    uint32_t flags; /* enum unit_type, and: */
    struct pipeline_filter filter;
};

enum pipeline_flag {
    PIPELINE_TYPE = 0xff,   /* mask: the enum unit_type */
    PIPELINE_MULTI = 0x100, /* runs when its package is resolved already, too */
    PIPELINE_ALWAYS = 0x200, /* the match holds for everything */
    PIPELINE_ONLY = 0x400,   /* the only instance of its unit */
};

/* A run of instances. */
struct pipeline_range {
    const struct pipeline_instance *first, *end;
};

/* A direct requirement: the record of its package in the bundle. Those of which
 * the bundle knows nothing are left out. */
struct pipeline_requirement {
    uint32_t package;
    bool develop;
};

struct thoth_pipeline {
    const struct thoth_bundle *bundle;
    const struct thoth_allocator *allocator;
    struct engine engine;
    struct pipeline_specs specs;
    struct pipeline_labels labels;
    bool python_known; /* the request says its Python version */

    /* Included members (runtime/bundle_format.h) in the order of inclusion, one
     * kind after the other: those of a kind start at order[kind_first[kind]].
     */
    uint32_t *order;
    uint32_t kind_first[THOTH_KINDS + 1];

    /* The instances of a package record P and a kind K lie between
     * instances[package_first[P * THOTH_KINDS + K]] and where the next ones
     * begin; bit K of kinds_of[P] says whether there are any. */
    struct pipeline_instance *instances;
    uint32_t *package_first;
    uint8_t *kinds_of;

    struct pipeline_requirement *requirements;
    uint32_t requirement_count;
    void *memory; /* holds all of these arrays */
};

/* The instances of a kind that name a package; `package` may be the number of a
 * name that the bundle lacks. Package 0: the generic ones. */
static inline struct pipeline_range
pipeline_range(const struct thoth_pipeline *pipeline, uint32_t package,
               enum thoth_kind kind)
{
    const uint32_t *first;

    if (package >= pipeline->bundle->package_count ||
        !(pipeline->kinds_of[package] >> kind & 1))
        return (struct pipeline_range){NULL, NULL};
    first = pipeline->package_first + package * THOTH_KINDS + kind;
    return (struct pipeline_range){pipeline->instances + first[0],
                                   pipeline->instances + first[1]};
}

#endif
