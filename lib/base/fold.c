/* fold.c -- case and accent folding, and the text order made of it.  The only
** file that sees utf8proc.
**
** The order compares four keys of the two texts, one after the other: their
** letters without case and accents, their accents, their case, their bytes.
** Each key is a sequence made by going through one text alone, and sequences
** are compared element by element, so the order is total and transitive. */
#include "base/fold.h"

#include "base/str.h"
#include "base/utf8.h"

enum {
    PARTS_MAX = 24
}; /* code points of one character taken apart */

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

/* NULL: the code point has no spelling in ASCII letters. */
static const char *ascii_spelling(uint32_t cp)
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

/* What one code point is in the eyes of the order. */
typedef enum tw_class {
    CLASS_SIGN,
    CLASS_DIGIT,
    CLASS_LETTER
} tw_class;

#if defined(TW_WITH_UTF8PROC)

#include <utf8proc.h>

/* Hangul syllables are letters of their own here, not their parts. */
static bool is_hangul(uint32_t cp)
{
    return cp >= 0xac00 && cp <= 0xd7a3;
}

static uint32_t lower(uint32_t cp)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

static bool is_mark(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

    return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC ||
           c == UTF8PROC_CATEGORY_ME;
}

/* `cp` as base letters and marks; returns how many. */
static size_t take_apart(uint32_t cp, bool compatible, uint32_t *parts)
{
    utf8proc_int32_t to[PARTS_MAX];
    utf8proc_ssize_t n;
    int boundary = 0;

    if (is_hangul(cp)) {
        parts[0] = cp;
        return 1;
    }
    n = utf8proc_decompose_char(
        (utf8proc_int32_t)cp, to, PARTS_MAX,
        compatible ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT : UTF8PROC_DECOMPOSE,
        &boundary);
    if (n <= 0 || n > PARTS_MAX) {
        parts[0] = cp;
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < n; i++)
        parts[i] = (uint32_t)to[i];
    return (size_t)n;
}

static tw_class class_of(uint32_t cp)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);

    if (c == UTF8PROC_CATEGORY_ND)
        return CLASS_DIGIT;
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_CS
               ? CLASS_SIGN
               : CLASS_LETTER;
}

#else

static uint32_t lower(uint32_t cp)
{
    return cp >= 'A' && cp <= 'Z' ? cp + ('a' - 'A') : cp;
}

static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36f;
}

static size_t take_apart(uint32_t cp, bool compatible, uint32_t *parts)
{
    (void)compatible;
    parts[0] = cp;
    return 1;
}

static tw_class class_of(uint32_t cp)
{
    return cp >= 0x2000 && cp <= 0x2fff ? CLASS_SIGN : CLASS_LETTER;
}

#endif

static void put_cp(tw_buf *b, uint32_t cp)
{
    char to[4];

    tw__buf_put(b, to, tw__utf8_put(to, cp));
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

    if (!tw__buf_reserve(b, len))
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
            put_cp(b, lower(tw__utf8_next(s, &at)));
    }
}

/* One code point above ASCII without accents; case kept. */
static void put_plain(tw_buf *b, uint32_t cp, bool fold)
{
    uint32_t parts[PARTS_MAX];
    size_t n = take_apart(cp, true, parts);

    for (size_t i = 0; i < n; i++) {
        const char *ascii = ascii_spelling(parts[i]);

        if (ascii != NULL && fold)
            put_ascii_lower(b, ascii, strlen(ascii));
        else if (ascii != NULL)
            tw__buf_text(b, ascii);
        else if (!is_mark(parts[i]))
            put_cp(b, fold ? lower(parts[i]) : parts[i]);
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

/* ---- the order ---- */

/* Primary weights: signs, then digits, then letters; ASCII before the rest. */
enum {
    WEIGHT_SIGN = 0x0100000,
    WEIGHT_DIGIT = 0x2000000,
    WEIGHT_LETTER = 0x3000000,
    WEIGHT_BEYOND_ASCII = 0x100 /* added within a class */
};

/* The same for ASCII in one byte: signs from 1, digits from 70, letters from
** 97.  Signs stand as the Unicode collation has them: controls, blanks,
** _ - , ; : ! ? . ' " ( ) [ ] { } @ * / \ & # % ` ^ + < = > | ~ $ */
static const unsigned char ascii_weights[128] = {
    1,   2,   3,   4,   5,   6,   7,   8,   9,   29,  30,  31,  32,  33,  10,
    11,  12,  13,  14,  15,  16,  17,  18,  19,  20,  21,  22,  23,  24,  25,
    26,  27,  34,  40,  44,  56,  66,  57,  55,  43,  45,  46,  52,  60,  37,
    36,  42,  53,  70,  71,  72,  73,  74,  75,  76,  77,  78,  79,  39,  38,
    61,  62,  63,  41,  51,  97,  98,  99,  100, 101, 102, 103, 104, 105, 106,
    107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121,
    122, 47,  54,  48,  59,  35,  58,  97,  98,  99,  100, 101, 102, 103, 104,
    105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119,
    120, 121, 122, 49,  64,  50,  65,  28,
};

static uint32_t ascii_weight(unsigned char c)
{
    uint32_t w = ascii_weights[c];

    return w + (w < 70 ? WEIGHT_SIGN : w < 80 ? WEIGHT_DIGIT : WEIGHT_LETTER);
}

/* One element of each key.  A mark is an element of the second key only. */
typedef struct element {
    uint32_t primary;   /* 0: a mark */
    uint32_t secondary; /* 1, a mark + 2, or a spelled-out letter + 2 */
    uint32_t tertiary;  /* 0: a mark; 1; 2: upper case */
} element;

typedef struct walk {
    tw_str s;
    size_t at;
    element queue[2 * PARTS_MAX];
    size_t first, last;
} walk;

static void add_ascii(walk *w, unsigned char c, uint32_t secondary)
{
    w->queue[w->last++] =
        (element){ascii_weight(c), secondary, c >= 'A' && c <= 'Z' ? 2 : 1};
}

static void add(walk *w, uint32_t cp)
{
    static const uint32_t bases[] = {[CLASS_SIGN] = WEIGHT_SIGN,
                                     [CLASS_DIGIT] = WEIGHT_DIGIT,
                                     [CLASS_LETTER] = WEIGHT_LETTER};
    const char *ascii;
    uint32_t small;

    if (cp < 0x80) {
        add_ascii(w, (unsigned char)cp, 1);
        return;
    }
    if (is_mark(cp)) {
        w->queue[w->last++] = (element){0, cp + 2, 0};
        return;
    }
    ascii = ascii_spelling(cp);
    if (ascii != NULL) {
        for (; *ascii != '\0'; ascii++)
            add_ascii(w, (unsigned char)*ascii, lower(cp) + 2);
        return;
    }
    small = lower(cp);
    w->queue[w->last++] =
        (element){bases[class_of(small)] + WEIGHT_BEYOND_ASCII + small, 1,
                  small == cp ? 1 : 2};
}

/* The next element, or NULL at the end of the text. */
static const element *next(walk *w)
{
    uint32_t parts[PARTS_MAX];
    size_t n;

    if (w->first == w->last) {
        if (w->at == w->s.len)
            return NULL;
        w->first = w->last = 0;
        if ((unsigned char)w->s.ptr[w->at] < 0x80) {
            add_ascii(w, (unsigned char)w->s.ptr[w->at++], 1);
            return &w->queue[w->first++];
        }
        n = take_apart(tw__utf8_next(w->s, &w->at), false, parts);
        for (size_t i = 0; i < n; i++)
            add(w, parts[i]);
    }
    return &w->queue[w->first++];
}

static uint32_t key_of(const element *e, int level)
{
    return level == 1 ? e->primary : level == 2 ? e->secondary : e->tertiary;
}

static int compare_level(tw_str a, tw_str b, int level)
{
    walk wa, wb;
    uint32_t ka, kb;

    wa.s = a;
    wb.s = b;
    wa.at = wa.first = wa.last = 0;
    wb.at = wb.first = wb.last = 0;
    do {
        const element *e;

        ka = kb = 0; /* of an element that the key leaves out; and the end */
        while (ka == 0 && (e = next(&wa)) != NULL)
            ka = key_of(e, level);
        while (kb == 0 && (e = next(&wb)) != NULL)
            kb = key_of(e, level);
    } while (ka == kb && ka != 0);
    return ka < kb ? -1 : ka > kb;
}

static int compare_slow(tw_str a, tw_str b, int case_order)
{
    int order;

    if (tw__str_eq(a, b))
        return case_order;
    order = compare_level(a, b, 1);
    if (order == 0)
        order = compare_level(a, b, 2);
    if (order == 0)
        order = case_order;
    if (order == 0)
        order = compare_level(a, b, 3);
    return order != 0 ? order : tw__str_cmp(a, b);
}

/* While both texts are ASCII their elements are bytes. */
int tw__fold_compare(tw_str a, tw_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int case_order = 0;

    for (size_t i = 0; i < len; i++) {
        unsigned char ca = (unsigned char)a.ptr[i];
        unsigned char cb = (unsigned char)b.ptr[i];

        if ((ca | cb) >= 0x80)
            return compare_slow(tw__str_sub(a, i, a.len),
                                tw__str_sub(b, i, b.len), case_order);
        if (ca == cb)
            continue;
        if (ascii_weights[ca] != ascii_weights[cb])
            return ascii_weights[ca] < ascii_weights[cb] ? -1 : 1;
        if (case_order == 0) /* the same letter: lower case comes first */
            case_order = ca > cb ? -1 : 1;
    }
    if (a.len == b.len)
        return case_order;
    if ((a.len > len && (unsigned char)a.ptr[len] >= 0x80) ||
        (b.len > len && (unsigned char)b.ptr[len] >= 0x80))
        return compare_slow(tw__str_sub(a, len, a.len),
                            tw__str_sub(b, len, b.len), case_order);
    return a.len < b.len ? -1 : 1;
}
