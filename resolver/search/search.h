/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A running search: the beam, what predictors see of it, and the move. A move
 * resolves one candidate of one state (`move_make`); a predictor chooses moves
 * and is told what came of them. Everything random comes from one source, so
 * that a seed decides a run.
 */
#ifndef RESOLVER_SEARCH_SEARCH_H
#define RESOLVER_SEARCH_SEARCH_H

#include "resolver/search/beam.h"
#include "resolver/search/random.h"
#include "resolver/search/space.h"

/* Resolve `version` of the package that is open at `place` of the state. */
struct move {
    struct state *state;
    uint32_t place;
    uint32_t version; /* counted in its package */
};

enum reward_kind {
    REWARD_GAIN,    /* the move led to a state in the beam */
    REWARD_FINAL,   /* to a complete stack; an infinite reward */
    REWARD_INVALID, /* to nothing; a reward that is no number */
};

struct reward {
    enum reward_kind kind;
    int64_t gain;        /* the score added; 0 when invalid */
    uint32_t package;    /* what the move resolved */
    uint32_t version;    /* of the whole space */
    uint32_t clash;      /* invalid: the package that had no candidates left */
    struct state *from;  /* the state of the move, or NULL if it is gone */
    struct state *state; /* GAIN: the new state, NULL if the beam dropped it */
    uint32_t chain;      /* of the new state; invalid: of the old one */
    int64_t score;       /* likewise */
    bool order_matters;  /* resolved later, it could come to something else */
};

struct search;

/* A predictor: `own` is memory of its own, zeroed at the start. */
struct predictor {
    size_t size;
    bool (*start)(struct search *search, void *own); /* false: no memory */
    void (*finish)(void *own);
    /* A move; the beam is not empty. */
    void (*choose)(struct search *search, void *own, struct move *move);
    void (*learn)(struct search *search, void *own,
                  const struct reward *reward);
    /* A state joined the beam; false: no memory. */
    bool (*joined)(struct search *search, void *own, struct state *state);
    double (*temperature)(const void *own);
    /* No stack that can still be reached scores more; the beam is not empty.
     * Predictors without it prove nothing. */
    int64_t (*bound)(struct search *search, void *own);
    /* Nor do stacks that only another order of moves leads to. */
    int64_t (*missed)(const void *own);
};

struct product {
    int64_t score;
    uint32_t chain;
    bool own; /* the caller's own stack */
};

struct search {
    struct thoth_space *space;
    const struct thoth_resolve_options *options;
    const struct predictor *predictor;
    void *own; /* the predictor's */
    struct state_pool states;
    struct beam beam;
    struct random_source random;
    uint64_t iterations, accepted, discarded, invalid;
    /* By package: versions that stacks can have; NULL until the search begins,
     * so that what is wrong with the caller's own stack is told in detail. */
    candidate_set *hopeful;
    /* By package: the version of the whole space that the chain at `cursor`
     * resolved, or SPACE_NONE. */
    uint32_t *resolved;
    uint32_t cursor;
    /* The open packages of the state that a move makes, and by package its
     * place there. Valid where the place holds a set of that package. */
    candidate_set *open;
    uint32_t open_count;
    uint32_t *places;
    struct thoth_choice *stack; /* the resolved versions, for rules */
    struct product *products;   /* options->count of them, best first */
    uint32_t product_count;
    struct thoth_own own_facts;
    uint32_t own_chain;       /* of the caller's own stack, if it is scored */
    enum thoth_status status; /* why the search must stop, if not THOTH_OK */
    bool eager_stop;
    bool started;  /* the initial state is there */
    bool dropping; /* a required package may be neither open nor resolved */
    bool cut;      /* the move left out candidates that are not the latest */
};

/* The initial state joins the beam. Without candidates for a requirement there
 * is none, and the beam stays empty. */
enum thoth_status search_start(struct search *search, struct thoth_space *space,
                               const struct thoth_resolve_options *options,
                               const struct predictor *predictor);
void search_finish(struct search *search);

/* Makes a move and says what came of it. A failure is in search->status. */
void move_make(struct search *search, const struct move *move,
               struct reward *reward);

/* Makes a move without the beam: the state stays as it is, what is open in the
 * new one is in search->open. False when the move is invalid. */
bool move_alone(struct search *search, const struct move *move,
                struct reward *reward);

/* Looks at the caller's own stack and says in search->own_facts what came of
 * it. */
void own_stack_look(struct search *search);

/* Puts the direct requirements into search->open. False when one of them has
 * no candidates. */
bool require_roots(struct search *search);

/* Shows the chain at `link` in search->resolved. */
void cursor_move(struct search *search, uint32_t link);

/* Writes the chain into search->stack in order; returns its length. */
uint32_t search_stack(struct search *search, uint32_t link);

/* Lets a state join the beam and the predictor know. */
bool search_join(struct search *search, struct state *state);

/* Keeps a stack if it is among the best. */
void search_offer(struct search *search, uint32_t chain, int64_t score);

/* The lowest score that keeps a stack out of the products. */
int64_t search_worst_product(const struct search *search);

/* Asks strides about a final state and keeps it if it is among the best. */
void search_accept(struct search *search, uint32_t chain, int64_t score);

/* Whether a version that is resolved, or the only candidate of its package in
 * search->open, may stand for one of the allowed versions of a package. */
bool pseudonym_stands(struct search *search, candidate_set allowed);

/* Pseudonym `number` of the candidates at a place that is possible in the
 * state; false past the last. */
bool pseudonym_of_set(struct search *search, const struct state *state,
                      uint32_t place, uint32_t number,
                      struct thoth_choice *other);

/* The state with `other` in place of the package there, in `clone`, which has
 * as much room and may be the state itself. */
void pseudonym_replace(struct search *search, const struct state *state,
                       uint32_t place, struct thoth_choice other,
                       struct state *clone);

/* The place of a package among search->open, or SPACE_NONE. */
uint32_t search_open_place(const struct search *search, uint32_t package);

/* Clones of a state with pseudonyms in place of packages that became open at
 * places from `first` on. */
void pseudonym_join(struct search *search, const struct state *state,
                    uint32_t first);

/* ---- Choices inside a state -------------------------------------------- */

/* "Random candidate, prefer recent": a random package; with probability 0.1 a
 * version with linearly falling weights, else the first one. */
void choose_recent(struct search *search, struct state *state,
                   struct move *move);
/* "Random candidate": package and version uniform. */
void choose_uniform(struct search *search, struct state *state,
                    struct move *move);
/* "First": the first version of the first package. */
void choose_first(struct search *search, struct state *state,
                  struct move *move);

static inline struct state *search_random_state(struct search *search)
{
    return search->beam
        .states[random_below(&search->random, search->beam.count)];
}

/* A random state other than `state`, unless it is alone. */
struct state *search_other_state(struct search *search,
                                 const struct state *state);

#endif
