/* ddl_trigger.c -- the text of triggers: counts and the search index are kept
** by the file itself, so that whoever writes a record keeps them right.
**
** Three per table: tw_insert_<table>, tw_delete_<table>, tw_update_<table>
** (of deletedAt), and tw_search_<table> (update of the searched columns).
**
** The search index holds no text of its own: a record is taken out with the
** very text it went in with.  That text is written down in one place only, the
** trigger on DELETE, and tw__ddl_put_search_clear() takes it from there. */
#include "model/ddl_text.h"

#include "base/str.h"
#include "store/ident.h"

#define CLEAR_HEAD "INSERT INTO tw_search(tw_search, rowid, text) SELECT"
#define CLEAR_WHERE " WHERE "

static bool is_part(const tw_column *c, tw_type_id type, const char *part)
{
    return c->field->type->id == type &&
           strcmp(c->field->type->parts[c->part].name, part) == 0;
}

/* Does its text go into the search index? */
static bool is_searched(const tw_column *c)
{
    if (c->field->relation != TW_RELATION_NONE ||
        is_part(c, TW_TYPE_PHONES, "primaryPhoneCountryCode"))
        return false;
    return c->kind == TW_KIND_TEXT || c->kind == TW_KIND_JSON_LIST ||
           (c->kind == TW_KIND_UUID && !c->field->type->composite);
}

bool tw__ddl_is_searched(const tw_field *f)
{
    const tw_object *o = f->object;

    for (uint8_t i = 0; i < o->search_count; i++)
        if (tw__str_eq(o->search_fields[i]->id, f->id))
            return true;
    return false;
}

/* One piece of text per searched column, written with a row's name before. */
typedef void put_piece(tw_buf *b,
                       const char *row,
                       const tw_column *c,
                       bool first);

static size_t put_each(tw_buf *b,
                       const tw_object *o,
                       const tw_field *without,
                       const char *row,
                       put_piece *put)
{
    size_t n = 0;

    for (uint8_t s = 0; s < o->search_count; s++) {
        const tw_field *f = o->search_fields[s];

        if (without != NULL && tw__str_eq(f->id, without->id))
            continue;
        for (uint8_t i = 0; i < f->column_count; i++)
            if (is_searched(&f->columns[i]))
                put(b, row, &f->columns[i], n++ == 0);
    }
    return n;
}

static void put_name(tw_buf *b, const char *row, const tw_column *c, bool first)
{
    (void)row;
    if (!first)
        tw__buf_text(b, ", ");
    tw__ident_put(b, c->name);
}

static void put_column(tw_buf *b, const char *row, const tw_column *c)
{
    tw__buf_text(b, row);
    tw__buf_char(b, '.');
    tw__ident_put(b, c->name);
}

/* The texts in a JSON list, those of its objects' members too. */
static void put_list(tw_buf *b, const char *row, const tw_column *c)
{
    tw__buf_text(b, "CASE WHEN ");
    put_column(b, row, c);
    /* no " WHERE ": it ends the text, see tw__ddl_put_search_clear() */
    tw__buf_text(b, " IS NULL THEN '' ELSE (SELECT ifnull(group_concat(atom,"
                    " ' ') FILTER (WHERE type = 'text' AND key IS NOT"
                    " 'countryCode'), '') FROM json_tree(");
    put_column(b, row, c);
    tw__buf_text(b, ")) END");
}

/* A number as it may be dialled: with the calling code, with 0, as it is. */
static void put_phone(tw_buf *b, const char *row, const tw_column *c)
{
    for (uint8_t i = 0; i < c->field->column_count; i++) {
        const tw_column *code = &c->field->columns[i];

        if (!is_part(code, TW_TYPE_PHONES, "primaryPhoneCallingCode"))
            continue;
        tw__buf_text(b, "ifnull(");
        put_column(b, row, code);
        tw__buf_text(b, " || ");
        put_column(b, row, c);
        tw__buf_text(b, ", '') || ' ' || ");
    }
    tw__buf_text(b, "ifnull('0' || ");
    put_column(b, row, c);
    tw__buf_text(b, " || ' ' || ");
    put_column(b, row, c);
    tw__buf_text(b, ", '')");
}

static void put_text(tw_buf *b, const char *row, const tw_column *c, bool first)
{
    tw__buf_text(b, first ? "" : " || ' ' || ");
    if (c->kind == TW_KIND_JSON_LIST) {
        put_list(b, row, c);
    } else if (is_part(c, TW_TYPE_PHONES, "primaryPhoneNumber")) {
        put_phone(b, row, c);
    } else {
        tw__buf_text(b, "ifnull(");
        put_column(b, row, c);
        tw__buf_text(b, ", '')");
    }
}

static void put_present(tw_buf *b,
                        const char *row,
                        const tw_column *c,
                        bool first)
{
    tw__buf_text(b, first ? "" : " OR ");
    put_column(b, row, c);
    tw__buf_text(b, " IS NOT NULL");
}

static void put_changed(tw_buf *b,
                        const char *row,
                        const tw_column *c,
                        bool first)
{
    (void)row;
    tw__buf_text(b, first ? "" : " OR ");
    put_column(b, "old", c);
    tw__buf_text(b, " IS NOT ");
    put_column(b, "new", c);
}

/* A record's key in the search index. */
static void put_key(tw_buf *b, const tw_object *o, const char *row)
{
    tw__buf_int(b, o->number << 40);
    tw__buf_printf(b, " + %s.\"_id\"", row);
}

static void put_clear(tw_buf *b, const tw_object *o, const tw_field *without)
{
    tw__buf_text(b, CLEAR_HEAD " 'delete', ");
    put_key(b, o, "old");
    tw__buf_text(b, ", ");
    put_each(b, o, without, "old", put_text);
    tw__buf_text(b, CLEAR_WHERE);
    put_each(b, o, without, "old", put_present);
    tw__buf_char(b, ';');
}

/* `from`: over all records instead of the trigger's own. */
static void put_fill(tw_buf *b,
                     const tw_object *o,
                     const tw_field *without,
                     bool from)
{
    tw__buf_text(b, "INSERT INTO tw_search(rowid, text) SELECT ");
    put_key(b, o, "new");
    tw__buf_text(b, ", ");
    put_each(b, o, without, "new", put_text);
    if (from) {
        tw__buf_text(b, " FROM ");
        tw__ident_put(b, o->table);
        tw__buf_text(b, " AS new");
    }
    tw__buf_text(b, " WHERE ");
    put_each(b, o, without, "new", put_present);
    tw__buf_char(b, ';');
}

static bool has_search(const tw_object *o, const tw_field *without)
{
    for (uint8_t s = 0; s < o->search_count; s++) {
        const tw_field *f = o->search_fields[s];

        if (without != NULL && tw__str_eq(f->id, without->id))
            continue;
        for (uint8_t i = 0; i < f->column_count; i++)
            if (is_searched(&f->columns[i]))
                return true;
    }
    return false;
}

/* CREATE TRIGGER "tw_<what>_<table>" AFTER <event> ON "<table>" */
static void put_head(tw_buf *b,
                     const tw_object *o,
                     const char *what,
                     const char *event)
{
    tw__buf_printf(b, "CREATE TRIGGER \"tw_%s_%.*s\" AFTER %s", what,
                   TW_FMT(o->table), event);
}

static void put_on(tw_buf *b, const tw_object *o)
{
    tw__buf_text(b, " ON ");
    tw__ident_put(b, o->table);
}

/* One record more or less: `sign` is '+' or '-'. */
static void put_count(tw_buf *b, const tw_object *o, char sign)
{
    const char *row = sign == '+' ? "new" : "old";

    tw__buf_printf(b, "UPDATE tw_count SET total = total %c 1, live = live %c ",
                   sign, sign);
    if (o->c_deleted_at == NULL) {
        tw__buf_char(b, '1');
    } else {
        tw__buf_printf(b, "(%s.", row);
        tw__ident_put(b, o->c_deleted_at->name);
        tw__buf_text(b, " IS NULL)");
    }
    tw__buf_text(b, " WHERE object = ");
    tw__buf_int(b, o->number);
    tw__buf_char(b, ';');
}

/* Soft deletion and restoring. */
static void put_live_trigger(tw_buf *b, const tw_object *o)
{
    tw_buf name;

    if (o->c_deleted_at == NULL)
        return;
    tw__buf_init(&name, b->alloc);
    tw__ident_put(&name, o->c_deleted_at->name);
    put_head(b, o, "update", "UPDATE OF ");
    tw__buf_str(b, tw__buf_view(&name));
    put_on(b, o);
    tw__buf_printf(b,
                   " WHEN (old.%.*s IS NULL) <> (new.%.*s IS NULL) BEGIN"
                   " UPDATE tw_count SET live = live"
                   " + (new.%.*s IS NULL) - (old.%.*s IS NULL)"
                   " WHERE object = ",
                   TW_FMT(tw__buf_view(&name)), TW_FMT(tw__buf_view(&name)),
                   TW_FMT(tw__buf_view(&name)), TW_FMT(tw__buf_view(&name)));
    tw__buf_int(b, o->number);
    tw__buf_text(b, "; END;");
    if (name.failed)
        b->failed = true;
    tw__buf_fini(&name);
}

static void put_search_trigger(tw_buf *b,
                               const tw_object *o,
                               const tw_field *without)
{
    put_head(b, o, "search", "UPDATE OF ");
    put_each(b, o, without, "", put_name);
    put_on(b, o);
    tw__buf_text(b, " WHEN ");
    put_each(b, o, without, "", put_changed);
    tw__buf_text(b, " BEGIN ");
    put_clear(b, o, without);
    put_fill(b, o, without, false);
    tw__buf_text(b, " END;");
}

void tw__ddl_put_triggers(tw_buf *b,
                          const tw_object *o,
                          const tw_field *without)
{
    bool search = has_search(o, without);

    put_head(b, o, "insert", "INSERT");
    put_on(b, o);
    tw__buf_text(b, " BEGIN ");
    put_count(b, o, '+');
    if (search)
        put_fill(b, o, without, false);
    tw__buf_text(b, " END;");
    put_head(b, o, "delete", "DELETE");
    put_on(b, o);
    tw__buf_text(b, " BEGIN ");
    put_count(b, o, '-');
    if (search)
        put_clear(b, o, without);
    tw__buf_text(b, " END;");
    put_live_trigger(b, o);
    if (search)
        put_search_trigger(b, o, without);
}

void tw__ddl_put_drop_triggers(tw_buf *b, tw_str table)
{
    static const char *const which[] = {"insert", "delete", "update", "search"};

    for (size_t i = 0; i < sizeof(which) / sizeof(which[0]); i++)
        tw__buf_printf(b, "DROP TRIGGER IF EXISTS \"tw_%s_%.*s\";", which[i],
                       TW_FMT(table));
}

void tw__ddl_put_search_fill(tw_buf *b,
                             const tw_object *o,
                             const tw_field *without)
{
    if (has_search(o, without))
        put_fill(b, o, without, true);
}

bool tw__ddl_put_search_text(tw_buf *b, const tw_object *o, const char *row)
{
    return put_each(b, o, NULL, row, put_text) > 0;
}

bool tw__ddl_put_search_present(tw_buf *b, const tw_object *o, const char *row)
{
    return put_each(b, o, NULL, row, put_present) > 0;
}

/* Where `what` starts in `s` at or after `from`; s.len: nowhere. */
static size_t find(tw_str s, size_t from, tw_str what)
{
    for (; from + what.len <= s.len; from++)
        if (memcmp(s.ptr + from, what.ptr, what.len) == 0)
            return from;
    return s.len;
}

void tw__ddl_put_search_clear(tw_buf *b, tw_str table, tw_str trigger)
{
    size_t from = find(trigger, 0, TW_STR(CLEAR_HEAD));
    size_t where = find(trigger, from, TW_STR(CLEAR_WHERE));
    size_t end = tw__str_find(trigger, where, ';');

    if (end == trigger.len)
        return; /* nothing of it is searched */
    tw__buf_str(b, tw__str_sub(trigger, from, where));
    tw__buf_text(b, " FROM ");
    tw__ident_put(b, table);
    tw__buf_text(b, " AS old");
    tw__buf_str(b, tw__str_sub(trigger, where, end + 1));
}
