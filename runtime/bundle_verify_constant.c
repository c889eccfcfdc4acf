/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checks the constants of rules: specifier sets, rows column by column, and the
 * lists that columns refer to. Lists do not say what they are, so a list is
 * checked once for each type under which it is referred to; a budget keeps
 * lists and rows that overlap from making this long.
 */
#include "runtime/bundle_verify.h"

#define SPEC_FLAGS                                                             \
    (BUNDLE_SPEC_IRREGULAR | BUNDLE_SPEC_PRERELEASES | BUNDLE_SPEC_LEGACY)

static bool verify_intervals(struct bundle_verifier *verifier, uint32_t spec)
{
    const uint32_t *words = verifier->bundle->specs + spec;
    uint32_t most = 2 * verifier->bundle->bound_count + 1, before = 0;

    for (uint32_t i = 0; i < BUNDLE_SPEC_COUNT(words[1]); i++) {
        uint32_t low = words[2 + 2 * i], high = words[3 + 2 * i];

        if (low < before || high <= low)
            return verify_fault(verifier, BUNDLE_SPECS, spec,
                                "interval %u is out of order", i);
        if (high > most && high != UINT32_MAX)
            return verify_fault(verifier, BUNDLE_SPECS, spec,
                                "interval %u exceeds the bounds", i);
        before = high;
    }
    return true;
}

bool verify_specs(struct bundle_verifier *verifier)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    const uint32_t *specs = bundle->specs;

    for (uint32_t at = 0; at < bundle->spec_words;) {
        uint32_t left = bundle->spec_words - at, spec = at, head;

        if (left < 2 || BUNDLE_SPEC_COUNT(specs[at + 1]) > (left - 2) / 2)
            return verify_fault(verifier, BUNDLE_SPECS, spec,
                                "the set exceeds its section");
        head = specs[at + 1];
        if (!verify_is_string(verifier, specs[at]))
            return verify_fault(verifier, BUNDLE_SPECS, spec,
                                "the text is no string");
        if ((head >> 24) & ~((uint32_t)SPEC_FLAGS >> 24) ||
            ((head & BUNDLE_SPEC_IRREGULAR) && BUNDLE_SPEC_COUNT(head) != 0))
            return verify_fault(verifier, BUNDLE_SPECS, spec,
                                "the flags make no sense");
        if (!verify_intervals(verifier, spec))
            return false;
        verify_set_bit(verifier->spec_starts, spec);
        at += 2 + 2 * BUNDLE_SPEC_COUNT(head);
    }
    return true;
}

/* One word of an entry: s string, S string or null, v specifier set or null,
 * b 0, 1 or null, m count of a nested list of strings, u count of a nested
 * list of units. */
static const char *entry_words(enum ir_type type)
{
    switch (type) {
    case IR_TYPE_TEXTS:
        return "S";
    case IR_TYPE_PAIRS:
        return "ss";
    case IR_TYPE_USAGE:
        return "sm";
    case IR_TYPE_SYSTEMS:
        return "SS";
    case IR_TYPE_RPMS:
        return "SSSSSSb";
    case IR_TYPE_PYTHONS:
        return "svS";
    default: /* the groups of `requires` */
        return "u";
    }
}

/* A list being read. */
struct list_walk {
    struct bundle_verifier *verifier;
    uint32_t list; /* where it starts */
    uint32_t at;
};

static bool list_fault(struct list_walk *walk, const char *fault)
{
    return verify_fault(walk->verifier, BUNDLE_LISTS, walk->list, "word %u: %s",
                        walk->at - walk->list, fault);
}

static bool list_next(struct list_walk *walk, uint32_t *word)
{
    struct bundle_verifier *verifier = walk->verifier;

    if (walk->at >= verifier->bundle->list_words)
        return list_fault(walk, "the list exceeds its section");
    if (verifier->budget == 0)
        return list_fault(walk, "lists and rows overlap without end");
    verifier->budget--;
    *word = verifier->bundle->lists[walk->at++];
    return true;
}

static bool word_valid(const struct bundle_verifier *verifier, char kind,
                       uint32_t word)
{
    switch (kind) {
    case 's':
        return verify_is_string(verifier, word);
    case 'S':
        return word == BUNDLE_NONE || verify_is_string(verifier, word);
    case 'v':
        return word == BUNDLE_NONE || verify_is_spec(verifier, word);
    case 'b':
        return word == BUNDLE_NONE || word <= 1;
    default: /* the unit of a group */
        return word < verifier->bundle->unit_count;
    }
}

/* `count` words of one kind. */
static bool walk_nested(struct list_walk *walk, uint32_t count, char kind)
{
    for (uint32_t word; count > 0; count--) {
        if (!list_next(walk, &word))
            return false;
        if (!word_valid(walk->verifier, kind, word))
            return list_fault(walk, "a nested entry is invalid");
    }
    return true;
}

static bool walk_entry(struct list_walk *walk, const char *words)
{
    for (uint32_t word; *words != '\0'; words++) {
        if (!list_next(walk, &word))
            return false;
        if (*words == 'm' || *words == 'u') {
            if (!walk_nested(walk, word, *words == 'm' ? 's' : 'U'))
                return false;
        } else if (!word_valid(walk->verifier, *words, word)) {
            return list_fault(walk, "an entry is invalid");
        }
    }
    return true;
}

/* `type` IR_TYPE_COUNT stands for a list of `requires`. */
static bool verify_list(struct bundle_verifier *verifier, enum ir_type type,
                        uint32_t list)
{
    struct list_walk walk = {verifier, list, list};
    uint8_t bit = (uint8_t)(1u << (type - IR_TYPE_TEXTS));
    uint32_t count;

    _Static_assert(IR_TYPE_COUNT - IR_TYPE_TEXTS < 8, "a bit for each type");
    if (list < verifier->bundle->list_words &&
        (verifier->lists_checked[list] & bit))
        return true;
    if (!list_next(&walk, &count))
        return false;
    for (; count > 0; count--)
        if (!walk_entry(&walk, entry_words(type)))
            return false;
    verifier->lists_checked[list] |= bit;
    return true;
}

bool verify_require_list(struct bundle_verifier *verifier, uint32_t place,
                         uint32_t list)
{
    if (list >= verifier->bundle->list_words)
        return verify_fault(verifier, BUNDLE_REQUIRES, place,
                            "there is no such list");
    return verify_list(verifier, IR_TYPE_COUNT, list);
}

/* Constants of one word; lists are looked at elsewhere. */
static bool constant_valid(const struct bundle_verifier *verifier,
                           uint32_t type, uint32_t constant)
{
    const struct thoth_bundle *bundle = verifier->bundle;

    switch (type) {
    case IR_TYPE_STR:
        return verify_is_string(verifier, constant);
    case IR_TYPE_PACKAGE: /* a name: never the nameless group */
        return constant > 0 && constant < bundle->package_count;
    case IR_TYPE_INDEX:
        return constant < bundle->index_count;
    case IR_TYPE_SPEC:
        return verify_is_spec(verifier, constant);
    case IR_TYPE_NUMBER:
        return constant < bundle->number_count;
    default:
        return constant < bundle->list_words;
    }
}

bool verify_row(struct bundle_verifier *verifier, enum bundle_section section,
                uint32_t place, uint32_t shape, uint32_t row)
{
    const struct thoth_bundle *bundle = verifier->bundle;
    uint32_t columns = bundle->shapes[shape].columns;
    const uint32_t *types = bundle->shape_code + bundle->shapes[shape].code;
    const uint32_t *words = bundle->rows + row;

    if (row > bundle->row_words || columns > bundle->row_words - row)
        return verify_fault(verifier, section, place,
                            "its row exceeds the section of rows");
    if (verifier->budget < columns)
        return verify_fault(verifier, section, place,
                            "lists and rows overlap without end");
    verifier->budget -= columns;
    for (uint32_t i = 0; i < columns; i++) {
        if (!constant_valid(verifier, types[i], words[i]))
            return verify_fault(verifier, section, place,
                                "column %u of its row is no valid %s", i,
                                ir_types[types[i]].name);
        if (types[i] >= IR_TYPE_TEXTS &&
            !verify_list(verifier, types[i], words[i]))
            return false;
    }
    return true;
}
