/* ddl_text.h -- the text of tables, indexes and triggers; for ddl*.c, the
** catalog, which keeps each object's INSERT, and search. */
#ifndef MODEL_DDL_TEXT_H
#define MODEL_DDL_TEXT_H

#include "model/catalog.h"

/* The INSERT of a whole row: all columns in order, bound as ?1 ... ?n. */
void tw__ddl_put_insert(tw_buf *b, const tw_object *o);

/* Each of these appends whole statements, ended by ';'. */
void tw__ddl_put_table(tw_buf *b, const tw_object *o);
/* Those that every object has: id, position, join columns. */
void tw__ddl_put_own_indexes(tw_buf *b, const tw_object *o);
void tw__ddl_put_join_index(tw_buf *b, tw_str table, tw_str column);
/* One of the model's; nothing for those that the file has no use for. */
void tw__ddl_put_index(tw_buf *b, const tw_index *x);
void tw__ddl_put_drop_index(tw_buf *b, tw_str name);
void tw__ddl_put_drop_own_indexes(tw_buf *b, const tw_object *o);
void tw__ddl_put_drop_join_index(tw_buf *b, tw_str table, tw_str column);
/* "name" TEXT REFERENCES ...: a column's definition under another name. */
void tw__ddl_put_column(tw_buf *b,
                        const tw_column *c,
                        tw_str name,
                        tw_on_delete rule);

/* Triggers of counts and search.  `without` (or NULL): a field that counts as
** gone. */
void tw__ddl_put_triggers(tw_buf *b,
                          const tw_object *o,
                          const tw_field *without);
void tw__ddl_put_drop_triggers(tw_buf *b, tw_str table);
/* Put the search text of all records into the index. */
void tw__ddl_put_search_fill(tw_buf *b,
                             const tw_object *o,
                             const tw_field *without);
/* Take it out again.  `trigger` is the text of the table's trigger on DELETE:
** it alone knows for sure what text went in. */
void tw__ddl_put_search_clear(tw_buf *b, tw_str table, tw_str trigger);
bool tw__ddl_is_searched(const tw_field *f);
/* The text of the record in `row` that search looks at, as an expression; and
** whether it has any, as a condition.  False: the object has no such text. */
bool tw__ddl_put_search_text(tw_buf *b, const tw_object *o, const char *row);
bool tw__ddl_put_search_present(tw_buf *b, const tw_object *o, const char *row);

#endif
