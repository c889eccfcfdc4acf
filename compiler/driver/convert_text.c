/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Read, print, read again. A unit for which phrases do not say exactly what its
 * records say is printed once more with records. Reading YAML again takes
 * longer than all the rest, so that is left to who asks for it.
 */
#include "compiler/driver/convert_text.h"

#include "compiler/print/print_rx.h"
#include "compiler/print/print_yaml.h"
#include "compiler/print/unit_compare.h"
#include "compiler/source/directory_listing.h"

#include <string.h>

static const struct thoth_text NO_TEXT = {NULL, 0};

void converter_start(struct converter *converter,
                     const struct yaml_limits *limits,
                     struct ir_session *session, bool verify)
{
    *converter = (struct converter){.verify = verify};
    converter->front.limits = converter->again.limits = *limits;
    converter->front.lowering.session = session;
    converter->again.lowering.session = session;
}

void converter_release(struct converter *converter)
{
    front_release(&converter->front);
    front_release(&converter->again);
}

/* The first recursive alias of a tree, or NULL. */
static const struct ast_node *find_recursion(const struct ast_node *node)
{
    const struct ast_node *found = NULL;

    if (node->kind == AST_RECURSION)
        return node;
    if (node->kind == AST_SEQUENCE || node->kind == AST_TUPLE)
        for (uint32_t i = 0; !found && i < node->sequence.count; i++)
            found = find_recursion(node->sequence.items[i]);
    if (node->kind == AST_MAPPING || node->kind == AST_SET)
        for (uint32_t i = 0; !found && i < node->mapping.count; i++) {
            found = find_recursion(node->mapping.entries[i].key);
            if (!found && node->kind == AST_MAPPING)
                found = find_recursion(node->mapping.entries[i].value);
        }
    return found;
}

static struct convert_obstacle find_obstacle(const struct ast_node *root,
                                             bool to_rx)
{
    const struct ast_node *recursion = find_recursion(root);
    const struct ast_node *version = print_yaml_version(root);

    if (recursion)
        return (struct convert_obstacle){
            "a value that contains itself cannot be written without an alias",
            recursion->span};
    if (!to_rx && version && print_yaml_needs_v2(root) &&
        (version->kind != AST_STRING ||
         !thoth_text_equal(version->text, thoth_text_of("v2"))))
        return (struct convert_obstacle){
            "expressions and tests in YAML need 'version: v2' in the metadata "
            "of the file, which has another version",
            version->span};
    return (struct convert_obstacle){NULL, root->span};
}

/* Is a byte of a valid `.rx` text within a string? Strings end in their line,
 * and quotes stand nowhere else but in comments. */
static bool is_in_string(struct thoth_text content, const char *byte)
{
    const char *at = byte;
    bool inside = false;

    while (at > content.at && at[-1] != '\n')
        at--;
    for (; at < byte; at++) {
        if (*at == '"')
            inside = !inside;
        else if (*at == '\\')
            at++;
    }
    return inside;
}

/* Might the text have a comment? In YAML `#` within a word, as in links, begins
 * none. */
static bool may_have_comments(struct thoth_text content, bool is_rx)
{
    const char *at = content.at, *end = at + content.length;

    while (at < end && (at = memchr(at, '#', (size_t)(end - at))) != NULL) {
        if (is_rx ? !is_in_string(content, at)
                  : at == content.at || strchr(" \t\r\n", at[-1]))
            return true;
        at++;
    }
    return false;
}

/* Prints into the memory of the front, which reads no other text meanwhile. */
static struct thoth_text print(struct converter *converter,
                               struct thoth_text content, bool to_rx,
                               const bool *records)
{
    struct front *front = &converter->front;
    struct print_rx_options options = {.records = records};
    struct yaml_comment *comments = NULL;

    if (may_have_comments(content, source_name_is_rx(front->name)))
        comments = front_comments(content, front->name, &front->scratch);
    converter->out = (struct text_builder){.arena = &front->scratch};
    if (to_rx)
        print_rx(&converter->out, front->root, comments, &options);
    else
        print_yaml(&converter->out, front->root, comments);
    return text_builder_from(&converter->out, 0);
}

/* The tree of a printed text, NULL if it has mistakes. What is the same as a
 * checked tree needs no check of its own, which would take as long as reading;
 * only expressions that YAML holds as texts are read by the check. */
static const struct ast_node *read_again(struct converter *converter,
                                         struct thoth_text text, bool is_rx)
{
    struct front *again = &converter->again;
    struct diagnostic_list mistakes;
    const struct ast_node *root;

    diagnostic_list_start(&mistakes, &converter->front.scratch);
    again->name = thoth_text_of(is_rx ? "text.rx" : "text.yaml");
    again->named_by = converter->front.named_by;
    if (!is_rx && print_yaml_needs_v2(converter->front.root))
        return front_read(again, text, &mistakes);
    arena_reset(&again->scratch);
    root = front_tree(text, again->name, again->named_by, &again->limits,
                      &again->scratch, &mistakes);
    return mistakes.errors ? NULL : root;
}

/* Does a text say what the front's tree says? `differ` gets the units that it
 * does not. */
static bool is_faithful(struct converter *converter, struct thoth_text text,
                        bool is_rx, bool *differ)
{
    const struct ast_node *before = converter->front.root;
    const struct ast_node *after = read_again(converter, text, is_rx);

    if (!after) {
        memset(differ, true, unit_count(before));
        return false;
    }
    return unit_compare(before, after, differ) &&
           unit_compare_metadata(before, after);
}

struct thoth_text convert_text(struct converter *converter,
                               struct thoth_text content, bool to_rx,
                               struct diagnostic_list *diagnostics,
                               struct convert_obstacle *obstacle)
{
    struct front *front = &converter->front;
    const struct ast_node *root = front_read(front, content, diagnostics);
    struct thoth_text text;
    bool *differ;

    *obstacle = (struct convert_obstacle){NULL, {0}};
    if (!root)
        return NO_TEXT;
    if (source_name_is_rx(front->name) == to_rx)
        return content;
    *obstacle = find_obstacle(root, to_rx);
    if (obstacle->reason)
        return NO_TEXT;
    differ = ARENA_NEW_ARRAY(&front->scratch, bool, unit_count(root) + 1);
    text = print(converter, content, to_rx, differ);
    if (!to_rx && !converter->verify)
        return text;
    if (is_faithful(converter, text, to_rx, differ))
        return text;
    if (to_rx) {
        text = print(converter, content, to_rx, differ);
        if (is_faithful(converter, text, to_rx, differ))
            return text;
    }
    obstacle->reason = "what was printed does not say the same; this is a "
                       "mistake in thothc, please report it";
    return NO_TEXT;
}
