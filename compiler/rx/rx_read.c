/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Syntax, then names, then the tree.
 */
#include "compiler/rx/rx_read.h"

#include "compiler/rx/rx_maker.h"
#include "runtime/unicode.h"

static void check_name_space(struct rx_maker *maker,
                             const struct source_metadata *named_by)
{
    const struct rx_node *given = maker->name_space;
    struct diagnostic *diagnostic;
    struct thoth_text expected;
    struct ast_node *name;

    if (!given)
        return;
    name = rx_make_string(maker, given, "the name of the rules");
    if (!name || !named_by || !named_by->name_span.line ||
        thoth_text_equal(name->text, named_by->name_space))
        return;
    expected = named_by->name_space;
    diagnostic =
        rx_refuse(maker, DIAG_RX_NAMESPACE_DIFFERS, given->span,
                  "the namespace is '%.*s', but the rules around it are called "
                  "'%.*s'",
                  (int)name->text.length, name->text.at, (int)expected.length,
                  expected.at);
    diagnostic_add_place_in(maker->diagnostics, diagnostic, named_by->path,
                            named_by->name_span, "'%.*s' is given here",
                            (int)expected.length, expected.at);
}

/* What is not used is said only of files that are else in order. */
static struct ast_node *make_tree(struct rx_maker *maker, struct rx_node *items,
                                  const struct source_metadata *named_by)
{
    const struct span start = {1, 1, 1, 1};
    struct rx_module *file = ARENA_NEW(maker->arena, struct rx_module);
    struct ast_node *root = rx_make(maker, AST_MAPPING, start);

    file->name = (struct thoth_text){"", 0};
    rx_put(maker, root, "units", start, rx_make(maker, AST_MAPPING, start));
    rx_module_fill(maker, file, items);
    maker->module = file;
    rx_make_items(maker, items, root);
    check_name_space(maker, named_by);
    if (maker->diagnostics->errors)
        return NULL;
    rx_module_report_unused(maker, file, items);
    return root;
}

struct ast_node *rx_read(struct thoth_text content,
                         const struct rx_options *options,
                         struct arena *scratch,
                         struct diagnostic_list *diagnostics)
{
    const struct span start = {1, 1, 1, 1};
    struct rx_reader reader = {.arena = scratch,
                               .diagnostics = diagnostics,
                               .limits = options->limits};
    struct rx_maker maker = {.arena = scratch,
                             .diagnostics = diagnostics,
                             .limits = options->limits};
    struct rx_node *items = rx_reader_read(&reader, content, start);

    if (!items)
        return NULL;
    return make_tree(&maker, items, options->named_by);
}

/* Texts of YAML */

/* Does the string stand in the file as it is, on one line? Then *origin is
 * where its first character stands. */
static bool is_verbatim(const struct ast_node *string, struct span *origin)
{
    const char *at = string->text.at, *end = at + string->text.length;
    uint32_t width = 0, quotes;

    while (at < end) {
        unicode_decode(&at, end);
        width++;
    }
    *origin = string->span;
    if (string->span.line != string->span.end_line ||
        string->span.end_column < string->span.column + width)
        return false;
    quotes = string->span.end_column - string->span.column - width;
    origin->column += quotes == 2;
    return quotes == (string->plain ? 0U : 2U);
}

static void move_to(struct diagnostic_list *list, struct diagnostic *from,
                    struct span span)
{
    (void)list;
    for (; from; from = from->next)
        from->span = span;
}

static struct ast_node *read_expression(
    const struct ast_node *string, const struct rx_limits *limits,
    struct arena *scratch, struct diagnostic_list *diagnostics,
    struct ast_node *(*make)(struct rx_maker *maker, struct rx_node *node))
{
    struct rx_reader reader = {
        .arena = scratch, .diagnostics = diagnostics, .limits = *limits};
    struct rx_maker maker = {
        .arena = scratch, .diagnostics = diagnostics, .limits = *limits};
    struct diagnostic **first = diagnostics->end;
    uint32_t errors = diagnostics->errors;
    struct ast_node *tree = NULL;
    struct rx_node *expression;
    struct span origin;
    bool verbatim = is_verbatim(string, &origin);

    if (!verbatim)
        maker.use = &string->span;
    expression = rx_reader_read_expression(&reader, string->text, origin);
    if (expression)
        tree = make(&maker, expression);
    if (!verbatim)
        move_to(diagnostics, *first, string->span);
    return diagnostics->errors == errors ? tree : NULL;
}

static struct ast_node *make_request(struct rx_maker *maker,
                                     struct rx_node *node)
{
    return rx_make_condition(maker, node, RX_PLACE_REQUEST);
}

static struct ast_node *make_match(struct rx_maker *maker, struct rx_node *node)
{
    return rx_make_condition(maker, node, RX_PLACE_MATCH);
}

struct ast_node *rx_read_condition(const struct ast_node *string,
                                   const struct rx_limits *limits,
                                   struct arena *scratch,
                                   struct diagnostic_list *diagnostics)
{
    return read_expression(string, limits, scratch, diagnostics, make_request);
}

struct ast_node *rx_read_match_condition(const struct ast_node *string,
                                         const struct rx_limits *limits,
                                         struct arena *scratch,
                                         struct diagnostic_list *diagnostics)
{
    return read_expression(string, limits, scratch, diagnostics, make_match);
}

struct ast_node *rx_read_number(const struct ast_node *string,
                                const struct rx_limits *limits,
                                struct arena *scratch,
                                struct diagnostic_list *diagnostics)
{
    return read_expression(string, limits, scratch, diagnostics,
                           rx_make_number);
}
