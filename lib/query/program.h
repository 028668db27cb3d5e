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
    TW_STEP_KEY, /* a join key: null when its relation leads to nothing */
    TW_STEP_TO_ONE,
    TW_STEP_TO_MANY,
    TW_STEP_CONNECTION,
    TW_STEP_FILES, /* some members of each file */
    TW_STEP_ACTOR, /* a whole that may be missing: then `skip` steps are */
    TW_STEP_END    /* no value: the bytes in front are all */
} tw_step_op;

/* A relation: a statement run again for each parent row. */
typedef struct tw_nested {
    const tw_field *field;                       /* TO_ONE */
    const tw_select *child;                      /* not of a CONNECTION */
    const struct tw_connection_plan *connection; /* of a CONNECTION only */
    struct tw_nested *next;                      /* of the same parent */
    tw_str key;                                  /* in the answer */
    tw_str sql; /* ?1: the key; TO_MANY ?2: at most so many */
    uint32_t limit;
    uint16_t number; /* among the relations of its parent */
} tw_nested;

/* A member of a file, and what it is called in the answer. */
typedef struct tw_file_member {
    tw_str key, name; /* name absent: `key` is ready JSON text, `"k":"v"` */
} tw_file_member;

/* What few steps need. */
typedef struct tw_step_more {
    /* ACTOR */
    uint16_t place, index; /* of its name; the step's own are its source's */
    uint16_t skip;
    tw_str instead; /* JSON of the missing whole */
    /* FILES */
    const tw_file_member *members;
    uint32_t member_count;
} tw_step_more;

typedef struct tw_step {
    tw_str before; /* bytes in front of the value */
    const tw_nested *nested;
    const tw_step_more *more;
    const tw_field *field; /* of a required value; else NULL */
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
    tw_nested *nested;
    uint32_t nested_count;
    tw_step_more *actor; /* that has been begun */
    bool comma, failed;
} tw_program;

void tw__program_open(tw_program *p,
                      tw_op *op,
                      tw_arena *arena,
                      const tw_object *o);
/* One member: a scalar, a whole composite, or a join key by `key`. */
void tw__program_field(tw_program *p, tw_str key, const tw_field *f);
/* One column of a field.  `required`: where it is null, there is no record. */
void tw__program_part(tw_program *p,
                      tw_str key,
                      const tw_field *f,
                      int part,
                      bool required);
/* A member that is the same in every record: JSON text. */
void tw__program_constant(tw_program *p, tw_str key, tw_str json);
/* Members in between are those of an object, the member `key`. */
void tw__program_begin(tw_program *p, tw_str key);
void tw__program_end(tw_program *p);
/* The same for an ACTOR: `instead` where neither source nor name is set. */
void tw__program_begin_actor(tw_program *p,
                             tw_str key,
                             const tw_field *f,
                             tw_str instead);
void tw__program_end_actor(tw_program *p);
/* Some members of each file of a FILES field; the array is borrowed. */
void tw__program_files(tw_program *p,
                       tw_str key,
                       const tw_field *f,
                       const tw_file_member *members,
                       uint32_t count);
/* A join key that is null when its relation (shown elsewhere by `child`) leads
** to nothing. */
void tw__program_key(tw_program *p,
                     tw_str key,
                     const tw_field *f,
                     const tw_select *child);
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
/* The same as a connection, whose owner is the record. */
void tw__program_connection(tw_program *p,
                            tw_str key,
                            const struct tw_connection_plan *plan);
/* Frees what the making took; the projection lives in the arena. */
tw_status tw__program_close(tw_program *p, tw_select **out);

/* shape.c: where a record is going to stand in the answer, and whether the
** last one could not be shown (then it was written as null). */
void tw__select_at(tw_select_run *run, const tw_select_place *place);
bool tw__select_nulled(const tw_select_run *run);
/* shape_value.c: one value; some members of each of a list of files. */
void tw__value_put(tw_kind kind, const tw_cell *cell, tw_buf *out);
tw_status tw__files_put(tw_op *op,
                        const tw_step_more *more,
                        const tw_cell *cell,
                        tw_buf *out);

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
