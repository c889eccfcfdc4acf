/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Each entry of the match is written anew out of the package versions in it,
 * which move with their lines, so that comments and quotes in them stay. What
 * stands between them must be nothing but the keys that go.
 */
#include "compiler/lint/group_fix.h"

#include <string.h>

/* Text being put together. */
struct composition {
    char *at;
    size_t length, room;
    bool failed; /* a line cannot be moved, or there is no room */
};

static void put(struct composition *to, const char *text, size_t length)
{
    if (to->failed || to->room - to->length < length) {
        to->failed = true;
        return;
    }
    memcpy(to->at + to->length, text, length);
    to->length += length;
}

static void put_blanks(struct composition *to, uint32_t count)
{
    while (count-- > 0)
        put(to, " ", 1);
}

static bool is_blank_line(const char *at, const char *end)
{
    while (at < end && *at == ' ')
        at++;
    return at == end || *at == '\n' || *at == '\r';
}

/* Lines of which the first began in column `from` and begins in `column` now.
 */
static void put_moved(struct composition *to, struct thoth_text lines,
                      uint32_t from, uint32_t column)
{
    const char *at = lines.at, *end = lines.at + lines.length;

    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));

        stop = stop ? stop + 1 : end;
        put(to, at, (size_t)(stop - at));
        at = stop;
        if (is_blank_line(at, end))
            continue;
        put_blanks(to, column > from ? column - from : 0);
        for (uint32_t i = column; i < from; i++)
            if (*at++ != ' ')
                to->failed = true;
    }
}

/* White space, keys, colons and the dash of a first entry: what goes. */
static bool is_scaffold(struct thoth_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!strchr(" \n\r:-_abcdefghijklmnopqrstuvwxyz", text.at[i]))
            return false;
    return true;
}

static struct thoth_text between(struct linter *linter, struct span left,
                                 struct span right)
{
    return place_source(&linter->places,
                        (struct span){left.end_line, left.end_column,
                                      right.line, right.column});
}

/* Does a mapping that was written here begin with none of these? */
static bool begins_without(struct linter *linter, const struct ast_node *node,
                           const char *characters)
{
    struct thoth_text source = place_source(&linter->places, node->span);

    return node->kind == AST_MAPPING && !node->aliased && source.length &&
           !strchr(characters, source.at[0]);
}

static bool is_block(struct linter *linter, const struct ast_node *node)
{
    return begins_without(linter, node, "{&!*?");
}

/* A state of nothing but resolved packages, which come last. That no other
 * package may depend on the one at hand is so in a group, too. */
static bool is_of_resolved(struct linter *linter, const struct ast_node *state,
                           const struct ast_node *resolved)
{
    const struct ast_node *allow_other =
        field_value(state, FIELD_STATE_PACKAGE_VERSION_FROM_ALLOW_OTHER);

    return is_block(linter, state) && !resolved->aliased &&
           resolved->sequence.count && !lint_is_true(allow_other) &&
           state->mapping.count == (allow_other ? 2 : 1) &&
           state->mapping.entries[state->mapping.count - 1].value == resolved;
}

/* An entry of the match: a package version, then a state. */
struct order_entry {
    const struct ast_node *node, *package, *resolved;
};

static bool read_entry(struct linter *linter, const struct ast_node *node,
                       struct order_entry *entry)
{
    const struct ast_node *state = field_value(node, FIELD_MATCH_STATE);

    entry->node = node;
    entry->package = field_value(node, FIELD_MATCH_PACKAGE_VERSION);
    entry->resolved = field_value(state, FIELD_STATE_RESOLVED_DEPENDENCIES);
    return entry->package && entry->resolved && is_block(linter, node) &&
           node->mapping.count == 2 &&
           node->mapping.entries[0].value == entry->package &&
           !entry->package->aliased &&
           is_of_resolved(linter, state, entry->resolved);
}

/* Puts the member of a group that a resolved package becomes. `before` is what
 * stands before it in the source. */
static bool put_member(struct linter *linter, struct composition *to,
                       const struct ast_node *package, struct span before,
                       uint32_t column)
{
    const char *line_break = place_line_break(&linter->places);

    if (!begins_without(linter, package, "&!*?") ||
        !is_scaffold(between(linter, before, package->span)))
        return false;
    put(to, line_break, strlen(line_break));
    put_blanks(to, column - 1);
    put(to, "- package_version:", 18);
    put(to, line_break, strlen(line_break));
    put_blanks(to, column + 3);
    put_moved(to, place_source(&linter->places, package->span),
              package->span.column, column + 4);
    return true;
}

/* Writes `group: [...]` in place of an entry. */
static bool put_group(struct linter *linter, const struct order_entry *entry,
                      struct composition *to)
{
    const char *line_break = place_line_break(&linter->places);
    uint32_t column = entry->node->span.column;
    struct span first = entry->package->span;

    put(to, "group:", 6);
    put(to, line_break, strlen(line_break));
    put_blanks(to, column - 1);
    put(to, "- ", 2);
    first.line = entry->node->span.line;
    first.column = column;
    put_moved(to, place_source(&linter->places, first), column, column + 2);
    for (uint32_t i = 0; i < entry->resolved->sequence.count; i++) {
        const struct ast_node *package = entry->resolved->sequence.items[i];

        if (!put_member(linter, to, package, first, column))
            return false;
        first = package->span;
    }
    return !to->failed;
}

/* The span of an entry, up to the end of its last package: its own may reach
 * beyond comments that follow. */
static struct span span_of(const struct order_entry *entry)
{
    const struct ast_node *list = entry->resolved;
    struct span span = entry->node->span;
    struct span last = list->sequence.items[list->sequence.count - 1]->span;

    span.end_line = last.end_line;
    span.end_column = last.end_column;
    return span;
}

/* A group's run has no `multi_package_resolution`: the line of that key goes.
 */
static bool drop_resolution(struct linter *linter, struct diagnostic_fix *fix)
{
    const struct ast_node *run = linter->unit.run;
    const struct ast_entry *entry =
        field_entry(run, FIELD_RUN_MULTI_PACKAGE_RESOLUTION);
    struct thoth_text before, behind;
    struct span key, value;

    if (!entry)
        return true;
    key = entry->key->span;
    value = entry->value->span;
    if (entry->merged || entry->value->aliased || !is_block(linter, run) ||
        run->mapping.count < 2 || value.end_line != key.line)
        return false;
    before = place_source(&linter->places,
                          (struct span){key.line, 1, key.line, key.column});
    behind =
        place_source(&linter->places, (struct span){key.line, value.end_column,
                                                    key.line + 1, 1});
    if (!is_blank_line(before.at, before.at + before.length) ||
        !behind.length || !is_blank_line(behind.at, behind.at + behind.length))
        return false;
    diagnostic_add_edit(linter->list, fix,
                        (struct span){key.line, 1, key.line + 1, 1},
                        (struct thoth_text){"", 0});
    return true;
}

/* Room for all lines, each moved by less than it is long or than an entry is
 * indented. */
static void start(struct linter *linter, const struct order_entry *entry,
                  struct composition *composition)
{
    struct span span = span_of(entry);
    uint32_t lines = span.end_line - span.line + 1;
    uint32_t count = entry->resolved->sequence.count;

    composition->room = place_source(&linter->places, span).length +
                        (size_t)(lines + 4 * count + 4) * (span.column + 32);
    composition->at = arena_allocate(linter->scratch, composition->room);
}

/* Is some entry about the package of another one, or of itself? As groups they
 * would run for the same stacks, and their scores count twice. */
static bool is_entangled(const struct ast_node *const *entries, uint32_t count,
                         const struct order_entry *entry)
{
    const struct ast_node *name =
        field_value(entry->package, FIELD_PACKAGE_NAME);

    for (uint32_t i = 0; name && i < count; i++) {
        const struct ast_node *list =
            field_value(field_value(entries[i], FIELD_MATCH_STATE),
                        FIELD_STATE_RESOLVED_DEPENDENCIES);

        for (uint32_t k = 0; list && k < list->sequence.count; k++)
            if (thoth_text_equal(
                    name->text,
                    field_value(list->sequence.items[k], FIELD_PACKAGE_NAME)
                        ->text))
                return true;
    }
    return !name;
}

/* A unit whose type and match are its own, on lines of its own. */
static bool is_apart(struct linter *linter, const struct ast_node *type)
{
    const struct ast_node *match = linter->unit.match;
    struct thoth_text source = place_source(&linter->places, match->span);

    return type && !type->aliased && type->plain && !match->aliased &&
           source.length && !strchr("&!", source.at[0]) &&
           is_block(linter, linter->unit.node) &&
           strcmp(place_line_break(&linter->places), "\r") != 0;
}

/* Adds the edit of an entry of the match. */
static bool replace_entry(struct linter *linter, struct diagnostic_fix *fix,
                          const struct order_entry *entry)
{
    struct composition composition = {0};

    start(linter, entry, &composition);
    if (!put_group(linter, entry, &composition))
        return false;
    diagnostic_add_edit(
        linter->list, fix, span_of(entry),
        (struct thoth_text){composition.at, composition.length});
    return true;
}

void lint_make_group(struct linter *linter, struct diagnostic_fix *fix)
{
    const struct ast_node *type =
        field_value(linter->unit.node, FIELD_UNIT_TYPE);
    struct diagnostic_fix edits = {0};
    struct order_entry entry;
    uint32_t count;
    const struct ast_node *const *entries =
        lint_entries(&linter->unit.match, &count);

    if (!is_apart(linter, type) || count > LINT_PAIRWISE)
        return;
    diagnostic_add_edit(linter->list, &edits, type->span,
                        thoth_text_of("step.Group"));
    for (uint32_t i = 0; i < count; i++)
        if (!read_entry(linter, entries[i], &entry) ||
            is_entangled(entries, count, &entry) ||
            !replace_entry(linter, &edits, &entry))
            return;
    if (drop_resolution(linter, &edits))
        fix->edits = edits.edits;
}
