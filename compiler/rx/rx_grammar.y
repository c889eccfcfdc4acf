/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The grammar of `.rx` files, see docs/language.md. Actions only make nodes:
 * whether an expression is a condition or a number, and what a word with
 * something behind it means, is decided when the tree is made (rx_expression.c).
 * After a mistake the tokens up to the end of the clause are left out, and a
 * `;` stands for them (rx_tokens.c), hence `error ';'`.
 */
%code top {
/* What bison writes converts between integers; actions do not. */
#pragma GCC diagnostic ignored "-Wconversion"
}
%code requires {
#include "compiler/rx/rx_node.h"

struct rx_reader;
}
%code {
#include "compiler/rx/rx_reader.h"
#include "compiler/rx/rx_syntax_error.h"

static void yyerror(const struct span *place, struct rx_reader *reader,
                    const char *message);

#define NODE(kind, at, first, second, third)                                   \
    rx_node(reader->arena, kind, at, first, second, third)
#define LEAF(kind, at) rx_leaf(reader->arena, kind, at, rx_no_text)
#define TEXT(kind, token) rx_action_text(reader, kind, token)

static const struct thoth_text rx_no_text = {"", 0};

#define YYLLOC_DEFAULT(current, rhs, n)                                        \
    ((current) = (n) ? rx_span(YYRHSLOC(rhs, 1), YYRHSLOC(rhs, n))             \
                     : rx_span_after(YYRHSLOC(rhs, 0)))

/* The place of something that is empty. */
static struct span rx_span_after(struct span before)
{
    before.line = before.end_line;
    before.column = before.end_column;
    return before;
}

/* A node of a kind with the text of the word that begins it. */
static struct rx_node *rx_action_text(const struct rx_reader *reader,
                                      enum rx_kind kind,
                                      const struct rx_node *token)
{
    return rx_leaf(reader->arena, kind, token->span, token->text);
}
}

%define api.header.include {"compiler/rx/rx_grammar.h"}
%define api.location.type {struct span}
%define api.prefix {rx_parser_}
%define api.pure full
%define api.push-pull push
%define api.value.type {struct rx_node *}
%define parse.error custom
%define parse.lac full
%expect 0
%locations
%param {struct rx_reader *reader}

%token RX_TOKEN_END 0      "the end of the file"
%token RX_TOKEN_BEGIN      "the beginning" /* of an expression by itself */
%token RX_TOKEN_NAME       "a name"
%token RX_TOKEN_STRING     "a string"
%token RX_TOKEN_INTEGER    "an integer"
%token RX_TOKEN_FLOAT      "a number"
%token RX_TOKEN_VALUE      "a value such as $name"
%token RX_TOKEN_SPECIFIER  "a version specifier"
%token RX_TOKEN_COMPARE    "a comparison"
%token RX_WORD_ADD "add" RX_WORD_ADDS "adds" RX_WORD_ADVISE "advise"
%token RX_WORD_AND "and" RX_WORD_ANY "any" RX_WORD_AS "as" RX_WORD_AT "at"
%token RX_WORD_BY "by" RX_WORD_DEVELOP "develop" RX_WORD_ELSE "else"
%token RX_WORD_ERROR "error" RX_WORD_FALSE "false" RX_WORD_FOR "for"
%token RX_WORD_FROM "from" RX_WORD_FUNCTION "function" RX_WORD_GIVEN "given"
%token RX_WORD_GROUP "group" RX_WORD_IF "if" RX_WORD_IN "in"
%token RX_WORD_INDEX "index" RX_WORD_INFO "info" RX_WORD_IS "is"
%token RX_WORD_LET "let" RX_WORD_LOG "log" RX_WORD_MATCH "match"
%token RX_WORD_MATCHED "matched" RX_WORD_METADATA "metadata"
%token RX_WORD_MULTI_PACKAGE "multi_package" RX_WORD_NAMESPACE "namespace"
%token RX_WORD_NEEDS "needs" RX_WORD_NOT "not" RX_WORD_NOTE "note"
%token RX_WORD_NOTES "notes" RX_WORD_NOTHING "nothing" RX_WORD_NULL "null"
%token RX_WORD_OF "of" RX_WORD_OFF "off" RX_WORD_OR "or"
%token RX_WORD_OTHERS "others" RX_WORD_PREDICATE "predicate"
%token RX_WORD_REJECT "reject" RX_WORD_RELEASE "release"
%token RX_WORD_REQUEST "request" RX_WORD_REQUIRED "required" RX_WORD_RUN "run"
%token RX_WORD_SAYS "says" RX_WORD_SCORE "score" RX_WORD_SCORES "scores"
%token RX_WORD_STOP "stop" RX_WORD_TEST "test" RX_WORD_THEN "then"
%token RX_WORD_TRUE "true" RX_WORD_UNIT "unit" RX_WORD_USE "use"
%token RX_WORD_VERSION "version" RX_WORD_WARN "warn" RX_WORD_WHEN "when"
%token RX_WORD_WHERE "where" RX_WORD_WITH "with" RX_WORD_YIELD "yield"
%token RX_WORD_YIELDS "yields"

%precedence "else"
%left "or"
%left "and"
%precedence "not"
%nonassoc RX_TOKEN_COMPARE
%left '+' '-'
%left '*' '/'
%precedence NEGATIVE

%%

file:
    items                             { reader->items = $items; }
  | RX_TOKEN_BEGIN expression[e]      { reader->items = $e; };

items:
    %empty           { $$ = LEAF(RX_LIST, @$); }
  | items[all] item  { $$ = rx_add($all, $item); };

item:
    "namespace" name ';'     { $$ = NODE(RX_NAMESPACE, @$, $name, NULL, NULL); }
  | "metadata" data ';'      { $$ = NODE(RX_METADATA, @1, $data, NULL, NULL); }
  | "use" plain_name[n] ';'  { $$ = NODE(RX_USE, @$, $n, NULL, NULL); }
  | "use" plain_name[n] '.' '{' plain_names[all] '}' ';'
                             { $$ = NODE(RX_USE, @$, $n, $all, NULL); }
  | definition
  | template
  | unit
  | error ';'                { $$ = LEAF(RX_FAULTY, @$); yyerrok; };

plain_name: RX_TOKEN_NAME;

plain_names:
    plain_name[n]                       { $$ = NODE(RX_LIST, @$, $n, NULL, NULL); }
  | plain_names[all] ',' plain_name[n]  { $$ = rx_add($all, $n); };

name:
    RX_TOKEN_NAME
  | RX_TOKEN_STRING
  | RX_TOKEN_VALUE;

text:
    RX_TOKEN_STRING
  | RX_TOKEN_VALUE;

definition:
    "let" plain_name[n] '=' data ';'
        { $$ = rx_define(reader, RX_LET, @$, $n, NULL, $data); }
  | "index" plain_name[n] '=' text ';'
        { $$ = rx_define(reader, RX_INDEX, @$, $n, NULL, $text); }
  | "predicate" plain_name[n] parameters[all] '=' expression[body] ';'
        { $$ = rx_define(reader, RX_PREDICATE, @$, $n, $all, $body); }
  | "function" plain_name[n] parameters[all] '=' expression[body] ';'
        { $$ = rx_define(reader, RX_FUNCTION, @$, $n, $all, $body); };

parameters:
    %empty                    { $$ = LEAF(RX_LIST, @$); }
  | '(' parameter_list[all] ')'  { $$ = $all; };

parameter_list:
    parameter[one]                          { $$ = NODE(RX_LIST, @$, $one, NULL, NULL); }
  | parameter_list[all] ',' parameter[one]  { $$ = rx_add($all, $one); };

parameter: plain_name[n] ':' type { $$ = NODE(RX_PARAMETER, @$, $n, $type, NULL); };

type:
    RX_TOKEN_NAME
  | "index";

template: "for" pattern "in" table '{' body '}'
    {
        $$ = NODE(RX_FOR, @$, $pattern, $table, $body);
        $$->negated = $pattern->negated;
    };

pattern:
    RX_TOKEN_VALUE[v]   { $$ = NODE(RX_LIST, @$, $v, NULL, NULL); $$->negated = true; }
  | '(' values[all] ')' { $$ = $all; };

values:
    RX_TOKEN_VALUE[v]                  { $$ = NODE(RX_LIST, @$, $v, NULL, NULL); }
  | values[all] ',' RX_TOKEN_VALUE[v]  { $$ = rx_add($all, $v); };

table:
    list
  | RX_TOKEN_VALUE;

body:
    %empty              { $$ = LEAF(RX_LIST, @$); }
  | body[all] template  { $$ = rx_add($all, $template); }
  | body[all] unit      { $$ = rx_add($all, $unit); }
  | body[all] error ';' { $$ = $all; yyerrok; };

unit: RX_TOKEN_NAME[type] name '{' clauses '}'
    { $$ = NODE(RX_UNIT, @$, $type, $name, $clauses); };

clauses:
    %empty                { $$ = LEAF(RX_LIST, @$); }
  | clauses[all] clause   { $$ = rx_add($all, $clause); }
  | clauses[all] error ';'  { $$ = $all; yyerrok; };

clause:
    "when" expression[e] ';'  { $$ = NODE(RX_WHEN, @1, $e, NULL, NULL); }
  | "when" record ';'         { $$ = NODE(RX_WHEN, @1, $record, NULL, NULL); }
  | "needs" needs ';'         { $$ = $needs; $$->span = @1; }
  | "off" ';'                 { $$ = LEAF(RX_OFF, @1); }
  | "match" match ';'         { $$ = $match; $$->span = @1; }
  | "run" actions ';'         { $$ = $actions; $$->span = @1; }
  | "run" record ';'          { $$ = NODE(RX_RUN, @1, $record, NULL, NULL); }
  | "metadata" data ';'       { $$ = NODE(RX_METADATA, @1, $data, NULL, NULL); }
  | "test" '{' lines '}'      { $$ = NODE(RX_TEST, @1, $lines, NULL, NULL); }
  | "test" RX_TOKEN_STRING[n] '{' lines '}'
                              { $$ = NODE(RX_TEST, @1, $lines, $n, NULL); };

needs:
    need                  { $$ = NODE(RX_NEEDS, @$, $need, NULL, NULL); }
  | needs[all] ',' need   { $$ = rx_add($all, $need); };

need: RX_TOKEN_NAME[kind] name { $$ = NODE(RX_NEED, @$, $kind, $name, NULL); };

/* Matches */

match:
    phrase with required where
        {
            $$ = NODE(RX_MATCH, @$, $phrase, $with, $required);
            rx_add($$, $where);
        }
  | "where" expression[e]
        {
            $$ = NODE(RX_MATCH, @$, NODE(RX_WHERE, @1, $e, NULL, NULL), NULL,
                      NULL);
        }
  | "group" '(' phrases[all] ')' where
        {
            struct rx_node *group = LEAF(RX_GROUP, @1);

            rx_add_all(group, $all);
            $$ = NODE(RX_MATCH, @$, group, $where, NULL);
        }
  | record { $$ = NODE(RX_MATCH, @$, $record, NULL, NULL); };

with:
    %empty              { $$ = NULL; }
  | "with" phrases[all] { $$ = rx_add_all(LEAF(RX_WITH, @1), $all); };

required:
    %empty  { $$ = NULL; }
  | "required" "by" phrases[all] others
        { $$ = rx_add(rx_add_all(LEAF(RX_REQUIRED, @1), $all), $others); };

others:
    %empty         { $$ = NULL; }
  | "or" "others"  { $$ = LEAF(RX_OTHERS, @$); };

where:
    %empty                { $$ = NULL; }
  | "where" expression[e] { $$ = NODE(RX_WHERE, @1, $e, NULL, NULL); };

phrases:
    phrase                    { $$ = NODE(RX_LIST, @$, $phrase, NULL, NULL); }
  | phrases[all] ',' phrase   { $$ = rx_add($all, $phrase); };

phrase:
    phrase_head[head]          { $$ = NODE(RX_PHRASE, @$, $head, NULL, NULL); }
  | phrase[all] modifier[one]  { $$ = rx_add($all, $one); $$->span = @$; };

phrase_head:
    name
  | "any"  { $$ = LEAF(RX_ANY, @$); };

modifier:
    RX_TOKEN_SPECIFIER
  | RX_TOKEN_VALUE
  | "version" version_text[t]  { $$ = NODE(RX_VERSION, @$, $t, NULL, NULL); }
  | "from" name                { $$ = NODE(RX_FROM, @$, $name, NULL, NULL); }
  | "not" "from" name          { $$ = NODE(RX_FROM, @$, $name, NULL, NULL); $$->negated = true; }
  | "develop"                  { $$ = LEAF(RX_DEVELOP, @$); }
  | "not" "develop"            { $$ = LEAF(RX_DEVELOP, @$); $$->negated = true; }
  | "at" text                  { $$ = NODE(RX_AT, @$, $text, NULL, NULL); };

version_text:
    text
  | RX_TOKEN_SPECIFIER;

/* Actions */

actions:
    action                     { $$ = NODE(RX_RUN, @$, $action, NULL, NULL); }
  | actions[all] ',' action    { $$ = rx_add($all, $action); };

action:
    "score" expression[e]  { $$ = rx_add(TEXT(RX_ACTION, $1), $e); }
  | "reject" text          { $$ = rx_add(TEXT(RX_ACTION, $1), $text); }
  | "stop" text            { $$ = rx_add(TEXT(RX_ACTION, $1), $text); }
  | level text attributes  { $$ = rx_add_all(rx_add(TEXT(RX_ACTION, $level), $text), $attributes); }
  | "note" level text attributes
        {
            $$ = rx_add(TEXT(RX_ACTION, $1), TEXT(RX_NAME, $level));
            rx_add_all(rx_add($$, $text), $attributes);
        }
  | "log" level text
        {
            $$ = rx_add(TEXT(RX_ACTION, $1), TEXT(RX_NAME, $level));
            rx_add($$, $text);
        }
  | "multi_package"        { $$ = TEXT(RX_ACTION, $1); }
  | "nothing"              { $$ = TEXT(RX_ACTION, $1); }
  | "yield" phrase         { $$ = rx_add(TEXT(RX_ACTION, $1), $phrase); }
  | "yield" "matched" "as" phrase
        {
            $$ = rx_add(TEXT(RX_ACTION, $1), $phrase);
            rx_add($$, TEXT(RX_NAME, $2));
        }
  | "add" phrase           { $$ = rx_add(TEXT(RX_ACTION, $1), $phrase); }
  | "advise" data          { $$ = rx_add(TEXT(RX_ACTION, $1), $data); }
  | "release" "notes" "of" text attributes
        { $$ = rx_add_all(rx_add(TEXT(RX_ACTION, $1), $text), $attributes); };

level:
    "info"
  | "warn"
  | "error";

attributes:
    %empty                   { $$ = LEAF(RX_LIST, @$); }
  | attributes[all] attribute  { $$ = rx_add($all, $attribute); };

attribute:
    RX_TOKEN_NAME[n] attribute_value[v]  { $$ = rx_add(TEXT(RX_ATTRIBUTE, $n), $v); };

attribute_value:
    name
  | RX_TOKEN_SPECIFIER
  | "version" version_text[t]  { $$ = NODE(RX_VERSION, @$, $t, NULL, NULL); };

/* Conditions and numbers */

expression:
    expression[l] "or" expression[r]   { $$ = rx_chain(reader->arena, RX_OR, @$, $l, $r); }
  | expression[l] "and" expression[r]  { $$ = rx_chain(reader->arena, RX_AND, @$, $l, $r); }
  | "not" expression[e]                { $$ = NODE(RX_NOT, @$, $e, NULL, NULL); }
  | expression[l] RX_TOKEN_COMPARE[is] expression[r]
        { $$ = NODE(RX_COMPARE, @$, $l, $r, NULL); $$->text = $is->text; }
  | expression[l] '+' expression[r]    { $$ = rx_chain(reader->arena, RX_SUM, @$, $l, $r); }
  | expression[l] '-' expression[r]    { $$ = NODE(RX_DIFFERENCE, @$, $l, $r, NULL); }
  | expression[l] '*' expression[r]    { $$ = rx_chain(reader->arena, RX_PRODUCT, @$, $l, $r); }
  | expression[l] '/' expression[r]    { $$ = NODE(RX_QUOTIENT, @$, $l, $r, NULL); }
  | '-' expression[e] %prec NEGATIVE   { $$ = NODE(RX_NEGATIVE, @$, $e, NULL, NULL); }
  | "if" expression[c] "then" expression[t] "else" expression[o]
        { $$ = NODE(RX_CHOOSE, @$, $c, $t, $o); }
  | '(' expression[e] ')'              { $$ = $e; $$->span = @$; }
  | RX_TOKEN_INTEGER
  | RX_TOKEN_FLOAT
  | call
  | application;

call:
    RX_TOKEN_NAME[n] '(' arguments[all] ')'
        { $$ = rx_add_all(TEXT(RX_CALL, $n), $all); };

arguments:
    argument                     { $$ = NODE(RX_LIST, @$, $argument, NULL, NULL); }
  | arguments[all] ',' argument  { $$ = rx_add($all, $argument); };

argument:
    expression
  | RX_TOKEN_SPECIFIER
  | list
  | "others"  { $$ = LEAF(RX_OTHERS, @$); };

application:
    application_head[head]        { $$ = NODE(RX_APPLY, @$, $head, NULL, NULL); }
  | application[all] operand[one] { $$ = rx_add($all, $one); $$->span = @$; };

application_head:
    name
  | "version" version_text[t]  { $$ = NODE(RX_VERSION, @$, $t, NULL, NULL); }
  | "from" name                { $$ = NODE(RX_FROM, @$, $name, NULL, NULL); }
  | "develop"                  { $$ = LEAF(RX_DEVELOP, @$); };

operand:
    modifier
  | RX_TOKEN_NAME
  | RX_TOKEN_STRING
  | RX_TOKEN_INTEGER
  | RX_TOKEN_FLOAT
  | "null"  { $$ = LEAF(RX_NULL, @$); }
  | "any"   { $$ = LEAF(RX_ANY, @$); }
  | braces
  | "not" braces  { $$ = $braces; $$->negated = true; $$->span = @$; };

braces:
    '{' '}'                  { $$ = LEAF(RX_BRACES, @$); }
  | '{' braced comma '}'     { $$ = $braced; $$->span = @$; };

braced:
    braced_item[one]                  { $$ = NODE(RX_BRACES, @$, $one, NULL, NULL); }
  | braced[all] ',' braced_item[one]  { $$ = rx_add($all, $one); };

comma:
    %empty  { $$ = NULL; }
  | ','     { $$ = NULL; };

braced_item:
    braced_phrase[p]      { $$ = $p; }
  | number
  | "null"                { $$ = LEAF(RX_NULL, @$); }
  | record
  | list
  | name ':' data         { $$ = NODE(RX_ENTRY, @$, $name, $data, NULL); }
  | word ':' data         { $$ = NODE(RX_ENTRY, @$, $word, $data, NULL); };

braced_phrase:
    name                          { $$ = NODE(RX_PHRASE, @$, $name, NULL, NULL); }
  | braced_phrase[all] modifier   { $$ = rx_add($all, $modifier); $$->span = @$; }
  | braced_phrase[all] RX_TOKEN_STRING[s]   { $$ = rx_add($all, $s); $$->span = @$; }
  | braced_phrase[all] RX_TOKEN_INTEGER[n]  { $$ = rx_add($all, $n); $$->span = @$; }
  | braced_phrase[all] RX_TOKEN_FLOAT[n]    { $$ = rx_add($all, $n); $$->span = @$; };

/* Data */

data:
    name
  | word
  | number
  | RX_TOKEN_SPECIFIER
  | "null"   { $$ = LEAF(RX_NULL, @$); }
  | "true"   { $$ = LEAF(RX_TRUE, @$); }
  | "false"  { $$ = LEAF(RX_FALSE, @$); }
  | record
  | list
  | '!' RX_TOKEN_NAME[n] data[d]  { $$ = rx_add(TEXT(RX_TAGGED, $n), $d); $$->span = @$; };

number:
    RX_TOKEN_INTEGER
  | RX_TOKEN_FLOAT
  | '-' RX_TOKEN_INTEGER[n]  { $$ = NODE(RX_MINUS, @$, $n, NULL, NULL); }
  | '-' RX_TOKEN_FLOAT[n]    { $$ = NODE(RX_MINUS, @$, $n, NULL, NULL); };

record:
    '{' '}'                { $$ = LEAF(RX_RECORD, @$); }
  | '{' entries comma '}'  { $$ = $entries; $$->span = @$; };

entries:
    entry                  { $$ = NODE(RX_RECORD, @$, $entry, NULL, NULL); }
  | entries[all] ',' entry { $$ = rx_add($all, $entry); };

entry: data[key] ':' data[value] { $$ = NODE(RX_ENTRY, @$, $key, $value, NULL); };

list:
    '[' ']'                { $$ = LEAF(RX_LIST, @$); }
  | '[' values_of_list[all] comma ']'  { $$ = $all; $$->span = @$; };

values_of_list:
    data                            { $$ = NODE(RX_LIST, @$, $data, NULL, NULL); }
  | values_of_list[all] ',' data    { $$ = rx_add($all, $data); };

/* Any word of the language but those of values. */
word:
    "add" | "adds" | "advise" | "and" | "any" | "as" | "at" | "by" | "develop"
  | "else" | "error" | "for" | "from" | "function" | "given" | "group" | "if"
  | "in" | "index" | "info" | "is" | "let" | "log" | "match" | "matched"
  | "metadata" | "multi_package" | "namespace" | "needs" | "not" | "note"
  | "notes" | "nothing" | "of" | "off" | "or" | "others" | "predicate"
  | "reject" | "release" | "request" | "required" | "run" | "says" | "score"
  | "scores" | "stop" | "test" | "then" | "unit" | "use" | "version" | "warn"
  | "when" | "where" | "with" | "yield" | "yields";

/* Tests */

lines:
    %empty                 { $$ = LEAF(RX_LIST, @$); }
  | lines[all] line        { $$ = rx_add($all, $line); }
  | lines[all] error ';'   { $$ = $all; yyerrok; };

line:
    "given" phrases[all] ';'   { $$ = rx_add_all(LEAF(RX_GIVEN, @1), $all); }
  | "request" record ';'       { $$ = NODE(RX_REQUEST, @1, $record, NULL, NULL); }
  | phrase outcome ';'         { $$ = NODE(RX_EXPECT, @$, $phrase, NULL, NULL); rx_add_all($$, $outcome); $$->text = $outcome->text; }
  | "unit" "is" RX_TOKEN_NAME[n] ';'  { $$ = NODE(RX_EXPECT_UNIT, @1, $n, NULL, NULL); };

outcome:
    "is" RX_TOKEN_NAME[n]  { $$ = rx_add(TEXT(RX_LIST, $1), $n); }
  | "scores" number        { $$ = rx_add(TEXT(RX_LIST, $1), $number); }
  | "adds" phrase          { $$ = rx_add(TEXT(RX_LIST, $1), $phrase); }
  | "yields" phrase        { $$ = rx_add(TEXT(RX_LIST, $1), $phrase); }
  | "says" text            { $$ = rx_add(TEXT(RX_LIST, $1), $text); };

%%

/* What is expected goes to rx_syntax_error as names of symbols. */
static int yyreport_syntax_error(const yypcontext_t *context,
                                 struct rx_reader *reader)
{
    enum { MOST = YYNTOKENS };
    yysymbol_kind_t kinds[MOST];
    const char *names[MOST];
    int count = yypcontext_expected_tokens(context, kinds, MOST);

    for (int i = 0; i < count; i++)
        names[i] = yysymbol_name(kinds[i]);
    reader->faulty = true;
    rx_syntax_error(reader, names, count < 0 ? 0 : (size_t)count);
    return 0;
}

/* Only memory remains to be reported here, or depth, which counts as such. */
static void yyerror(const struct span *place, struct rx_reader *reader,
                    const char *message)
{
    (void)message;
    diagnostic_report(reader->diagnostics, DIAG_RX_TOO_DEEP, *place,
                      "nested too deeply");
    reader->stopped = true;
}
