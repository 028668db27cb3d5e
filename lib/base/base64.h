/* base64.h */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

void tw__base64_put(tw_buf *b, tw_str bytes);    /* standard, padded */
void tw__base64url_put(tw_buf *b, tw_str bytes); /* URL alphabet, no padding */
/* Lenient, as Node's Buffer: both alphabets, padding optional, characters
** outside the alphabet skipped, stops at '='. */
void tw__base64_read(tw_buf *b, tw_str text);
/* Strict URL alphabet without padding; false: not such text. */
bool tw__base64url_read(tw_buf *b, tw_str text);

#endif
