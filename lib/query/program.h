/* program.h -- the inside of a projection: a row of steps, each "these bytes,
** then that column", and the relations' own statements.
**
** The maker below is what select.c builds the REST projection with; any other
** selection of fields, renamed or nested as deep as wanted, is made the same
** way. */
#ifndef QUERY_PROGRAM_H
#define QUERY_PROGRAM_H

#include "query/select.h"

typedef enum tw_step_op {
    TW_STEP_VALUE,
    TW_STEP_TO_ONE,
    TW_STEP_TO_MANY
} tw_step_op;

/* A relation: a statement run again for each parent row. */
typedef struct tw_nested {
    const tw_select *child;
    tw_str sql;    /* ?1: the key; TO_MANY ?2: at most so many */
    tw_str before; /* TO_ONE with its join key: what stands between them */
    uint32_t limit;
    uint16_t number; /* among the relations of its parent */
} tw_nested;

typedef struct tw_step {
    tw_str before; /* bytes in front of the value */
    const tw_nested *nested;
    uint16_t place; /* of the column in the statement; a relation's key */
    uint16_t index; /* of the column in the object */
    uint8_t op, kind;
} tw_step;

struct tw_select {
    const tw_object *object;
    const tw_step *steps;
    uint32_t step_count;
    tw_str tail; /* bytes after the last value */
    tw_str columns;
    uint32_t column_count;
    uint32_t nested_count;
    tw_str sql_get, sql_get_any; /* by ?1: a live record, or any */
    /* of the cache */
    const tw_select *next;
    uint32_t depth, children;
};

/* A projection in the making. */
typedef struct tw_program {
    tw_op *op;
    tw_arena *arena;
    const tw_object *object;
    tw_buf text; /* literal bytes since the last step */
    tw_step *steps;
    uint32_t count, cap;
    const tw_column **columns; /* chosen, by place */
    uint32_t column_count;
    int32_t *places; /* by column index; -1: not chosen */
    uint32_t nested_count;
    bool comma, failed;
} tw_program;

void tw__program_open(tw_program *p,
                      tw_op *op,
                      tw_arena *arena,
                      const tw_object *o);
/* One member: a scalar, a whole composite, or a join key by `key`. */
void tw__program_field(tw_program *p, tw_str key, const tw_field *f);
/* A member of a many-to-one relation.  `key_name`: the join key is a member as
** well, null when the related record is gone; absent: it is not. */
void tw__program_to_one(tw_program *p,
                        tw_str key,
                        const tw_field *f,
                        const tw_select *child,
                        tw_str key_name);
/* A member of a one-to-many relation: a list of at most `limit`. */
void tw__program_to_many(tw_program *p,
                         tw_str key,
                         const tw_field *f,
                         const tw_select *child,
                         uint32_t limit);
/* Frees what the making took; the projection lives in the arena. */
tw_status tw__program_close(tw_program *p, tw_select **out);

/* emit_select.c; text in `arena`, .ptr NULL without memory */
tw_str tw__select_emit_columns(tw_op *op,
                               tw_arena *arena,
                               const tw_column *const *columns,
                               uint32_t count);
tw_str tw__select_emit_get(tw_op *op,
                           tw_arena *arena,
                           const tw_object *o,
                           tw_str columns,
                           bool with_deleted);
tw_str tw__select_emit_children(tw_op *op,
                                tw_arena *arena,
                                const tw_field *f,
                                tw_str columns);

#endif
