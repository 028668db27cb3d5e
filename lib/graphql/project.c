/* project.c -- a record's selections as a projection: members under the names
** that were asked for, parts of composites, related records and connections. */
#include "graphql/project.h"

#include "query/program.h"

/* The making of one record's projection. */
typedef struct maker {
    tw_gql_projector *p;
    tw_op *op;
    tw_str type; /* of the record */
    tw_program program;
    tw_gql_nodes nodes;
    const tw_select **related; /* by node: how a to-one relation is shown */
} maker;

static bool is_required(const tw_gql_node *n)
{
    return n->field->type->kind == TW_GQL_KIND_NON_NULL;
}

tw_str tw__gql_type_json(tw_op *op, tw_str name)
{
    return tw__op_printf(op, "\"%.*s\"", TW_FMT(name));
}

static tw_status put_type_name(maker *m, const tw_gql_node *n, tw_str name)
{
    tw_str text = tw__gql_type_json(m->op, name);

    if (text.ptr == NULL)
        return m->op->error.status;
    tw__program_constant(&m->program, n->key, text);
    return TW_OK;
}

/* ---- composites --------------------------------------------------------- */

/* An actor that was never set: of a field that must be there, a manual one. */
static tw_status actor_instead(maker *m,
                               const tw_gql_node *node,
                               const tw_gql_nodes *parts,
                               tw_str type,
                               tw_str *out)
{
    static const struct {
        const char *part, *json;
    } values[] = {
        {"source", "\"MANUAL\""},
        {"name", "\"\""},
        {"context", "{}"},
    };
    tw_buf b;
    tw_json_writer w = {.b = &b};

    *out = TW_STR("null");
    if (!is_required(node))
        return TW_OK;
    tw__buf_init(&b, m->op->alloc);
    tw__jw_open(&w, '{');
    for (uint32_t i = 0; i < parts->count; i++) {
        const tw_gql_field *f = parts->items[i].field;
        const char *json = "null";

        tw__jw_key_str(&w, parts->items[i].key);
        if (f->meaning.verb == TW_GQL_TYPENAME) {
            tw__jw_text(&w, type);
            continue;
        }
        for (size_t k = 0; k < sizeof(values) / sizeof(*values); k++)
            if (tw__str_is(f->name, values[k].part))
                json = values[k].json;
        tw__jw_raw(&w, tw_str_of(json));
    }
    tw__jw_close(&w, '}');
    *out = tw__op_take(m->op, &b);
    tw__buf_fini(&b);
    return m->op->error.status;
}

static tw_status put_composite(maker *m,
                               const tw_gql_node *n,
                               const tw_field *f)
{
    tw_str type = tw__gql_named(n->field->type)->name, instead;
    bool actor = f->type->id == TW_TYPE_ACTOR;
    tw_gql_nodes parts;
    tw_status st = tw__gql_collect(m->p->run, n, &parts);

    if (st == TW_OK && actor)
        st = actor_instead(m, n, &parts, type, &instead);
    if (st != TW_OK)
        return st;
    if (actor)
        tw__program_begin_actor(&m->program, n->key, f, instead);
    else
        tw__program_begin(&m->program, n->key);
    for (uint32_t i = 0; i < parts.count && st == TW_OK; i++) {
        const tw_gql_node *part = &parts.items[i];

        if (part->field->meaning.verb == TW_GQL_TYPENAME)
            st = put_type_name(m, part, type);
        else
            tw__program_part(&m->program, part->key, f,
                             part->field->meaning.part, false);
    }
    if (actor)
        tw__program_end_actor(&m->program);
    else
        tw__program_end(&m->program);
    return st;
}

static tw_status put_files(maker *m, const tw_gql_node *n, const tw_field *f)
{
    tw_gql_nodes nodes;
    tw_file_member *members;
    tw_status st = tw__gql_collect(m->p->run, n, &nodes);

    if (st != TW_OK)
        return st;
    members = tw__op_array(m->op, nodes.count, sizeof(*members));
    if (members == NULL)
        return m->op->error.status;
    for (uint32_t i = 0; i < nodes.count; i++) {
        const tw_gql_node *member = &nodes.items[i];

        members[i].key = member->key;
        members[i].name = member->field->name;
        if (member->field->meaning.verb != TW_GQL_TYPENAME)
            continue;
        members[i].name = TW_NO_STR;
        members[i].key =
            tw__op_printf(m->op, "\"%.*s\":\"%.*s\"", TW_FMT(member->key),
                          TW_FMT(tw__gql_named(n->field->type)->name));
        if (members[i].key.ptr == NULL)
            return m->op->error.status;
    }
    tw__program_files(&m->program, n->key, f, members, nodes.count);
    return TW_OK;
}

/* ---- relations ---------------------------------------------------------- */

tw_status tw__gql_check_complexity(tw_op *op, uint32_t complexity)
{
    if (complexity <= TW_LIMIT_GQL_COMPLEXITY)
        return TW_OK;
    tw__fail(op, TW_E_INVALID, "",
             "Query complexity is too high: %u, at most %d. Ask for fewer "
             "related records.",
             (unsigned)complexity, TW_LIMIT_GQL_COMPLEXITY);
    op->sub_code = TW_STR("TOO_COMPLEX_QUERY");
    return TW_E_INVALID;
}

/* One relation further; `many`: a to-many one.  Refused or not, the caller
** comes back from there. */
static tw_status enter(tw_gql_projector *p, bool many)
{
    tw_op *op = p->run->op;

    p->depth++;
    p->relations++;
    if (many && p->in_many) {
        tw__fail(op, TW_E_INVALID, "",
                 "Query complexity is too high: a to-many relation cannot be "
                 "asked for inside another one.");
        op->sub_code = TW_STR("TOO_COMPLEX_QUERY");
        return TW_E_INVALID;
    }
    if (p->depth >= TW_LIMIT_GQL_RELATION_DEPTH) {
        tw__fail(op, TW_E_INVALID, "",
                 "Relations are nested too deep: less than %d is possible.",
                 TW_LIMIT_GQL_RELATION_DEPTH);
        op->sub_code = TW_STR("MAX_DEPTH_REACHED");
        return TW_E_INVALID;
    }
    return tw__gql_check_complexity(op, 1 + p->relations);
}

/* How the record of node `i` is shown, made on the first use. */
static tw_status related(maker *m, uint32_t i, const tw_select **out)
{
    tw_gql_projector *p = m->p;
    tw_status st = TW_OK;

    if (m->related[i] == NULL) {
        st = enter(p, false);
        if (st == TW_OK)
            st = tw__gql_project_record(p, &m->nodes.items[i], &m->related[i]);
        p->depth--;
    }
    *out = m->related[i];
    return st;
}

/* The join key is null with its relation, where that is selected as well. */
static tw_status put_join(maker *m, const tw_gql_node *n, const tw_field *f)
{
    const tw_select *child;
    tw_status st;

    for (uint32_t i = 0; i < m->nodes.count; i++) {
        const tw_gql_meaning *other = &m->nodes.items[i].field->meaning;

        if (other->verb != TW_GQL_MEMBER || other->field != f || other->is_join)
            continue;
        st = related(m, i, &child);
        if (st == TW_OK)
            tw__program_key(&m->program, n->key, f, child);
        return st;
    }
    tw__program_part(&m->program, n->key, f, 0, false);
    return TW_OK;
}

static tw_status put_to_one(maker *m, uint32_t i, const tw_field *f)
{
    const tw_select *child;
    tw_status st = related(m, i, &child);

    if (st == TW_OK)
        tw__program_to_one(&m->program, m->nodes.items[i].key, f, child,
                           TW_NO_STR);
    return st;
}

static tw_status plan_to_many(maker *m,
                              const tw_gql_node *n,
                              const tw_field *f,
                              tw_connection_plan **out)
{
    tw_list_ask ask = {.object = f->target,
                       .limit = m->p->children,
                       .owner = &f->target_field->columns[0]};
    const tw_connection *shape;
    const tw_json *arguments;
    bool given = false;
    tw_status st = tw__gql_project_connection(m->p, n, &shape);

    if (st == TW_OK)
        st = tw__gql_node_arguments(m->p->run, n, &arguments);
    if (st == TW_OK)
        st = tw__gql_window(m->op, arguments, &ask, &given);
    if (st == TW_OK)
        st = tw__connection_plan(m->op, shape, &ask, out);
    if (st == TW_OK)
        (*out)->unpaged = !given;
    return st;
}

static tw_status put_to_many(maker *m, const tw_gql_node *n, const tw_field *f)
{
    tw_gql_projector *p = m->p;
    tw_connection_plan *plan = NULL;
    bool outer = p->in_many;
    tw_status st;

    st = enter(p, true);
    p->in_many = true;
    if (st == TW_OK)
        st = plan_to_many(m, n, f, &plan);
    p->in_many = outer;
    p->depth--;
    if (st == TW_OK)
        tw__program_connection(&m->program, n->key, plan);
    return st;
}

/* ---- records ------------------------------------------------------------ */

/* Is there something on the other side? */
static bool is_open(const tw_field *f)
{
    return f->target != NULL && f->target->c_id != NULL &&
           f->target_field != NULL &&
           (f->relation == TW_RELATION_MANY_TO_ONE
                ? f->column_count > 0
                : f->target_field->column_count > 0);
}

static tw_status put_relation(maker *m, uint32_t i, const tw_field *f)
{
    const tw_gql_node *n = &m->nodes.items[i];

    if (!is_open(f)) {
        tw__program_constant(&m->program, n->key, TW_STR("null"));
        return TW_OK;
    }
    if (f->relation == TW_RELATION_MANY_TO_ONE)
        return put_to_one(m, i, f);
    return put_to_many(m, n, f);
}

static tw_status put_node(maker *m, uint32_t i)
{
    const tw_gql_node *n = &m->nodes.items[i];
    const tw_field *f = n->field->meaning.field;

    if (n->field->meaning.verb == TW_GQL_TYPENAME)
        return put_type_name(m, n, m->type);
    if (f == NULL)
        return tw__fail(m->op, TW_E_INTERNAL, "", "no field behind \"%.*s\"",
                        TW_FMT(n->field->name));
    if (n->field->meaning.is_join)
        return put_join(m, n, f);
    if (f->relation != TW_RELATION_NONE)
        return put_relation(m, i, f);
    if (f->type->id == TW_TYPE_FILES && f->column_count > 0)
        return put_files(m, n, f);
    if (f->type->composite && f->column_count > 0)
        return put_composite(m, n, f);
    tw__program_part(&m->program, n->key, f, 0, is_required(n));
    return TW_OK;
}

tw_status tw__gql_project_record(tw_gql_projector *p,
                                 const tw_gql_node *node,
                                 const tw_select **out)
{
    const tw_gql_type *type = tw__gql_named(node->field->type);
    maker m = {.p = p, .op = p->run->op, .type = type->name};
    tw_select *made = NULL;
    tw_status st = tw__gql_collect(p->run, node, &m.nodes);

    if (st != TW_OK)
        return st;
    m.related = tw__op_array(m.op, m.nodes.count, sizeof(*m.related));
    if (m.related == NULL)
        return m.op->error.status;
    tw__program_open(&m.program, m.op, m.op->arena, type->object);
    for (uint32_t i = 0; i < m.nodes.count && st == TW_OK; i++)
        st = put_node(&m, i);
    if (st != TW_OK)
        m.program.failed = true;
    if (tw__program_close(&m.program, &made) != TW_OK && st == TW_OK)
        st = m.op->error.status;
    *out = made;
    return st;
}
