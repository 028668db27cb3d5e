/* fold.h -- case and accent folding.  The only file that sees utf8proc; without
** it ASCII is folded and the rest kept. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/buf.h"

/* Append `s` case-folded (accents kept): the form `ilike` compares. */
void tw__fold_case(tw_buf *b, tw_str s);
/* Append `s` case-folded and stripped of accents: the form search compares. */
void tw__fold_search(tw_buf *b, tw_str s);
/* Append `s` as ASCII where it can be (accents stripped, ß -> ss, æ -> ae, ...):
** for names computed from labels. Case kept. */
void tw__fold_ascii(tw_buf *b, tw_str s);

#endif
