/* schema_core_root.c -- the fields of Query and Mutation (core-graphql 2.2,
** 2.3). */
#include "graphql/schema_core.h"

/* An argument: of a type by its text, or of one of the object's. */
typedef struct argument {
    const char *name;
    const char *type; /* NULL: by role and shape */
    tw_gql_role role;
    const char *shape;
} argument;

#define PLAIN(name, type)                  \
    {                                      \
        name, type, TW_GQL_ROLE_RECORD, "" \
    }
#define OWN(name, role, shape)                \
    {                                         \
        name, NULL, TW_GQL_ROLE_##role, shape \
    }
#define END PLAIN(NULL, NULL)

static const argument many_args[] = {
    PLAIN("first", "Int"),      PLAIN("last", "Int"),
    PLAIN("offset", "Int"),     PLAIN("before", "String"),
    PLAIN("after", "String"),   OWN("filter", FILTER, ""),
    OWN("orderBy", ORDER, "]"), END,
};
static const argument filter_args[] = {OWN("filter", FILTER, "!"), END};
static const argument group_args[] = {
    OWN("groupBy", GROUP_BY, "!]!"),  OWN("filter", FILTER, ""),
    OWN("orderBy", GROUP_ORDER, "]"), OWN("orderByForRecords", ORDER, "]"),
    PLAIN("viewId", "UUID"),          PLAIN("limit", "Int"),
    PLAIN("offsetForRecords", "Int"), END,
};
static const argument duplicates_args[] = {PLAIN("ids", "[UUID]"),
                                           OWN("data", CREATE, "]"), END};
static const argument create_args[] = {OWN("data", CREATE, "!"),
                                       PLAIN("upsert", "Boolean"), END};
static const argument create_many_args[] = {OWN("data", CREATE, "!]!"),
                                            PLAIN("upsert", "Boolean"), END};
static const argument update_args[] = {PLAIN("id", "UUID!"),
                                       OWN("data", UPDATE, "!"), END};
static const argument update_many_args[] = {OWN("data", UPDATE, "!"),
                                            OWN("filter", FILTER, "!"), END};
static const argument id_args[] = {PLAIN("id", "UUID!"), END};
static const argument merge_args[] = {PLAIN("ids", "[UUID!]!"),
                                      PLAIN("conflictPriorityIndex", "Int!"),
                                      PLAIN("dryRun", "Boolean"), END};

/* One root field per object. */
typedef struct root {
    uint16_t verb;
    const char *prefix, *suffix;
    bool plural;
    bool criteria; /* published for objects with duplicate criteria */
    tw_gql_role result;
    const char *shape;
    const argument *arguments;
    const char *description;
} root;

#define ROOT(verb, prefix, suffix, plural, result, shape, args, about)      \
    {                                                                       \
        TW_GQL_##verb, prefix, suffix, plural, false, TW_GQL_ROLE_##result, \
            shape, args, about                                              \
    }
#define ROOT_CRITERIA(verb, prefix, suffix, plural, result, shape, args,   \
                      about)                                               \
    {                                                                      \
        TW_GQL_##verb, prefix, suffix, plural, true, TW_GQL_ROLE_##result, \
            shape, args, about                                             \
    }

/* clang-format off */
static const root queries[] = {
    ROOT(FIND_MANY, "", "", true, CONNECTION, "", many_args, "A page of the records that meet the filter."),
    ROOT(FIND_ONE, "", "", false, RECORD, "", filter_args, "The record that meets the filter."),
    ROOT_CRITERIA(DUPLICATES, "", "Duplicates", false, CONNECTION, "!]", duplicates_args, "Records that look the same, for each one given."),
    ROOT(GROUP_BY, "", "GroupBy", true, GROUP, "!]", group_args, "Records counted in groups."),
    {0, NULL, NULL, false, false, TW_GQL_ROLE_RECORD, "", NULL, NULL},
};

static const root mutations[] = {
    ROOT(CREATE_MANY, "create", "", true, RECORD, "!]", create_many_args, "Create records; with `upsert` those that exist are updated."),
    ROOT(CREATE_ONE, "create", "", false, RECORD, "", create_args, "Create a record; with `upsert` one that exists is updated."),
    ROOT(UPDATE_ONE, "update", "", false, RECORD, "", update_args, "Change a record."),
    ROOT(DELETE_ONE, "delete", "", false, RECORD, "", id_args, "Put a record into the bin."),
    ROOT(UPDATE_MANY, "update", "", true, RECORD, "!]", update_many_args, "Change all records that meet the filter."),
    ROOT(DELETE_MANY, "delete", "", true, RECORD, "!]", filter_args, "Put records into the bin."),
    ROOT(DESTROY_ONE, "destroy", "", false, RECORD, "", id_args, "Remove a record for good."),
    ROOT(DESTROY_MANY, "destroy", "", true, RECORD, "!]", filter_args, "Remove records for good."),
    ROOT(RESTORE_ONE, "restore", "", false, RECORD, "", id_args, "Take a record back from the bin."),
    ROOT(RESTORE_MANY, "restore", "", true, RECORD, "!]", filter_args, "Take records back from the bin."),
    ROOT_CRITERIA(MERGE_MANY, "merge", "", true, RECORD, "", merge_args, "Make one record of several."),
    {0, NULL, NULL, false, false, TW_GQL_ROLE_RECORD, "", NULL, NULL},
};
/* clang-format on */

static tw_status put_arguments(tw_gql_build *b,
                               const tw_object *o,
                               const argument *rows,
                               tw_gql_field *f)
{
    tw_gql_input *list;
    uint16_t count = 0;

    while (rows[count].name != NULL)
        count++;
    list = tw__arena_array(b->arena, count, sizeof(*list));
    if (list == NULL)
        return tw__fail_nomem(b->op);
    for (uint16_t i = 0; i < count; i++) {
        list[i].name = tw_str_of(rows[i].name);
        list[i].type =
            rows[i].type != NULL
                ? tw__gql_type_of_text(b->op, b->schema, rows[i].type)
                : tw__gql_shaped(b, tw__gql_role_of(b->schema, o, rows[i].role),
                                 rows[i].shape);
        if (list[i].type == NULL)
            return b->op->error.status;
    }
    f->arguments = list;
    f->argument_count = count;
    return TW_OK;
}

tw_status tw__gql_list_arguments(tw_gql_build *b,
                                 const tw_object *o,
                                 tw_gql_field *f)
{
    return put_arguments(b, o, many_args, f);
}

static void put_root(tw_gql_build *b, const tw_object *o, const root *r)
{
    tw_str name = r->plural ? o->plural : o->singular;
    tw_gql_field *f;

    if (r->prefix[0] != '\0')
        name = tw__gql_capital(b, name);
    if (name.ptr != NULL && (r->prefix[0] != '\0' || r->suffix[0] != '\0'))
        name =
            tw__gql_join(b, tw_str_of(r->prefix), name, tw_str_of(r->suffix));
    f = name.ptr == NULL ? NULL : tw__gql_add_field(b, name);
    if (f == NULL)
        return;
    f->description = tw_str_of(r->description);
    f->meaning.verb = r->verb;
    f->meaning.object = o;
    f->type =
        tw__gql_shaped(b, tw__gql_role_of(b->schema, o, r->result), r->shape);
    if (f->type != NULL)
        (void)put_arguments(b, o, r->arguments, f);
}

/* The fields of all objects; those that an object cannot use are accepted and
** refused by their verbs, which say why. */
static tw_status put_roots(tw_gql_build *b, const root *roots)
{
    const tw_gql_core *core = b->schema->own;

    for (int hidden = 0; hidden < 2; hidden++) {
        b->hidden = hidden;
        for (uint32_t i = 0; i < core->block_count; i++) {
            const tw_object *o = core->blocks[i].object;

            for (const root *r = roots; r->prefix != NULL; r++)
                if ((r->criteria && o->criterion_count == 0) == (hidden == 1))
                    put_root(b, o, r);
        }
    }
    return b->op->error.status;
}

tw_status tw__gql_make_query(tw_gql_build *b)
{
    if (tw__gql_add_rows(b, tw__gql_search_rows) != TW_OK)
        return b->op->error.status;
    return put_roots(b, queries);
}

tw_status tw__gql_make_mutation(tw_gql_build *b)
{
    return put_roots(b, mutations);
}
