/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The order of suffixes (PEP 440, "Summary of permitted suffixes and relative
 * ordering"): development releases, then for a, b, rc and each number, then
 * for none: itself without a post-release, then post0, post1 and so on, each
 * of these as .dev0, .dev1 and so on and at last without .dev.
 */
#include "runtime/version_set_suffix.h"

static const struct thoth_text zero = {"", 0};

static const char *const pre_words[] = {"", "a", "b", "rc"};

static void write_key(struct version_arena *arena,
                      struct version_suffix *suffix)
{
    struct pep440_parts parts = {.pre = suffix->pre,
                                 .has_post = suffix->has_post,
                                 .has_dev = suffix->has_dev,
                                 .pre_number = suffix->pre_number,
                                 .post_number = suffix->post_number,
                                 .dev_number = suffix->dev_number};
    size_t digits = suffix->pre_number.length + suffix->post_number.length +
                    suffix->dev_number.length;
    char *key = version_arena_take(arena, PEP440_KEY_ROOM(digits), 1);

    suffix->key = zero;
    if (key == NULL)
        return;
    suffix->key.at = key;
    suffix->key.length = (size_t)(pep440_key_put_suffix(key, &parts) - key);
}

struct version_suffix version_suffix_of(struct version_arena *arena,
                                        const struct pep440_parts *parts)
{
    struct version_suffix suffix = {.pre = parts->pre,
                                    .has_post = parts->has_post,
                                    .has_dev = parts->has_dev};

    suffix.pre_number = pep440_significant(parts->pre_number);
    suffix.post_number = pep440_significant(parts->post_number);
    suffix.dev_number = pep440_significant(parts->dev_number);
    write_key(arena, &suffix);
    return suffix;
}

struct version_suffix version_suffix_keyed(struct version_arena *arena,
                                           const struct version_suffix *suffix)
{
    struct version_suffix keyed = *suffix;

    write_key(arena, &keyed);
    return keyed;
}

struct version_suffix version_suffix_copy(struct version_arena *arena,
                                          const struct version_suffix *suffix)
{
    struct version_suffix copy = *suffix;

    copy.pre_number = version_arena_copy(arena, suffix->pre_number);
    copy.post_number = version_arena_copy(arena, suffix->post_number);
    copy.dev_number = version_arena_copy(arena, suffix->dev_number);
    copy.key = version_arena_copy(arena, suffix->key);
    return copy;
}

/* With .dev0 in place of the development segment. */
static struct version_suffix as_dev0(struct version_arena *arena,
                                     struct version_suffix suffix)
{
    suffix.has_dev = true;
    suffix.dev_number = zero;
    write_key(arena, &suffix);
    return suffix;
}

struct version_suffix version_suffix_lowest(struct version_arena *arena)
{
    return as_dev0(arena, (struct version_suffix){0});
}

struct version_suffix version_suffix_final(struct version_arena *arena)
{
    struct version_suffix final = {0};

    write_key(arena, &final);
    return final;
}

struct version_suffix version_suffix_next(struct version_arena *arena,
                                          const struct version_suffix *suffix)
{
    struct version_suffix next = *suffix;

    if (next.has_dev) {
        next.dev_number = version_number_next(arena, next.dev_number);
        write_key(arena, &next);
        return next;
    }
    if (next.has_post)
        next.post_number = version_number_next(arena, next.post_number);
    next.has_post = true;
    return as_dev0(arena, next);
}

bool version_suffix_previous(struct version_arena *arena,
                             const struct version_suffix *suffix,
                             struct version_suffix *previous)
{
    *previous = *suffix;
    if (!suffix->has_dev)
        return false;
    if (suffix->dev_number.length > 0) {
        previous->dev_number =
            version_number_previous(arena, suffix->dev_number);
    } else if (suffix->has_post) {
        previous->has_dev = false;
        previous->has_post = suffix->post_number.length > 0;
        previous->post_number =
            version_number_previous(arena, suffix->post_number);
    } else {
        return false;
    }
    write_key(arena, previous);
    return true;
}

struct version_suffix version_suffix_floor(struct version_arena *arena,
                                           const struct version_suffix *suffix)
{
    return as_dev0(arena, *suffix);
}

struct version_suffix
version_suffix_ceiling(struct version_arena *arena,
                       const struct version_suffix *suffix)
{
    struct version_suffix next = *suffix;

    if (next.has_post)
        next.post_number = version_number_next(arena, next.post_number);
    else
        next.pre_number = version_number_next(arena, next.pre_number);
    return as_dev0(arena, next);
}

enum version_class version_suffix_class(const struct version_suffix *suffix)
{
    bool is_pre = suffix->pre != PEP440_PRE_NONE || suffix->has_dev;

    return (enum version_class)((is_pre ? VERSION_IS_PRE : 0) |
                                (suffix->has_post ? VERSION_IS_POST : 0));
}

/* The least post-release of a class at or above `from`, which is none of it. */
static bool least_post(struct version_arena *arena, enum version_class class,
                       const struct version_suffix *from,
                       struct version_suffix *least)
{
    if (!(class & VERSION_IS_PRE)) {
        /* postN, of the number that `from` has if it has no pre-release. */
        least->has_post = true;
        if (from->pre != PEP440_PRE_NONE || !from->has_post)
            least->post_number = zero;
        least->pre = PEP440_PRE_NONE;
        least->pre_number = zero;
        least->has_dev = false;
        least->dev_number = zero;
        write_key(arena, least);
        return true;
    }
    if (from->pre == PEP440_PRE_NONE && from->has_dev && !from->has_post)
        least->pre = PEP440_PRE_ALPHA;
    if (from->has_post)
        least->post_number = version_number_next(arena, from->post_number);
    least->has_post = true;
    *least = as_dev0(arena, *least);
    return true;
}

bool version_suffix_least(struct version_arena *arena, enum version_class class,
                          const struct version_suffix *from,
                          struct version_suffix *least)
{
    *least = *from;
    if (version_suffix_class(from) == class)
        return true;
    if (class & VERSION_IS_POST)
        return least_post(arena, class, from, least);
    if (class & VERSION_IS_PRE) {
        if (from->pre == PEP440_PRE_NONE)
            return false; /* at or above the final release */
        /* A post-release of a pre-release: on to the next pre-release. */
        least->has_post = false;
        least->post_number = zero;
        least->pre_number = version_number_next(arena, from->pre_number);
        *least = as_dev0(arena, *least);
        return true;
    }
    *least = version_suffix_final(arena);
    return thoth_text_order(from->key, least->key) <= 0;
}

bool version_suffix_exists(struct version_arena *arena,
                           enum version_class class,
                           const struct version_suffix *from,
                           const struct version_suffix *to)
{
    struct version_suffix least;

    if (!version_suffix_least(arena, class, from, &least))
        return false;
    return to == NULL || thoth_text_order(least.key, to->key) < 0;
}

size_t version_suffix_length(const struct version_suffix *suffix)
{
    static const size_t words = sizeof("rc0.post0.dev0");

    return words + suffix->pre_number.length + suffix->post_number.length +
           suffix->dev_number.length;
}

static char *write_segment(char *out, const char *word,
                           struct thoth_text number)
{
    size_t length = strlen(word);

    memcpy(out, word, length);
    out += length;
    if (number.length == 0)
        number = thoth_text_of("0");
    memcpy(out, number.at, number.length);
    return out + number.length;
}

char *version_suffix_write(char *out, const struct version_suffix *suffix)
{
    if (suffix->pre != PEP440_PRE_NONE)
        out = write_segment(out, pre_words[suffix->pre], suffix->pre_number);
    if (suffix->has_post)
        out = write_segment(out, ".post", suffix->post_number);
    if (suffix->has_dev)
        out = write_segment(out, ".dev", suffix->dev_number);
    return out;
}
