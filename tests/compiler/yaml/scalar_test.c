/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What scalars become: the implicit resolution of plain ones and the
 * conversions under a tag, with texts at the edges of each pattern. The
 * expected values are what PyYAML 6 over libyaml gives.
 */
#include "tests/compiler/yaml/reading.h"
#include "tests/harness/run.h"

#include <stdio.h>
#include <string.h>

struct expectation {
    const char *text;
    const char *value;
};

static void expect_all(const struct expectation *all, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *found = reading_summary(all[i].text);

        if (strcmp(found, all[i].value) != 0) {
            printf("# `%s' is %s instead of %s\n", all[i].text, found,
                   all[i].value);
            CU_FAIL("a scalar has another value");
        }
    }
}

#define EXPECT(...)                                                            \
    do {                                                                       \
        static const struct expectation ALL[] = {__VA_ARGS__};                 \
        expect_all(ALL, sizeof(ALL) / sizeof(ALL[0]));                         \
    } while (0)

static void words(void)
{
    EXPECT({"yes", "b:true"}, {"Yes", "b:true"}, {"YES", "b:true"},
           {"no", "b:false"}, {"on", "b:true"}, {"Off", "b:false"},
           {"true", "b:true"}, {"FALSE", "b:false"}, {"yEs", "s:yEs"},
           {"y", "s:y"}, {"N", "s:N"}, {"oN", "s:oN"}, {"yess", "s:yess"},
           {"null", "n"}, {"Null", "n"}, {"NULL", "n"}, {"~", "n"}, {"", "n"},
           {"nUll", "s:nUll"}, {"~~", "s:~~"}, {"'yes'", "s:yes"},
           {"\"~\"", "s:~"}, {"|\n yes\n", "s:yes\n"}, {"nul", "s:nul"});
}

static void integers(void)
{
    EXPECT({"0", "i:0"}, {"-0", "i:0"}, {"+7", "i:7"}, {"-7", "i:-7"},
           {"1_000", "i:1000"}, {"1__0_", "i:10"}, {"_1", "s:_1"},
           {"007", "i:7"}, {"010", "i:8"}, {"0_", "i:0"}, {"08", "s:08"},
           {"0o7", "s:0o7"}, {"0x1F", "i:31"}, {"-0xff", "i:-255"},
           {"0X1F", "s:0X1F"}, {"0xG", "s:0xG"}, {"0b101", "i:5"},
           {"0b2", "s:0b2"}, {"0b", "s:0b"}, {"0x_", "RX017"},
           {"0b__", "RX017"}, {"1:30", "i:90"}, {"-1:30", "i:-90"},
           {"1:60", "s:1:60"}, {"1:6", "i:66"}, {"190:20:30", "i:685230"},
           {"0:30", "s:0:30"}, {"1:5:", "{i:65: n}"},
           {"99999999999999999999999999", "i:99999999999999999999999999"},
           {"0xffffffffffffffffffffffff", "i:79228162514264337593543950335"},
           {"1:0:0:0:0:0:0:0:0:0:0:0:0", "i:2176782336000000000000"});
}

static void tagged_integers(void)
{
    EXPECT({"!!int '12'", "i:12"}, {"!!int ' 12 '", "i:12"},
           {"!!int '- 5'", "i:-5"}, {"!!int '+-5'", "i:-5"},
           {"!!int '--5'", "i:5"}, {"!!int 0o17", "i:15"},
           {"!!int 0b-1", "i:-1"}, {"!!int '0x0x5'", "i:5"},
           {"!!int '1:99'", "i:159"}, {"!!int '\xd9\xa1\xd9\xa2'", "i:12"},
           {"!!int 1.5", "RX017"}, {"!!int x", "RX017"}, {"!!int ''", "RX017"},
           {"!!int '-'", "RX017"}, {"!!int '0B1'", "RX017"},
           {"!!int '0O17'", "i:15"}, {"!!int 08", "RX017"},
           {"!!int '5 5'", "RX017"}, {"!!int yes", "RX017"},
           {"!!python/int 0x10", "i:16"}, {"!!python/long 3", "i:3"},
           {"!!int '1::2'", "RX017"}, {"!!int ':'", "RX017"});
}

static void floats(void)
{
    EXPECT({"1.5", "f:1.5"}, {"-1.5", "f:-1.5"}, {"1.", "f:1"}, {".5", "f:0.5"},
           {"-.5", "s:-.5"}, {"+.5", "s:+.5"}, {"._5", "s:._5"},
           {"1e5", "s:1e5"}, {"1.5e3", "s:1.5e3"}, {"1.5e+3", "f:1500"},
           {"1.e-1", "f:0.10000000000000001"}, {"1_0.5_0", "f:10.5"},
           {".inf", "f:inf"}, {"-.Inf", "f:-inf"}, {"+.INF", "f:inf"},
           {".iNf", "s:.iNf"}, {".nan", "f:nan"}, {".NaN", "f:nan"},
           {"-.nan", "s:-.nan"}, {"1:30.5", "f:90.5"}, {"-1:30.5", "f:-90.5"},
           {"1:60.5", "s:1:60.5"}, {"1.0e+400", "f:inf"},
           {"3.10", "f:3.1000000000000001"}, {"1.2.3", "s:1.2.3"}, {".", "s:."},
           {"-0.0", "f:-0"}, {"685_230.15", "f:685230.15000000002"});
}

static void tagged_floats(void)
{
    EXPECT({"!!float 1", "f:1"}, {"!!float 1e5", "f:100000"},
           {"!!float INF", "f:inf"}, {"!!float -infinity", "f:-inf"},
           {"!!float nan", "f:nan"}, {"!!float '--1'", "f:1"},
           {"!!float ' 1 '", "f:1"}, {"!!float '1:1e3'", "f:1060"},
           {"!!float x", "RX017"}, {"!!float ''", "RX017"},
           {"!!float 0x10", "RX017"}, {"!!float .", "RX017"},
           {"!!float 1e", "RX017"}, {"!!float '1 1'", "RX017"},
           {"!!float '\"'", "RX017"}, {"!!python/float 2", "f:2"});
}

static void sexagesimal_floats_are_exact(void)
{
    char text[600] = "1";

    for (unsigned i = 1; i <= 173; i++)
        strcat(text, ":00");
    strcat(text, ".0");
    CU_ASSERT_STRING_EQUAL(reading_summary(text), "f:4.1702905733910278e+307");
    text[1] = '\0';
    for (unsigned i = 1; i <= 174; i++)
        strcat(text, ":00");
    strcat(text, ".0");
    CU_ASSERT_STRING_EQUAL(reading_summary(text), "RX017");
}

static void timestamps(void)
{
    EXPECT(
        {"2001-12-14", "t:2001-12-14"}, {"2001-1-1", "s:2001-1-1"},
        {"!!timestamp 2001-1-1", "t:2001-01-01"},
        {"2001-12-14t21:59:43.10-05:00", "t:2001-12-14T21:59:43.100000-05:00"},
        {"2001-12-14 21:59:43.1234567 -5",
         "t:2001-12-14T21:59:43.123456-05:00"},
        {"2001-12-15 2:59:43Z", "t:2001-12-15T02:59:43+00:00"},
        {"2001-1-1 1:01:01", "t:2001-01-01T01:01:01"},
        {"2001-12-14T21:59:43.", "t:2001-12-14T21:59:43"},
        {"2001-12-14T21:59", "s:2001-12-14T21:59"}, {"2021-13-01", "RX017"},
        {"2021-02-29", "RX017"}, {"2020-02-29", "t:2020-02-29"},
        {"1900-02-29", "RX017"}, {"0000-01-01", "RX017"},
        {"2001-01-01T24:00:00", "RX017"}, {"2001-01-01 00:00:00 +24", "RX017"},
        {"2001-01-01 00:00:00 -23:59", "t:2001-01-01T00:00:00-23:59"},
        {"!!timestamp x", "RX017"}, {"!!timestamp {=: 2001-01-01}", "RX017"},
        {"2001-12-14 ", "t:2001-12-14"}, {"12001-12-14", "s:12001-12-14"});
}

static void binary(void)
{
    EXPECT({"!!binary aGVsbG8=", "x:hello"},
           {"!!binary \"aG V\\n s bG8=\"", "x:hello"},
           {"!!binary aGVsbG8=IGFsbA==", "x:hello"}, {"!!binary ''", "x:"},
           {"!!binary '=aGk='", "x:hi"}, {"!!binary aGVsbG8", "RX017"},
           {"!!binary a", "RX017"}, {"!!binary '\xc3\xa9'", "RX017"},
           {"!!python/bytes aGk=", "x:hi"});
}

static void other_tags(void)
{
    EXPECT({"!!str 1", "s:1"}, {"!!str", "s:"}, {"! 12", "i:12"},
           {"! '12'", "i:12"}, {"! \"yes\\n\"", "RX017"},
           {"! \"12\\n\"", "i:12"}, {"!!bool On", "b:true"},
           {"!!bool yEs", "b:true"}, {"!!bool y", "RX017"}, {"!!null x", "n"},
           {"!!python/none x", "n"}, {"!!python/str 1", "s:1"},
           {"!!python/unicode 1", "s:1"}, {"!!python/bool no", "b:false"},
           {"!<tag:yaml.org,2002:int> '5'", "i:5"}, {"!<!> '5'", "i:5"},
           {"%TAG !e! tag:yaml.org,2002:\n--- !e!float 5", "f:5"},
           {"!foo x", "RX015"}, {"!!python/complex 1", "RX015"},
           {"!!python/name:os.system ''", "RX015"},
           {"!!python/object/apply:os.system [x]", "RX015"}, {"=", "RX015"},
           {"<<", "RX015"}, {"!!value x", "RX015"}, {"'='", "s:="},
           {"!!str [x]", "RX016"}, {"!!seq x", "RX016"}, {"!!set x", "RX016"},
           {"!!map [x]", "RX016"}, {"!!python/tuple {}", "RX016"},
           {"!!str {=: x}", "s:x"}, {"!!int {=: {=: 7}}", "i:7"},
           {"!!str {=: x, y: !foo z}", "s:x"}, {"!!str {x: y}", "RX016"},
           {"&a !!str {=: *a}", "RX021"});
}

static const struct test_case CASES[] = {
    {"words are booleans and nulls in the spellings of YAML 1.1", words},
    {"integers in all notations, of any size", integers},
    {"tagged integers are what Python's int() takes", tagged_integers},
    {"floats need a point, and a sign in the exponent", floats},
    {"tagged floats are what Python's float() takes", tagged_floats},
    {"sexagesimal floats are correctly rounded", sexagesimal_floats_are_exact},
    {"timestamps must exist", timestamps},
    {"base64 is as lenient as Python's", binary},
    {"other tags, and the places where they do not fit", other_tags},
};

TEST_MAIN("yaml scalar", CASES)
