/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pool and the specifier sets drawn near it, see version_set_pool.h.
 */
#include "tests/runtime/version_set_pool.h"

#include "tests/harness/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const epochs[] = {"", "1!"};
static const char *const releases[] = {"0",     "0.0",   "0.9",   "1",
                                       "1.0",   "1.0.0", "1.0.1", "1.1",
                                       "1.2.0", "1.10",  "2",     "2.0.3"};
static const char *const pres[] = {"", "a0", "b1", "rc1", "rc2"};
static const char *const posts[] = {"", ".post0", ".post1", ".post2"};
static const char *const devs[] = {"", ".dev0", ".dev1"};
static const char *const locals[] = {"", "+a", "+a.1", "+local"};

#define COUNT(list) (sizeof(list) / sizeof(list[0]))

enum {
    POOL_SIZE = COUNT(epochs) * COUNT(releases) * COUNT(pres) * COUNT(posts) *
                COUNT(devs) * COUNT(locals)
};

/* Takes the next digit of a mixed-radix number. */
static const char *pick(size_t *code, const char *const *list, size_t count)
{
    const char *picked = list[*code % count];

    *code /= count;
    return picked;
}

static void write_public(char *text, size_t size, size_t *code)
{
    const char *epoch = pick(code, epochs, COUNT(epochs));
    const char *release = pick(code, releases, COUNT(releases));
    const char *pre = pick(code, pres, COUNT(pres));
    const char *post = pick(code, posts, COUNT(posts));
    const char *dev = pick(code, devs, COUNT(devs));

    snprintf(text, size, "%s%s%s%s%s", epoch, release, pre, post, dev);
}

struct pool pool_create(void)
{
    struct pool pool = {calloc(POOL_SIZE, sizeof(pool.versions[0])), 0};

    CU_ASSERT_PTR_NOT_NULL_FATAL(pool.versions);
    for (size_t i = 0; i < POOL_SIZE; ++i) {
        char text[80];
        size_t code = i, length;

        write_public(text, sizeof(text), &code);
        length = strlen(text);
        snprintf(text + length, sizeof(text) - length, "%s",
                 pick(&code, locals, COUNT(locals)));
        if (thoth_version_parse((struct thoth_text){text, strlen(text)}, NULL,
                                &pool.versions[i]) != THOTH_OK)
            CU_FAIL_FATAL("no memory for a version");
        ++pool.count;
    }
    return pool;
}

void pool_release(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; ++i)
        thoth_version_release(pool->versions[i]);
    free(pool->versions);
}

unsigned int pool_draw(uint32_t *state, unsigned int below)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % below;
}

/* Bounds of clauses: releases as people write them, any version of the pool,
 * or other spellings and numbers that the pool is around. */
static void draw_bound(uint32_t *state, char *text, size_t size)
{
    static const char *const odd[] = {
        "v1.0",    "01.0",    "1.0-1",     "1.0_rc.1", "1.0c1",
        "1.0.c1",  "1.0.RC1", "1.0alpha0", "1.0.r1",   "0!1.0",
        "1.0.pre", "1!2.0.0", "1!1",       "1!2",      "1.1.1",
        "3",       "1.9",     "1.0.0.0",   "1.0.rev"};
    size_t code = pool_draw(state, POOL_SIZE);

    switch (pool_draw(state, 8)) {
    case 0:
        snprintf(text, size, "%s", odd[pool_draw(state, COUNT(odd))]);
        return;
    case 1:
    case 2:
        write_public(text, size, &code);
        return;
    case 3:
        snprintf(text, size, "%s%s", releases[code % COUNT(releases)],
                 pres[code / COUNT(releases) % COUNT(pres)]);
        return;
    case 4:
        snprintf(text, size, "%s%s", releases[code % COUNT(releases)],
                 posts[code / COUNT(releases) % COUNT(posts)]);
        return;
    default:
        snprintf(text, size, "%s", releases[code % COUNT(releases)]);
    }
}

/* What may follow a version behind == or !=. */
static const char *draw_tail(uint32_t *state, const char *bound)
{
    switch (pool_draw(state, 5)) {
    case 0:
    case 1:
        return strstr(bound, "dev") == NULL ? ".*" : "";
    case 2:
        return locals[pool_draw(state, COUNT(locals))];
    default:
        return "";
    }
}

static void draw_clause(uint32_t *state, unsigned int legacy, char *text,
                        size_t size)
{
    static const char *const ops[] = {"==", "!=", "<=", ">=", "<",
                                      ">",  "!=", "==", "~=", "==="};
    static const char *const legacies[] = {">=1.*",    "<2.*",       "<1.0.x",
                                           ">foo",     ">=",         "<=1.0-x",
                                           "!=1.1.*x", "==2.0-final"};
    const char *op = ops[pool_draw(state, COUNT(ops))];
    const char *tail = "";
    char bound[80];

    if (legacy > 0 && pool_draw(state, legacy) == 0) {
        snprintf(text, size, "%s", legacies[pool_draw(state, COUNT(legacies))]);
        return;
    }
    draw_bound(state, bound, sizeof(bound));
    if (strcmp(op, "==") == 0 || strcmp(op, "!=") == 0)
        tail = draw_tail(state, bound);
    else if (strcmp(op, "===") == 0 && pool_draw(state, 3) == 0)
        tail = locals[pool_draw(state, COUNT(locals))];
    else if (strcmp(op, "~=") == 0 && strchr(bound, '.') == NULL)
        tail = ".0"; /* ~=1rc1.0 is nothing */
    snprintf(text, size, "%s%s%s", op, bound, tail);
}

void pool_draw_specifier(uint32_t *state, unsigned int clauses,
                         unsigned int legacy, char *text)
{
    unsigned int count = pool_draw(state, clauses + 1);
    size_t length = 0;

    text[0] = '\0';
    for (unsigned int i = 0; i < count; ++i) {
        char clause[100];
        struct thoth_specifier *specifier = NULL;

        draw_clause(state, legacy, clause, sizeof(clause));
        if (thoth_specifier_parse((struct thoth_text){clause, strlen(clause)},
                                  NULL, &specifier) != THOTH_OK)
            continue; /* such as ~=1 */
        thoth_specifier_release(specifier);
        length += (size_t)snprintf(text + length, POOL_TEXT - length, "%s%s",
                                   length == 0 ? "" : ",", clause);
    }
}
