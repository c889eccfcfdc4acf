/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Records are taken apart by key, so that trees are printed whether or not the
 * check stage has seen them; an entry that the phrase has no words for makes it
 * fail.
 */
#include "compiler/print/write_phrase.h"

#include "compiler/print/write_lexeme.h"

/* The entries of a package record by their place in the phrase. */
struct phrase {
    const struct ast_node *name, *version, *index, *develop, *location;
};

/* The slot of a key, or NULL if the form has none. */
static const struct ast_node **slot_of(struct phrase *phrase,
                                       const struct ast_node *key,
                                       enum rx_phrase_form form)
{
    static const struct {
        const char *key;
        unsigned char forms; /* a bit for each */
        unsigned char slot;
    } KEYS[] = {
        {"name", 7, 0},      {"version", 5, 1}, {"locked_version", 2, 1},
        {"index_url", 3, 2}, {"develop", 3, 3}, {"location", 4, 4},
    };
    const struct ast_node **slots[] = {&phrase->name, &phrase->version,
                                       &phrase->index, &phrase->develop,
                                       &phrase->location};

    if (key->kind != AST_STRING)
        return NULL;
    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        if (KEYS[i].forms & 1 << form &&
            thoth_text_equal(thoth_text_of(KEYS[i].key), key->text))
            return slots[KEYS[i].slot];
    return NULL;
}

static bool take_apart(struct phrase *phrase, const struct ast_node *package,
                       enum rx_phrase_form form)
{
    *phrase = (struct phrase){0};
    if (package->kind != AST_MAPPING)
        return false;
    for (uint32_t i = 0; i < package->mapping.count; i++) {
        const struct ast_entry *entry = &package->mapping.entries[i];
        const struct ast_node **slot = slot_of(phrase, entry->key, form);

        if (!slot)
            return false;
        *slot = entry->value;
    }
    return true;
}

static bool write_index(struct text_builder *out, const struct ast_node *index)
{
    if (index->kind == AST_MAPPING && index->mapping.count == 1) {
        const struct ast_entry *entry = index->mapping.entries;

        if (entry->key->kind != AST_STRING ||
            !thoth_text_equal(entry->key->text, thoth_text_of("not")))
            return false;
        text_builder_string(out, " not");
        index = entry->value;
    }
    if (index->kind != AST_STRING)
        return false;
    text_builder_string(out, " from ");
    rx_write_string(out, index->text);
    return true;
}

static bool write_parts(struct text_builder *out, const struct phrase *phrase)
{
    if (phrase->name && phrase->name->kind != AST_STRING)
        return false;
    if (phrase->name)
        rx_write_name(out, phrase->name->text);
    else
        text_builder_string(out, "any");
    if (phrase->version) {
        if (phrase->version->kind != AST_STRING)
            return false;
        text_builder_byte(out, ' ');
        rx_write_specifier(out, phrase->version->text);
    }
    if (phrase->index && !write_index(out, phrase->index))
        return false;
    if (phrase->develop) {
        if (phrase->develop->kind != AST_BOOL)
            return false;
        text_builder_string(out, phrase->develop->truth ? " develop"
                                                        : " not develop");
    }
    if (phrase->location) {
        if (phrase->location->kind != AST_STRING)
            return false;
        text_builder_string(out, " at ");
        rx_write_string(out, phrase->location->text);
    }
    return true;
}

bool rx_write_phrase(struct text_builder *out, const struct ast_node *package,
                     enum rx_phrase_form form)
{
    size_t mark = out->length;
    struct phrase phrase;

    if (!take_apart(&phrase, package, form))
        return false;
    return rx_keep_if(out, mark, write_parts(out, &phrase));
}

bool rx_write_phrases(struct text_builder *out, const struct ast_node *list,
                      uint32_t first, enum rx_phrase_form form)
{
    size_t mark = out->length;

    if (list->kind != AST_SEQUENCE || list->sequence.count <= first)
        return false;
    for (uint32_t i = first; i < list->sequence.count; i++) {
        if (i > first)
            text_builder_string(out, ", ");
        if (!rx_write_phrase(out, list->sequence.items[i], form))
            return rx_keep_if(out, mark, false);
    }
    return true;
}
