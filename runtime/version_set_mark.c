/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The marks of clauses. What a clause says of a version outside of the bases
 * marked depends on its place and on whether it is a pre-release; within a
 * marked base on the stretch of suffixes, on the class, on the count of
 * release numbers as spelled, and on the local segment. PEP 440, "Version
 * specifiers", with the readings of packaging 21.3 that pep440_contains has.
 */
#include "runtime/version_set_mark.h"

#include "runtime/pep440_scan.h"

void version_marks_start(struct version_marks *marks,
                         struct version_arena *arena)
{
    *marks = (struct version_marks){.arena = arena};
}

void version_marks_add(struct version_marks *marks, struct version_mark mark)
{
    if (marks->count == marks->room) {
        size_t room = marks->room == 0 ? 16 : 2 * marks->room;
        struct version_mark *list =
            version_arena_take(marks->arena, room, sizeof(*list));

        if (list == NULL)
            return;
        if (marks->count > 0)
            memcpy(list, marks->list, marks->count * sizeof(*list));
        marks->list = list;
        marks->room = room;
    }
    marks->list[marks->count++] = mark;
}

static const struct version_base *keep_base(struct version_marks *marks,
                                            struct version_base base)
{
    struct version_base *kept =
        version_arena_take(marks->arena, 1, sizeof(*kept));

    if (kept == NULL)
        return NULL;
    *kept = base;
    version_marks_add(marks,
                      (struct version_mark){.base = kept, .kind = MARK_BASE});
    return kept;
}

static const struct version_base *mark_base(struct version_marks *marks,
                                            const struct pep440_parts *parts)
{
    return keep_base(marks, version_base_of(marks->arena, parts));
}

static void mark_suffix(struct version_marks *marks,
                        const struct version_base *base,
                        struct version_suffix suffix)
{
    version_marks_add(marks, (struct version_mark){.base = base,
                                                   .kind = MARK_SUFFIX,
                                                   .suffix = suffix});
}

static void mark_length(struct version_marks *marks,
                        const struct version_base *base, size_t length)
{
    version_marks_add(marks, (struct version_mark){.base = base,
                                                   .kind = MARK_LENGTH,
                                                   .length = length});
}

static void mark_locals(struct version_marks *marks,
                        const struct version_base *base)
{
    version_marks_add(marks,
                      (struct version_mark){.base = base, .kind = MARK_LOCALS});
}

static void mark_local(struct version_marks *marks,
                       const struct version_base *base,
                       const struct pep440_parts *parts)
{
    struct version_local local = {.text = parts->local};
    char *key = version_arena_take(marks->arena,
                                   PEP440_KEY_ROOM(parts->local.length), 1);

    if (key == NULL)
        return;
    local.key.at = key;
    local.key.length = (size_t)(pep440_key_put_local(key, parts) - key);
    mark_locals(marks, base);
    version_marks_add(marks, (struct version_mark){.base = base,
                                                   .kind = MARK_LOCAL,
                                                   .local = local});
}

/* One public version. */
static void mark_point(struct version_marks *marks,
                       const struct version_base *base,
                       const struct pep440_parts *parts)
{
    struct version_suffix suffix = version_suffix_of(marks->arena, parts);

    mark_suffix(marks, base, suffix);
    mark_suffix(marks, base, version_suffix_next(marks->arena, &suffix));
}

/*
 * A prefix of release numbers takes all bases that begin with it. Only of the
 * base that has nothing but zeros behind it the spelling counts: 1.0.* takes
 * 1.0rc1 but not 1rc1, 1!0.* takes 1!0.0rc1 but not 1!0rc1.
 */
static void mark_release_prefix(struct version_marks *marks,
                                const struct version_base *base,
                                const struct pep440_parts *parts)
{
    struct version_suffix alpha = {.pre = PEP440_PRE_ALPHA};

    keep_base(marks, version_base_after(marks->arena, parts));
    mark_length(marks, base, parts->release_count);
    if (base == NULL || base->epoch.length == 0 || parts->release_count > 1)
        return;
    mark_length(marks, base, 2);
    mark_suffix(marks, base, version_suffix_floor(marks->arena, &alpha));
    mark_suffix(marks, base, version_suffix_final(marks->arena));
}

/*
 * A prefix with a pre- or post-release takes versions of one base only: those
 * that begin with it and spell the release as it does, and the version that is
 * just the prefix spelled with fewer zeros.
 */
static void mark_suffix_prefix(struct version_marks *marks,
                               const struct version_base *base,
                               const struct pep440_parts *parts)
{
    struct version_arena *arena = marks->arena;
    struct version_suffix suffix = version_suffix_of(arena, parts);

    mark_length(marks, base, parts->release_count);
    mark_length(marks, base, parts->release_count + 1);
    mark_point(marks, base, parts);
    mark_suffix(marks, base, version_suffix_floor(arena, &suffix));
    mark_suffix(marks, base, version_suffix_ceiling(arena, &suffix));
}

/*
 * A prefix that does not scan, or is not in normal form, takes nothing, and
 * the marks of its normal form do no harm.
 */
static void mark_prefix(struct version_marks *marks, struct thoth_text prefix)
{
    const struct version_base *base;
    struct pep440_parts parts;

    if (!pep440_scan_version(prefix, &parts))
        return;
    base = mark_base(marks, &parts);
    if (parts.pre == PEP440_PRE_NONE && !parts.has_post)
        mark_release_prefix(marks, base, &parts);
    else
        mark_suffix_prefix(marks, base, &parts);
}

/*
 * The version that a === clause can name: the lower case of its text is a
 * version's normal form. That may have an i with a dot above (U+0307) behind
 * it, which comes from the local segment's U+0130 alone.
 */
static bool scan_arbitrary(struct version_arena *arena, struct thoth_text text,
                           struct pep440_parts *parts)
{
    char *composed, *out;

    if (pep440_scan_version(text, parts))
        return true;
    composed = out = version_arena_take(arena, text.length, 1);
    if (composed == NULL)
        return false;
    for (size_t i = 0; i < text.length; ++i) {
        if (text.length - i >= 3 && (text.at[i] | 0x20) == 'i' &&
            memcmp(text.at + i + 1, "\xcc\x87", 2) == 0) {
            memcpy(out, "\xc4\xb0", 2);
            out += 2;
            i += 2;
        } else {
            *out++ = text.at[i];
        }
    }
    return pep440_scan_version(
        (struct thoth_text){composed, (size_t)(out - composed)}, parts);
}

static void mark_arbitrary(struct version_marks *marks, struct thoth_text text)
{
    const struct version_base *base;
    struct pep440_parts parts;

    if (!scan_arbitrary(marks->arena, text, &parts))
        return;
    base = mark_base(marks, &parts);
    mark_point(marks, base, &parts);
    mark_length(marks, base, parts.release_count);
    mark_length(marks, base, parts.release_count + 1);
    if (parts.has_local)
        mark_local(marks, base, &parts);
    else
        mark_locals(marks, base);
}

static void mark_comparison(struct version_marks *marks,
                            const struct pep440_clause *clause,
                            const struct pep440_parts *parts)
{
    const struct version_base *base = mark_base(marks, parts);
    struct version_suffix suffix = version_suffix_of(marks->arena, parts);

    switch (clause->op) {
    case PEP440_OP_EQUAL:
    case PEP440_OP_NOT_EQUAL:
        mark_point(marks, base, parts);
        if (parts->has_local)
            mark_local(marks, base, parts);
        return;
    case PEP440_OP_GREATER:
        mark_locals(marks, base);
        mark_suffix(marks, base, version_suffix_next(marks->arena, &suffix));
        return;
    case PEP440_OP_LESS_EQUAL:
        mark_suffix(marks, base, version_suffix_next(marks->arena, &suffix));
        return;
    case PEP440_OP_LESS:
    case PEP440_OP_GREATER_EQUAL:
    case PEP440_OP_COMPATIBLE:
        mark_suffix(marks, base, suffix);
        return;
    case PEP440_OP_ARBITRARY:
        return;
    }
}

/* Legacy clauses have an order of their own; near the numbers that their text
 * begins with it is that of PEP 440, so versions are tried there, and at 0,
 * whose keys begin unlike all others. */
static void mark_legacy(struct version_marks *marks, struct thoth_text text)
{
    struct pep440_parts parts = {.release = thoth_text_of("0")};
    size_t length = 0;

    mark_base(marks, &parts);
    while (length < text.length &&
           (text.at[length] == '.' ||
            (text.at[length] >= '0' && text.at[length] <= '9')))
        ++length;
    while (length > 0 && text.at[length - 1] == '.')
        --length;
    if (pep440_scan_version((struct thoth_text){text.at, length}, &parts))
        mark_base(marks, &parts);
}

void version_marks_add_clause(struct version_marks *marks,
                              const struct pep440_clause *clause)
{
    struct thoth_text text = version_arena_copy(marks->arena, clause->text);
    struct pep440_parts parts;

    if (clause->is_legacy) {
        mark_legacy(marks, text);
        return;
    }
    if (clause->op == PEP440_OP_ARBITRARY) {
        mark_arbitrary(marks, text);
        return;
    }
    if (!clause->is_wildcard && pep440_scan_version(text, &parts))
        mark_comparison(marks, clause, &parts);
    if (clause->is_wildcard || clause->op == PEP440_OP_COMPATIBLE)
        mark_prefix(marks, clause->prefix);
}
