/* letter.h -- what folding and the text order ask of one code point.  Inside
** base/; implemented in fold.c. */
#ifndef BASE_LETTER_H
#define BASE_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    TW_LETTER_PARTS = 24
}; /* code points of one character taken apart */

typedef enum tw_letter_class {
    TW_CLASS_SIGN, /* blanks, punctuation, symbols */
    TW_CLASS_DIGIT,
    TW_CLASS_LETTER /* all the rest */
} tw_letter_class;

uint32_t tw__letter_lower(uint32_t cp);
bool tw__letter_is_mark(uint32_t cp); /* an accent and the like */
/* `cp` as base letters and marks; returns how many.  `compatible`: ligatures,
** full-width forms and so on too. */
size_t tw__letter_apart(uint32_t cp, bool compatible, uint32_t *parts);
tw_letter_class tw__letter_class(uint32_t cp);
/* A letter that Unicode does not take apart in ASCII letters, or NULL. */
const char *tw__letter_ascii(uint32_t cp);

#endif
