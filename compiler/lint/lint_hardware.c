/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hardware: a list of entries that must all hold, though it is documented as
 * one that takes alternatives. Entries that no processor can fit together are
 * found by intersecting what they take; which processors provide a flag is the
 * reference's own short list (grammar/cpu_flags.def).
 */
#include "compiler/lint/linter.h"

#include "compiler/lower/constant.h"

struct processor {
    enum choice flag;
    struct thoth_text family, model;
};

static const struct processor PROCESSORS[] = {
#define CPU_FLAG(flag, family, model)                                          \
    {CHOICE_CPU_FLAG_##flag,                                                   \
     {#family, sizeof #family - 1},                                            \
     {#model, sizeof #model - 1}},
#include "grammar/cpu_flags.def"
#undef CPU_FLAG
};

enum { PROCESSOR_COUNT = sizeof PROCESSORS / sizeof *PROCESSORS };

static bool lists(const struct ast_node *list, const struct ast_node *value)
{
    for (uint32_t i = 0; i < list->sequence.count; i++)
        if (ast_equal(list->sequence.items[i], value))
            return true;
    return false;
}

/* Do all entries take this value of a field? */
static bool all_take(const struct ast_node *hardware, enum field_id field,
                     const struct ast_node *value)
{
    for (uint32_t i = 0; i < hardware->sequence.count; i++) {
        struct negatable list =
            constant_negatable(field_value(hardware->sequence.items[i], field));

        if (list.value && lists(list.value, value) == list.negated)
            return false;
    }
    return true;
}

/* The first list of the field that is not negated. */
static const struct ast_node *positive_list(const struct ast_node *hardware,
                                            enum field_id field)
{
    for (uint32_t i = 0; i < hardware->sequence.count; i++) {
        const struct ast_node *list =
            field_value(hardware->sequence.items[i], field);

        if (list && list->kind == AST_SEQUENCE)
            return list;
    }
    return NULL;
}

/* The entry that takes nothing of what `first` lists, NULL if there is a value
 * that all entries take. */
static const struct ast_node *opponent(const struct ast_node *hardware,
                                       enum field_id field,
                                       const struct ast_node *first)
{
    const struct ast_node *found = NULL;

    for (uint32_t i = 0; i < first->sequence.count; i++)
        if (all_take(hardware, field, first->sequence.items[i]))
            return NULL;
    for (uint32_t i = 0; i < hardware->sequence.count; i++) {
        const struct ast_node *list =
            field_value(hardware->sequence.items[i], field);

        if (list && list != first)
            found = list;
    }
    return found;
}

static bool report_disjoint(struct linter *linter,
                            const struct ast_node *hardware,
                            enum field_id field)
{
    const struct ast_node *first = positive_list(hardware, field);
    const struct ast_node *second =
        first && first->sequence.count <= LINT_PAIRWISE
            ? opponent(hardware, field, first)
            : NULL;

    if (!second)
        return false;
    diagnostic_add_place(
        linter->list,
        diagnostic_report(linter->list, DIAG_CONDITIONS_CONTRADICT,
                          second->span,
                          "the unit is never included: no value of '%s' is "
                          "taken by every entry of 'hardware'",
                          field_fact(field)->key.at),
        first->span, "what another entry takes");
    return true;
}

static bool wants_flag(const struct ast_node *hardware, enum choice flag,
                       bool negated)
{
    for (uint32_t i = 0; i < hardware->sequence.count; i++) {
        struct negatable list = constant_negatable(
            field_value(hardware->sequence.items[i], FIELD_HARDWARE_CPU_FLAGS));

        for (uint32_t k = 0; list.value && list.negated == negated &&
                             k < list.value->sequence.count;
             k++)
            if (choice_find(CHOICE_SET_CPU_FLAG,
                            list.value->sequence.items[k]->text) == flag)
                return true;
    }
    return false;
}

static bool provides(const struct processor *processor, enum choice flag)
{
    for (int i = 0; i < PROCESSOR_COUNT; i++)
        if (PROCESSORS[i].flag == flag &&
            thoth_text_equal(PROCESSORS[i].family, processor->family) &&
            thoth_text_equal(PROCESSORS[i].model, processor->model))
            return true;
    return false;
}

static bool fits(const struct ast_node *hardware,
                 const struct processor *processor)
{
    static const enum choice FLAGS[] = {CHOICE_CPU_FLAG_AVX2,
                                        CHOICE_CPU_FLAG_AVX512};
    const struct ast_node family = {.kind = AST_INT, .text = processor->family};
    const struct ast_node model = {.kind = AST_INT, .text = processor->model};

    for (int i = 0; i < 2; i++) {
        bool provided = provides(processor, FLAGS[i]);

        if (wants_flag(hardware, FLAGS[i], provided))
            return false;
    }
    return all_take(hardware, FIELD_HARDWARE_CPU_FAMILIES, &family) &&
           all_take(hardware, FIELD_HARDWARE_CPU_MODELS, &model);
}

/* The first list of flags, negated or not. */
static const struct ast_node *first_flags(const struct ast_node *hardware,
                                          bool negated)
{
    for (uint32_t i = 0; i < hardware->sequence.count; i++) {
        const struct ast_node *flags =
            field_value(hardware->sequence.items[i], FIELD_HARDWARE_CPU_FLAGS);

        if (flags && (flags->kind == AST_MAPPING) == negated)
            return flags;
    }
    return NULL;
}

/* Flags that no processor of the list provides that also fits the rest. */
static void lint_flags(struct linter *linter, const struct ast_node *hardware)
{
    const struct ast_node *flags = first_flags(hardware, false);

    if (!flags)
        return;
    for (int i = 0; i < PROCESSOR_COUNT; i++)
        if (fits(hardware, &PROCESSORS[i]))
            return;
    diagnostic_add_note(
        linter->list,
        diagnostic_report(linter->list, DIAG_CONDITIONS_CONTRADICT, flags->span,
                          "the unit is never included: no processor known to "
                          "provide these flags fits the other conditions"),
        "the reference knows a short list of processors, see "
        "docs/semantics.md; any other provides nothing");
}

static void lint_entry(struct linter *linter, const struct ast_node *entry)
{
    for (uint32_t i = 0; i < entry->mapping.count; i++) {
        const struct ast_entry *field = &entry->mapping.entries[i];
        struct negatable list = constant_negatable(field->value);

        lint_empty_negation(linter, field);
        lint_repeated(linter, list.value);
        for (uint32_t k = 0; list.value && k < list.value->sequence.count; k++)
            lint_number(linter, list.value->sequence.items[k]);
    }
    if (!entry->mapping.count)
        diagnostic_report(linter->list, DIAG_CONDITION_WITHOUT_EFFECT,
                          entry->span,
                          "an entry of 'hardware' without a condition takes "
                          "any hardware");
}

void lint_hardware(struct linter *linter, const struct ast_entry *entry)
{
    const struct ast_node *hardware = entry->value;
    struct diagnostic *diagnostic;

    for (uint32_t i = 0; i < hardware->sequence.count; i++)
        lint_entry(linter, hardware->sequence.items[i]);
    if (hardware->sequence.count > 1) {
        diagnostic = diagnostic_report(
            linter->list, DIAG_HARDWARE_ALL, entry->key->span,
            "all %u entries of 'hardware' must hold, not one of them",
            (unsigned)hardware->sequence.count);
        for (uint32_t i = 1; i < hardware->sequence.count && i < LINT_PLACES;
             i++)
            diagnostic_add_place(linter->list, diagnostic,
                                 hardware->sequence.items[i]->span,
                                 "required in addition");
        diagnostic_add_note(linter->list, diagnostic,
                            "write one entry for what must come together, and "
                            "a unit for each alternative");
    }
    if (hardware->sequence.count <= LINT_PAIRWISE &&
        !report_disjoint(linter, hardware, FIELD_HARDWARE_CPU_FAMILIES) &&
        !report_disjoint(linter, hardware, FIELD_HARDWARE_CPU_MODELS) &&
        !report_disjoint(linter, hardware, FIELD_HARDWARE_GPU_MODELS))
        lint_flags(linter, hardware);
}
