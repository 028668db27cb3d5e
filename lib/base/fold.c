/* fold.c -- case and accent folding.  The only file that sees utf8proc. */
#include "base/fold.h"

#include "base/utf8.h"

enum {
    LETTER_PARTS = 24 /* code points of one character taken apart */
};

/* Letters that Unicode does not take apart, in alphabetical use. */
typedef struct spelling {
    uint32_t cp;
    const char *ascii;
} spelling;

static const spelling spellings[] = {
    {0x00c6, "AE"}, {0x00d0, "D"},  {0x00d8, "O"},  {0x00de, "TH"},
    {0x00df, "ss"}, {0x00e6, "ae"}, {0x00f0, "d"},  {0x00f8, "o"},
    {0x00fe, "th"}, {0x0110, "D"},  {0x0111, "d"},  {0x0126, "H"},
    {0x0127, "h"},  {0x0131, "i"},  {0x0138, "q"},  {0x0141, "L"},
    {0x0142, "l"},  {0x014a, "NG"}, {0x014b, "ng"}, {0x0152, "OE"},
    {0x0153, "oe"}, {0x0166, "T"},  {0x0167, "t"},  {0x0180, "b"},
    {0x0192, "f"},  {0x0197, "I"},  {0x019a, "l"},  {0x01b5, "Z"},
    {0x01b6, "z"},  {0x01e4, "G"},  {0x01e5, "g"},  {0x0259, "e"},
    {0x0268, "i"},  {0x1e9e, "SS"}};

static const char *letter_ascii(uint32_t cp)
{
    size_t low = 0, high = sizeof(spellings) / sizeof(spellings[0]);

    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (spellings[mid].cp == cp)
            return spellings[mid].ascii;
        if (spellings[mid].cp < cp)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

#if defined(TW_WITH_UTF8PROC)

#include <utf8proc.h>

/* Hangul syllables are letters of their own here, not their parts. */
static bool is_hangul(uint32_t cp)
{
    return cp >= 0xac00 && cp <= 0xd7a3;
}

static uint32_t letter_lower(uint32_t cp)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

static bool letter_is_mark(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC ||
           c == UTF8PROC_CATEGORY_ME;
}

/* `cp` as base letters and marks; returns how many. */
static size_t letter_apart(uint32_t cp, bool compatible, uint32_t *parts)
{
    utf8proc_int32_t to[LETTER_PARTS];
    utf8proc_ssize_t n;
    int boundary = 0;

    if (is_hangul(cp)) {
        parts[0] = cp;
        return 1;
    }
    n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, to, LETTER_PARTS,
        compatible ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT : UTF8PROC_DECOMPOSE,
        &boundary);
    if (n <= 0 || n > LETTER_PARTS) {
        parts[0] = cp;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < n; i++)
        parts[i] = (uint32_t)to[i];
    return (size_t)n;
}

#else

static uint32_t letter_lower(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

static bool letter_is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36f;
}

static size_t letter_apart(uint32_t cp, bool compatible, uint32_t *parts)
{
    (void)compatible;
    parts[0] = cp;
    return 1;
}

#endif

static void put_cp(tw_buf *b, uint32_t cp)
{
    char to[4];
    size_t len = tw__utf8_put(to, cp);

    tw__buf_put(b, to, len);
}

static size_t ascii_run(tw_str s, size_t from)
{
    size_t at = from;

    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at - from;
}

static void put_ascii_lower(tw_buf *b, const char *p, size_t len)
{
    char *to;

    if (len == 0 || !tw__buf_reserve(b, len))
        return;
    to = b->ptr + b->len;
    for (size_t i = 0; i < len; i++)
        to[i] = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] | 0x20) : p[i];
    b->len += len;
}

void tw__fold_case(tw_buf *b, tw_str s)
{
    size_t at = 0;

    while (at < s.len) {
        size_t run = ascii_run(s, at);

        put_ascii_lower(b, s.ptr + at, run);
        at += run;
        if (at < s.len)
            put_cp(b, letter_lower(tw__utf8_next(s, &at)));
    }
}

/* One code point above ASCII without accents; case kept. */
static void put_plain(tw_buf *b, uint32_t cp, bool fold)
{
    uint32_t parts[LETTER_PARTS];
    size_t n = letter_apart(cp, true, parts);

    for (size_t i = 0; i < n; i++) {
        const char *ascii = letter_ascii(parts[i]);

        if (ascii != NULL && fold)
            put_ascii_lower(b, ascii, strlen(ascii));
        else if (ascii != NULL)
            tw__buf_text(b, ascii);
        else if (!letter_is_mark(parts[i]))
            put_cp(b, fold ? letter_lower(parts[i]) : parts[i]);
    }
}

void tw__fold_search(tw_buf *b, tw_str s)
{
    size_t at = 0;

    while (at < s.len) {
        size_t run = ascii_run(s, at);

        put_ascii_lower(b, s.ptr + at, run);
        at += run;
        if (at < s.len)
            put_plain(b, tw__utf8_next(s, &at), true);
    }
}

void tw__fold_ascii(tw_buf *b, tw_str s)
{
    size_t at = 0;

    while (at < s.len) {
        size_t run = ascii_run(s, at);

        tw__buf_put(b, s.ptr + at, run);
        at += run;
        if (at < s.len)
            put_plain(b, tw__utf8_next(s, &at), false);
    }
}
