/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The texts are written as arrays of bytes when thothc is built: no limit on
 * the length of strings applies to them.
 */
#include "compiler/rx/rx_library.h"

#include "compiler/rx/rx_library_text.inc"

const struct rx_library_module *rx_library_module(size_t number)
{
    return number < sizeof MODULES / sizeof *MODULES ? &MODULES[number] : NULL;
}

const struct rx_library_module *rx_library_find(struct thoth_text name)
{
    for (size_t i = 0; i < sizeof MODULES / sizeof *MODULES; i++)
        if (thoth_text_equal(name, thoth_text_of(MODULES[i].name)))
            return &MODULES[i];
    return NULL;
}
