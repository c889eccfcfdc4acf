/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one file in C++: walks the tree of toml++, which sorts members by key,
 * in the order of the file. No exception leaves this file.
 */
#include "resolver/input/toml_shim.h"

/* All of toml++ is compiled here, whatever a library of it was built with. It
 * has assertions that bad input can reach, so they throw. */
struct failed_assertion {
};
#define TOML_ASSERT(condition)                                                 \
    static_cast<void>((condition) ? 0 : throw failed_assertion{})
#undef TOML_SHARED_LIB
#undef TOML_HEADER_ONLY
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 1
/* Some of them stand where nothing may be thrown; no input reaches those. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wterminate"
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <cstring>
#include <new>
#include <sstream>
#include <string>
#include <vector>

namespace
{

struct member {
    const toml::key *key;
    const toml::node *node;
};

bool stands_before(const member &left, const member &right)
{
    const auto a = left.key->source().begin, b = right.key->source().begin;

    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

/* The value as the file would have it; numbers and times only. */
template <typename Node> std::string spelled(const Node &node)
{
    std::ostringstream out;

    out << node;
    return out.str();
}

class walker
{
  public:
    explicit walker(const toml_sink *sink) : sink_(sink)
    {
    }

    bool walk(const toml::node &node, const toml::key *key)
    {
        toml_event event = start(node, key);

        if (const toml::table *table = node.as_table())
            return walk_table(*table, event);
        if (const toml::array *list = node.as_array())
            return walk_list(*list, event);
        return walk_value(node, event);
    }

  private:
    const toml_sink *sink_;

    static toml_event start(const toml::node &node, const toml::key *key)
    {
        toml_event event = {};

        event.line = node.source().begin.line;
        event.column = node.source().begin.column;
        if (key) {
            event.key = key->str().data();
            event.key_length = key->str().size();
            event.key_line = key->source().begin.line;
            event.key_column = key->source().begin.column;
        }
        return event;
    }

    bool take(const toml_event &event)
    {
        return sink_->take(sink_->user, &event);
    }

    bool end()
    {
        toml_event event = {};

        event.kind = TOML_END;
        return take(event);
    }

    bool walk_table(const toml::table &table, toml_event &event)
    {
        std::vector<member> members;

        event.kind = TOML_TABLE;
        if (!take(event))
            return false;
        for (auto &&[key, node] : table)
            members.push_back({&key, &node});
        std::stable_sort(members.begin(), members.end(), stands_before);
        for (const member &each : members)
            if (!walk(*each.node, each.key))
                return false;
        return end();
    }

    bool walk_list(const toml::array &list, toml_event &event)
    {
        event.kind = TOML_LIST;
        if (!take(event))
            return false;
        for (const toml::node &node : list)
            if (!walk(node, nullptr))
                return false;
        return end();
    }

    bool walk_value(const toml::node &node, toml_event &event)
    {
        std::string text;

        if (const auto *string = node.as_string()) {
            event.kind = TOML_TEXT;
            text = string->get();
        } else if (const auto *truth = node.as_boolean()) {
            event.kind = TOML_BOOLEAN;
            event.truth = truth->get();
        } else if (const auto *whole = node.as_integer()) {
            event.kind = TOML_NUMBER;
            text = spelled(*whole);
        } else if (const auto *real = node.as_floating_point()) {
            event.kind = TOML_NUMBER;
            text = spelled(*real);
        } else {
            event.kind = TOML_TIME;
        }
        event.text = text.data();
        event.text_length = text.size();
        return take(event);
    }
};

bool may_begin_key(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '"' ||
           c == '\'';
}

/* The assertion that is known to fail is about a header, `[` with what begins
 * no key: the first one of these. */
void set_header_fault(toml_fault *fault, std::string_view text)
{
    std::uint32_t line = 1;
    bool at_start = true;

    *fault = {1, 1, "expected a key"};
    for (std::size_t i = 0, start = 0; i < text.size(); i++) {
        if (text[i] == '\n') {
            line++;
            start = i + 1;
            at_start = true;
        } else if (at_start && text[i] == '[') {
            i += text.substr(i, 2) == "[[";
            while (i + 1 < text.size() &&
                   (text[i + 1] == ' ' || text[i + 1] == '\t'))
                i++;
            if (i + 1 == text.size() || !may_begin_key(text[i + 1])) {
                fault->line = line;
                fault->column = static_cast<std::uint32_t>(i - start) + 2;
                return;
            }
            at_start = false;
        } else if (text[i] != ' ' && text[i] != '\t') {
            at_start = false;
        }
    }
}

void set_fault(toml_fault *fault, const toml::parse_error &error)
{
    const std::string_view text = error.description();
    const std::size_t length = std::min(text.size(), sizeof fault->message - 1);

    fault->line = error.source().begin.line;
    fault->column = error.source().begin.column;
    std::memcpy(fault->message, text.data(), length);
    fault->message[length] = '\0';
}

} // namespace

extern "C" enum toml_status toml_shim_parse(const char *text, size_t length,
                                            const struct toml_sink *sink,
                                            struct toml_fault *fault)
{
    try {
        const toml::table table = toml::parse(std::string_view(text, length));

        return walker(sink).walk(table, nullptr) ? TOML_PARSED : TOML_STOPPED;
    } catch (const toml::parse_error &error) {
        set_fault(fault, error);
        return TOML_INVALID;
    } catch (const failed_assertion &) {
        set_header_fault(fault, std::string_view(text, length));
        return TOML_INVALID;
    } catch (const std::bad_alloc &) {
        return TOML_NO_MEMORY;
    } catch (...) {
        *fault = {1, 1, "this cannot be read"};
        return TOML_INVALID;
    }
}
