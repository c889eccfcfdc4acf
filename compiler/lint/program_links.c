/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One link for many: a generator that prints a message for each package and
 * forgets to change the link. The link names a package that just one of the
 * messages is about, at its end as in https://example.org/rpms/xrootd, and most
 * others have nothing to do with it. Pages that are meant for all, such as the
 * documentation of a check, or one repository of several packages, name none
 * of them, or one that the others' names contain.
 */
#include "compiler/lint/program_linter.h"

#include "compiler/lint/program_effect.h"
#include "compiler/lint/program_template.h"

#include <string.h>

enum {
    LEAST_USES = 20, /* of a link, before it is looked at */
    MOST_OWNERS = 20 /* one in so many messages may be about its package */
};

/* A message with a link. */
struct use {
    uint32_t unit;
    uint32_t item;
    str_id link;
    str_id message;
    struct use *next; /* of the same link */
};

struct links {
    struct program_linter *linter;
    struct use **of_link; /* by string, in the order of units reversed */
    uint32_t *uses;       /* by string */
    struct use *pool;     /* uses are made in blocks */
    uint32_t pooled;
};

enum { POOL_USES = 4096 };

static void add_use(void *user, uint32_t unit, uint32_t item,
                    const struct effect_message *message)
{
    struct links *links = user;
    struct use *use;

    if (!links->pooled) {
        links->pool =
            ARENA_NEW_ARRAY(links->linter->arena, struct use, POOL_USES);
        links->pooled = POOL_USES;
    }
    use = &links->pool[--links->pooled];
    *use = (struct use){unit, item, message->link, message->message,
                        links->of_link[message->link]};
    links->of_link[message->link] = use;
    links->uses[message->link]++;
}

static struct thoth_text package_of(const struct links *links, uint32_t unit)
{
    const struct program *program = links->linter->program;
    const struct program_unit *of = &program->units[unit];
    str_id package = of->instance_count
                         ? program->instances[of->first_instance].package
                         : STR_NONE;

    return package == STR_NONE ? (struct thoth_text){"", 0}
                               : linter_text(links->linter, package);
}

enum relation { RELATION_NONE, RELATION_SIMILAR, RELATION_NAMED };

/* What a use has to do with the name at the end of its link. */
static enum relation relation_of(const struct links *links,
                                 const struct use *use, struct thoth_text named)
{
    struct thoth_text package = package_of(links, use->unit);
    struct thoth_text message = linter_text(links->linter, use->message);
    struct thoth_text quoted = {message.at, 0};

    if (same_subject(package, named))
        return RELATION_NAMED;
    while (template_next_quoted(message, &quoted))
        if (same_subject(quoted, named))
            return RELATION_NAMED;
    return similar_subject(package, named) ? RELATION_SIMILAR : RELATION_NONE;
}

struct shared {
    struct thoth_text named; /* by the link */
    const struct use *owner; /* the first message about it */
    uint32_t uses, owners, strangers;
};

static bool same_template(const struct links *links, const struct use *left,
                          const struct use *right)
{
    return template_equal(linter_text(links->linter, left->message),
                          linter_text(links->linter, right->message));
}

/* Counts what the messages of one template have to do with their link. The
 * chain runs backwards, so the last owner found is the first one. */
static void count_relations(const struct links *links, const struct use *first,
                            struct shared *shared)
{
    for (const struct use *use = first; use; use = use->next)
        if (relation_of(links, use, shared->named) == RELATION_NAMED)
            shared->owner = use;
    for (const struct use *use = first; use && shared->owner; use = use->next) {
        enum relation relation;

        if (!same_template(links, use, shared->owner))
            continue;
        relation = relation_of(links, use, shared->named);
        shared->uses++;
        shared->owners += relation == RELATION_NAMED;
        shared->strangers += relation == RELATION_NONE;
    }
}

/* The link with another name at its end; empty when it is not known which of
 * the quoted texts it is. */
static struct thoth_text mended(const struct links *links,
                                const struct use *use,
                                const struct shared *shared, uint32_t hole)
{
    struct thoth_text link = linter_text(links->linter, use->link);
    struct thoth_text message = linter_text(links->linter, use->message);
    struct thoth_text quoted = {message.at, 0};
    size_t before = (size_t)(shared->named.at - link.at);

    for (uint32_t i = 0; i <= hole; i++)
        if (!template_next_quoted(message, &quoted))
            return (struct thoth_text){"", 0};
    if (hole == PROGRAM_NONE || !quoted.length || !is_link_part(quoted))
        return (struct thoth_text){"", 0};
    return arena_format(links->linter->arena, "%.*s%.*s%.*s", (int)before,
                        link.at, (int)quoted.length, quoted.at,
                        (int)(link.length - before - shared->named.length),
                        shared->named.at + shared->named.length);
}

/* Links that begin as this one does, behind messages of the same template, end
 * in one of the quoted texts: which one? Most of them must agree. */
static uint32_t usual_hole(const struct links *links,
                           const struct shared *shared)
{
    struct thoth_text link = linter_text(links->linter, shared->owner->link);
    struct hole_count holes = {
        .prefix = {link.at, (size_t)(shared->named.at - link.at)},
        .like = linter_text(links->linter, shared->owner->message),
    };
    uint32_t limit = intern_limit(links->linter->program->session->strings);

    for (str_id id = 0; id < limit; id++)
        for (const struct use *use = links->of_link[id]; use; use = use->next)
            if (use->link != shared->owner->link)
                count_hole(&holes, linter_text(links->linter, id),
                           linter_text(links->linter, use->message));
    return hole_of_most(&holes);
}

/* A page of the Thoth station is about a kind of message, not about a package;
 * rules name it without what lowering puts before it. */
static bool is_page(struct thoth_text link)
{
    static const char PAGES[] = "https://thoth-station.ninja/j/";

    return link.length >= sizeof PAGES - 1 &&
           !memcmp(link.at, PAGES, sizeof PAGES - 1);
}

static void check_link(struct links *links, str_id link)
{
    struct thoth_text text = linter_text(links->linter, link);
    struct shared shared = {.named = link_last_part(text)};
    uint32_t hole;

    if (!shared.named.length || is_page(text))
        return;
    count_relations(links, links->of_link[link], &shared);
    if (!shared.owner || shared.uses < LEAST_USES ||
        shared.owners > shared.uses / MOST_OWNERS ||
        shared.strangers < shared.uses / 10 * 8)
        return;
    hole = usual_hole(links, &shared);
    for (const struct use *use = links->of_link[link]; use; use = use->next) {
        struct program_finding *finding;

        if (!same_template(links, use, shared.owner) ||
            relation_of(links, use, shared.named) == RELATION_NAMED)
            continue;
        finding = program_find(links->linter, DIAG_LINK_SHARED, use->unit);
        finding->item = use->item;
        finding->count = shared.uses - shared.owners;
        finding->other = shared.owner->unit;
        finding->text = mended(links, use, &shared, hole);
    }
}

void lint_shared_links(struct program_linter *linter)
{
    const struct program *program = linter->program;
    uint32_t limit = intern_limit(program->session->strings);
    struct links links = {.linter = linter};

    links.of_link = ARENA_NEW_ARRAY(linter->arena, struct use *, limit);
    links.uses = ARENA_NEW_ARRAY(linter->arena, uint32_t, limit);
    for (uint32_t i = 0; i < program->unit_count; i++)
        effect_messages(program, i, add_use, &links);
    for (str_id id = 0; id < limit; id++)
        if (links.uses[id] >= LEAST_USES)
            check_link(&links, id);
}
