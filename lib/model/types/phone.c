/* phone.c -- telephone numbers, from what people type to digits. */
#include "model/types/phone.h"

#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct region {
    char name[3];
    uint16_t code;
    bool main;
    const char *trunk;
    const char *idd;
    uint32_t lengths; /* bit n: national numbers may have n digits */
} region;

#define N(n) (1u << (n))
#define R(a, b) (((2u << (b)) - 1u) & ~((1u << (a)) - 1u))

static const region regions[] = {
#define PHONE_REGION(name, code, main, trunk, idd, lengths) \
    {#name, code, main, trunk, idd, lengths},
#include "model/types/phone.def"
};

static const struct leading {
    char name[3];
    const char *digits;
} leadings[] = {
#define PHONE_LEADING(name, digits) {#name, digits},
#include "model/types/phone.def"
};

static const struct areas {
    char name[3];
    const char *areas; /* three digits each, with blanks between */
} areas[] = {
#define PHONE_AREAS(name, areas) {#name, areas},
#include "model/types/phone.def"
};

static const uint16_t globals[] = {
#define PHONE_GLOBAL(code) code,
#include "model/types/phone.def"
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static int compare_region(const void *key, const void *row)
{
    return strcmp(key, ((const region *)row)->name);
}

static const region *find_region(tw_str name)
{
    char key[3] = {0};

    if (name.len != 2)
        return NULL;
    memcpy(key, name.ptr, 2);
    return bsearch(key, regions, COUNT(regions), sizeof *regions,
                   compare_region);
}

/* The region that a calling code stands for. */
static const region *main_region(uint32_t code)
{
    for (size_t i = 0; i < COUNT(regions); i++)
        if (regions[i].code == code && regions[i].main)
            return &regions[i];
    return NULL;
}

static uint32_t code_of(tw_str digits)
{
    uint32_t v = 0;

    if (digits.len == 0 || digits.len > 3 || digits.ptr[0] == '0')
        return 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return 0;
        v = v * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    return v;
}

bool tw__phone_country(tw_str country)
{
    return find_region(country) != NULL;
}

bool tw__phone_calling(tw_str digits)
{
    uint32_t code = code_of(digits);

    return code != 0 && main_region(code) != NULL;
}

bool tw__phone_pair(tw_str country, tw_str digits)
{
    const region *r = find_region(country);

    return r != NULL && r->code == code_of(digits);
}

static bool fits(const region *r, size_t len)
{
    return len < 32 && (r->lengths >> len & 1) != 0;
}

static bool too_long(const region *r, size_t len)
{
    return len >= 32 || r->lengths >> len == 0;
}

/* --- from text to digits -------------------------------------------------- */

enum {
    GOOD,
    PLUS,
    PUNCTUATION,
    OTHER
};

/* What a character is in a number; a digit's value goes to *digit. */
static int classify(uint32_t c, char *digit)
{
    static const uint16_t marks[] = {
        ' ',    '-',    '(',    ')',    '[',    ']',    '.',    '/',    '~',
        '\t',   0xA0,   0xAD,   0x200B, 0x2053, 0x2060, 0x2212, 0x223C, 0x3000,
        0x30FC, 0xFF08, 0xFF09, 0xFF0D, 0xFF0E, 0xFF0F, 0xFF3B, 0xFF3D, 0xFF5E};

    if (c >= 0xFF10 && c <= 0xFF19)
        c -= 0xFF10 - '0';
    if (c >= '0' && c <= '9') {
        *digit = (char)c;
        return GOOD;
    }
    if (c == '+' || c == 0xFF0B)
        return PLUS;
    if (c >= 0x2010 && c <= 0x2015)
        return PUNCTUATION;
    for (size_t i = 0; i < COUNT(marks); i++)
        if (c == marks[i])
            return PUNCTUATION;
    return OTHER;
}

/* Is the rest "ext. 12", "x12", "#12", ";ext=12", ", 12#"? */
static bool is_extension(tw_str s)
{
    static const char *const words[] = {"extension", "extn", "ext", "anexo",
                                        "int",       "x",    "#"};
    size_t i = 0, digits = 0;
    bool mark = false;

    while (i < s.len && strchr(" ;,", s.ptr[i]) != NULL)
        mark = s.ptr[i++] != ' ' || mark;
    for (size_t w = 0; w < COUNT(words); w++) {
        tw_str word = tw_str_of(words[w]);
        if (s.len - i >= word.len &&
            tw__str_eq_ascii_case(tw__str_sub(s, i, i + word.len), word)) {
            i += word.len;
            mark = true;
            break;
        }
    }
    while (i < s.len && strchr(" .:=", s.ptr[i]) != NULL)
        i++;
    for (; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
        digits++;
    if (i < s.len && s.ptr[i] == '#')
        i++;
    return mark && i == s.len && digits >= 1 && digits <= 9;
}

enum {
    RAW_MAX = 32,
    TEXT_MAX = 250
};

/* The digits of a number, without an extension and what stands around it.
** 0: that is no number. */
static size_t read_digits(tw_str s, char raw[RAW_MAX], bool *plus)
{
    size_t pos = 0, count = 0, last = 0;
    char digit = 0;

    *plus = false;
    if (s.len > TEXT_MAX || !tw__utf8_valid(s))
        return 0;
    for (size_t i = 0; i < s.len;) { /* nothing counts behind the last digit */
        if (classify(tw__utf8_next(s, &i), &digit) == GOOD)
            last = i;
    }
    if (last < s.len && s.ptr[last] == '#')
        last++; /* the end of an extension */
    s.len = last;
    while (pos < s.len) {
        size_t here = pos;
        int what = classify(tw__utf8_next(s, &pos), &digit);

        if (what == GOOD) {
            if (count == RAW_MAX)
                return 0;
            raw[count++] = digit;
        } else if (what == PLUS) {
            if (count > 0 || *plus)
                return 0;
            *plus = true;
        } else if (what == OTHER && (count > 0 || *plus)) {
            return is_extension(tw__str_sub(s, here, s.len)) ? count : 0;
        }
    }
    return count;
}

/* --- from digits to a number ---------------------------------------------- */

/* The calling code at the start of an international number: 1 to 3 digits of
** which no code begins another.  0: there is none. */
static uint32_t take_code(tw_str *s)
{
    for (size_t len = 1; len <= 3 && len < s->len; len++) {
        uint32_t code = code_of(tw__str_sub(*s, 0, len));
        bool known = code != 0 && main_region(code) != NULL;

        for (size_t i = 0; !known && i < COUNT(globals); i++)
            known = code == globals[i];
        if (known) {
            *s = tw__str_sub(*s, len, s->len);
            return code;
        }
    }
    return 0;
}

/* Dialled from `r` without '+': abroad, or with the calling code in front all
** the same, or at home. 0: a way abroad that leads nowhere. */
static uint32_t take_home(const region *r, tw_str *s)
{
    tw_str idd = tw_str_of(r->idd), rest;
    char code[8];
    int len;

    if (tw__str_starts(*s, idd) && s->len > idd.len && s->ptr[idd.len] != '0') {
        *s = tw__str_sub(*s, idd.len, s->len);
        return take_code(s);
    }
    len = snprintf(code, sizeof code, "%u", (unsigned)r->code);
    if (tw__str_starts(*s, (tw_str){code, (size_t)len})) {
        rest = tw__str_sub(*s, (size_t)len, s->len);
        if ((!fits(r, s->len) && fits(r, rest.len)) || too_long(r, s->len))
            *s = rest;
    }
    return r->code;
}

static bool strip(const region *r, tw_str *s, const char *prefix)
{
    tw_str p = tw_str_of(prefix), rest;

    if (p.len == 0 || !tw__str_starts(*s, p))
        return false;
    rest = tw__str_sub(*s, p.len, s->len);
    if (!fits(r, rest.len) && (fits(r, s->len) || !too_long(r, rest.len)))
        return false; /* what is left would be no number */
    *s = rest;
    return true;
}

/* The prefix for calls inside the country is no part of the number. */
static void strip_trunk(const region *r, tw_str *s)
{
    if (r->code == 375 && strip(r, s, "80"))
        return;
    if (!strip(r, s, r->trunk) && r->trunk[0] == '8')
        (void)strip(r, s, "0");
}

static const char *area_region(tw_str s)
{
    if (s.len != 10)
        return "";
    for (size_t i = 0; i < COUNT(areas); i++) {
        bool strict = strcmp(areas[i].name, "US") == 0 ||
                      strcmp(areas[i].name, "CA") == 0;

        for (const char *a = areas[i].areas; a[0] != '\0';
             a += a[3] == ' ' ? 4 : 3)
            if (memcmp(a, s.ptr, 3) == 0)
                return strict && s.ptr[3] < '2' ? "" : areas[i].name;
    }
    return "";
}

/* Numbers that several regions have in common: the given region is right. */
static bool is_common(uint32_t code, const region *given, tw_str s)
{
    if (given == NULL || given->code != code)
        return false;
    if (code == 1 && s.len == 10) /* 800, 833 ..., 900, 5xx: no place */
        return (s.ptr[0] == '8' &&
                (s.ptr[1] == s.ptr[2] || memcmp(s.ptr, "800", 3) == 0) &&
                strchr("0345678", s.ptr[1]) != NULL) ||
               memcmp(s.ptr, "900", 3) == 0;
    return code == 590 || strcmp(given->name, "VA") == 0;
}

static const char *infer(uint32_t code, const region *given, tw_str s)
{
    const region *home = main_region(code);
    size_t sharing = 0;

    for (size_t i = 0; i < COUNT(regions); i++)
        sharing += regions[i].code == code;
    if (sharing <= 1)
        return home == NULL ? "" : home->name;
    if (is_common(code, given, s))
        return given->name;
    if (code == 1)
        return area_region(s);
    for (size_t i = 0; i < COUNT(leadings); i++)
        if (tw__str_starts(s, tw_str_of(leadings[i].digits)) &&
            find_region(tw_str_of(leadings[i].name))->code == code)
            return leadings[i].name;
    return fits(home, s.len) ? home->name : "";
}

bool tw__phone_parse(tw_str text, tw_str country, tw_str calling, tw_phone *out)
{
    const region *given = find_region(country), *home;
    char raw[RAW_MAX];
    bool plus;
    uint32_t code;
    tw_str s = {raw, read_digits(text, raw, &plus)};

    if (s.len < TW_PHONE_DIGITS_MIN)
        return false;
    home = given != NULL ? given : main_region(code_of(calling));
    if (plus)
        code = take_code(&s);
    else if (home != NULL)
        code = take_home(home, &s);
    else
        return false;
    if (code == 0)
        return false;
    if (home == NULL || home->code != code)
        home = main_region(code);
    if (home != NULL)
        strip_trunk(home, &s);
    if (s.len < TW_PHONE_DIGITS_MIN || s.len > TW_PHONE_DIGITS_MAX)
        return false;
    memcpy(out->national, s.ptr, s.len);
    out->national[s.len] = '\0';
    snprintf(out->calling, sizeof out->calling, "%u", (unsigned)(code % 1000));
    snprintf(out->country, sizeof out->country, "%.2s", infer(code, given, s));
    return true;
}
