/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Plans: the steps of one package version with all decided that the state has
 * no part in. A plan is a run of entries, in the order in which the plain
 * evaluation would come to them; instances that cannot match are left out. What
 * an entry does has been tried out when the plan was made, by the very code
 * that does it else, so that a plan knows no rule's meaning of its own.
 */
#ifndef RUNTIME_PLAN_H
#define RUNTIME_PLAN_H

#include "runtime/catalog.h"
#include "runtime/pipeline.h"
#include "runtime/state.h"

enum plan_entry_flag {
    PLAN_STATE = 1,  /* applies if the state lets it */
    PLAN_MULTI = 2,  /* also where a package of the name is resolved */
    PLAN_SAYS = 4,   /* says something once */
    PLAN_ONLY = 8,   /* no other entry has its unit */
    PLAN_CALL = 16,  /* adds a package, has a score of the state: what it does
                        is done by stepping_apply */
    PLAN_FAILS = 32, /* cannot be decided */
    PLAN_MAY_FAIL = 64,
    PLAN_SCORES = 128,  /* what it adds is for the state to say */
    PLAN_LIVE = 256,    /* PLAN_STATE, and the whole match has to be asked: it
                           looks at what the catalog holds by then */
    PLAN_STOPS = 1024,  /* ends the step */
    PLAN_APPLIES = 512, /* PLAN_STATE for what it does alone: it applies in
                           every state */
};

/* A verdict in a set of them. */
#define PLAN_ENDING(verdict) (1u << (verdict))

/* An instance that may apply. */
struct plan_entry {
    const struct pipeline_instance *instance;
    union {
        double score;     /* what it adds, unless PLAN_SCORES or PLAN_STOPS */
        uint32_t message; /* PLAN_STOPS: a text of the bundle, or BUNDLE_NONE */
    };
    uint32_t name;      /* PLAN_STATE: must be resolved; NATIVE_NONE: nothing */
    uint32_t low, high; /* the position of its version, if not legacy */
    uint32_t effect;    /* what it says the first time: effects[effect...] */
    uint16_t effect_count;
    uint16_t flags;
    uint8_t endings; /* set of PLAN_ENDING: what it may lead to */
    int8_t failure;  /* enum native_failure, with PLAN_FAILS */
    uint8_t bit;     /* of the name, in the state's names */
};

enum plan_flag {
    PLAN_MADE = 1,
    PLAN_BUSY = 2,    /* its entries have to be gone over in every state */
    PLAN_DEVELOP = 4, /* the package's NATIVE_DEVELOP when the plan was made */
};

/* Of a package version, by number. */
struct plan {
    /* Unless PLAN_BUSY, or one of these names (state_name_bit) is resolved, the
     * entries that apply are those without PLAN_STATE, and all that happens is
     * that they score. */
    uint64_t names;
    double score;
    uint32_t first; /* entries */
    uint32_t count : 24, flags : 8;
};

struct thoth_plans {
    const struct thoth_pipeline *pipeline;
    struct thoth_catalog *catalog;
    const struct thoth_allocator *allocator;
    struct plan *plans; /* by package; zero bytes: none has been made */
    uint32_t count, room;
    struct plan_entry *entries;
    uint32_t entry_count, entry_room;
    struct thoth_effect *effects;
    uint32_t effect_count, effect_room;
    struct thoth_outcome trial; /* of an entry that is tried out */
    uint64_t changes;           /* those of the catalog that plans know */
};

/* Forgets the plans of package versions whose facts have changed. */
void plans_forget_changed(struct thoth_plans *plans);

/* The plan of a package version, or NULL. */
static inline const struct plan *plans_find(struct thoth_plans *plans,
                                            thoth_package package)
{
    if (plans->changes != plans->catalog->changes)
        plans_forget_changed(plans);
    if (package >= plans->count || !(plans->plans[package].flags & PLAN_MADE))
        return NULL;
    return &plans->plans[package];
}

/* The first entry of a plan; as long as no plan has any, there is no array. */
static inline const struct plan_entry *
plan_entries(const struct thoth_plans *plans, const struct plan *plan)
{
    return plan->count ? plans->entries + plan->first : plans->entries;
}

/* Can the state part of an entry not hold? As a filter: false says nothing. */
static inline bool plan_entry_refused(const struct plan_entry *entry,
                                      const struct thoth_state *state,
                                      const struct native_fact *facts)
{
    uint32_t found;

    if (entry->name == NATIVE_NONE)
        return false;
    if (!(state->names >> entry->bit & 1))
        return true;
    found = native_resolved(&state->view, entry->name);
    if (found == NATIVE_NONE)
        return true;
    return !(facts[found].flags & NATIVE_LEGACY) &&
           (facts[found].position < entry->low ||
            facts[found].position >= entry->high);
}

#endif
