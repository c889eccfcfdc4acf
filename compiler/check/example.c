/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Looks examples up in the rows of examples.def.
 */
#include "compiler/check/example.h"

#include <stddef.h>

static const char *const OF_VALUES[VALUE_TYPE_COUNT] = {
#define VALUE_EXAMPLE(value, yaml) [VALUE_##value] = yaml,
#define FIELD_EXAMPLE(field, yaml)
#include "grammar/examples.def"
#undef VALUE_EXAMPLE
#undef FIELD_EXAMPLE
};

static const char *const OF_FIELDS[FIELD_COUNT] = {
#define VALUE_EXAMPLE(value, yaml)
#define FIELD_EXAMPLE(field, yaml) [FIELD_##field] = yaml,
#include "grammar/examples.def"
#undef VALUE_EXAMPLE
#undef FIELD_EXAMPLE
};

static const char *first_choice(enum choice_set set)
{
    unsigned i = 0;

    while (choice_fact((enum choice)i)->set != set)
        i++;
    return choice_fact((enum choice)i)->name.at;
}

const char *field_example(enum field_id field)
{
    const struct field_fact *fact = field_fact(field);

    if (OF_FIELDS[field] != NULL)
        return OF_FIELDS[field];
    if (fact->value == VALUE_CHOICE)
        return first_choice(fact->choices);
    return OF_VALUES[fact->value] != NULL ? OF_VALUES[fact->value] : "";
}
