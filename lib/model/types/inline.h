/* inline.h -- what stands inside a line of markdown, as BlockNote content. */
#ifndef MODEL_TYPES_INLINE_H
#define MODEL_TYPES_INLINE_H

#include "base/json.h"

/* Append the items of a "content" list, with commas between them. */
void tw__inline_from_markdown(tw_buf *b, tw_str text);
/* Append the markdown of a "content" list (or text). */
void tw__inline_to_markdown(tw_buf *b, const tw_json *content);

#endif
