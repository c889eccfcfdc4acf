/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The predicates that the language has names for, grammar/rx_predicates.def.
 */
#ifndef COMPILER_RX_RX_PREDICATE_H
#define COMPILER_RX_RX_PREDICATE_H

#include "compiler/rx/rx_maker.h"

enum rx_form {
    RX_FORM_FLAG,
    RX_FORM_RELEASE,
    RX_FORM_NAMES,
    RX_FORM_LIST,
    RX_FORM_NUMBERS,
    RX_FORM_SYSTEMS,
    RX_FORM_RECORDS,
    RX_FORM_PACKAGES,
    RX_FORM_RECORD,
    RX_FORM_SPECIFIER,
    RX_FORM_PHRASE,
};

enum rx_section {
    RX_SECTION_NONE,
    RX_SECTION_INCLUDE,
    RX_SECTION_ENVIRONMENT,
    RX_SECTION_HARDWARE,
};

struct rx_predicate {
    const char *word, *key;
    enum rx_form form;
    unsigned places; /* bits of enum rx_place */
    enum rx_section section;
    const char *field;
};

/* NULL if there is no such predicate. */
const struct rx_predicate *rx_predicate_find(struct thoth_text word);

/* What stands behind the word of a predicate, an RX_APPLY, as the value of its
 * field. With NAMES it is NULL if nothing stands there. */
struct ast_node *rx_make_operand(struct rx_maker *maker,
                                 const struct rx_predicate *predicate,
                                 struct rx_node *node);

/* Whether `not` stands before its list. */
bool rx_operand_negated(const struct rx_node *node);

/* Reports a predicate that is not known. */
void rx_report_predicate(struct rx_maker *maker, const struct rx_node *name,
                         enum rx_place place);

#endif
