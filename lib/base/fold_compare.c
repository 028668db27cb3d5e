/* fold_compare.c -- the text order "tw_text".
**
** It compares four keys of the two texts, one after the other: their letters
** without case and accents, their accents, their case, their bytes.  Each key
** is a sequence made by going through one text alone, and sequences are
** compared element by element, so the order is total and transitive. */
#include "base/fold.h"

#include "base/letter.h"
#include "base/str.h"
#include "base/utf8.h"

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
    element queue[2 * TW_LETTER_PARTS];
    size_t first, last;
} walk;

static void add_ascii(walk *w, unsigned char c, uint32_t secondary)
{
    w->queue[w->last++] =
        (element){ascii_weight(c), secondary, c >= 'A' && c <= 'Z' ? 2 : 1};
}

static void add(walk *w, uint32_t cp)
{
    static const uint32_t bases[] = {[TW_CLASS_SIGN] = WEIGHT_SIGN,
                                     [TW_CLASS_DIGIT] = WEIGHT_DIGIT,
                                     [TW_CLASS_LETTER] = WEIGHT_LETTER};
    const char *ascii;
    uint32_t small;

    if (cp < 0x80) {
        add_ascii(w, (unsigned char)cp, 1);
        return;
    }
    if (tw__letter_is_mark(cp)) {
        w->queue[w->last++] = (element){0, cp + 2, 0};
        return;
    }
    ascii = tw__letter_ascii(cp);
    if (ascii != NULL) {
        for (; *ascii != '\0'; ascii++)
            add_ascii(w, (unsigned char)*ascii, tw__letter_lower(cp) + 2);
        return;
    }
    small = tw__letter_lower(cp);
    w->queue[w->last++] =
        (element){bases[tw__letter_class(small)] + WEIGHT_BEYOND_ASCII + small,
                  1, small == cp ? 1 : 2};
}

/* The next element, or NULL at the end of the text. */
static const element *next(walk *w)
{
    uint32_t parts[TW_LETTER_PARTS];
    size_t n;

    if (w->first == w->last) {
        if (w->at == w->s.len)
            return NULL;
        w->first = w->last = 0;
        if ((unsigned char)w->s.ptr[w->at] < 0x80) {
            add_ascii(w, (unsigned char)w->s.ptr[w->at++], 1);
            return &w->queue[w->first++];
        }
        n = tw__letter_apart(tw__utf8_next(w->s, &w->at), false, parts);
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
