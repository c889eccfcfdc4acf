/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package versions of a case: each one that an event mentions is registered
 * with the catalog before the event runs.
 */
#include "compiler/driver/case_session.h"

bool case_package_read(struct case_session *session, const json_t *json,
                       const char *what, thoth_package *package)
{
    struct thoth_text name = case_text(json_array_get(json, 0));
    struct thoth_text version = case_text(json_array_get(json, 1));
    struct thoth_text index = case_text(json_array_get(json, 2));
    const json_t *develop = json_array_get(json, 3);
    size_t size = json_array_size(json);

    if ((size != 3 && size != 4) || !name.at || !version.at || !index.at ||
        (develop && !json_is_boolean(develop)))
        return case_fault_set(&session->fault,
                              "%s: expected [name, version, index URL] or "
                              "[name, version, index URL, develop]",
                              what);
    return case_took(thoth_catalog_register(session->catalog, name, version,
                                            index, json_is_true(develop),
                                            package),
                     &session->fault);
}

bool case_packages_read(struct case_session *session, const json_t *list,
                        const char *what, thoth_package **packages,
                        uint32_t *count)
{
    size_t size = json_array_size(list), i;
    json_t *entry;

    if (size > UINT32_MAX)
        return case_fault_set(&session->fault, "%s: too long", what);
    *packages = ARENA_NEW_ARRAY(&session->arena, thoth_package, size);
    *count = (uint32_t)size;
    json_array_foreach(list, i, entry)
    {
        if (!case_package_read(session, entry, what, &(*packages)[i]))
            return false;
    }
    return true;
}

void case_package_write(struct case_session *session, thoth_package package,
                        bool develop)
{
    struct case_writer *writer = session->writer;
    struct thoth_package_facts facts;

    thoth_catalog_describe(session->catalog, package, &facts);
    case_write_open(writer, '[');
    case_write_text(writer, facts.name);
    case_write_text(writer, facts.version);
    case_write_text(writer, facts.index);
    if (develop)
        case_write_bool(writer, facts.develop);
    case_write_close(writer, ']');
}
