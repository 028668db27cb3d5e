/* print.c -- a tree as text, laid out as graphql-js prints it: two blanks per
** level, arguments on lines of their own when the line would pass 80. */
#include "graphql/print.h"

#include "base/utf8.h"

enum {
    LINE_MAX_UNITS = 80
};

static void put_name(tw_gql_printer *p, tw_str name)
{
    tw__buf_str(p->b, name);
}

static void put_type(tw_gql_printer *p, const tw_gql_type_ref *t)
{
    if (t->of != NULL) {
        tw__buf_char(p->b, '[');
        put_type(p, t->of);
        tw__buf_char(p->b, ']');
    } else {
        put_name(p, t->name);
    }
    if (t->non_null)
        tw__buf_char(p->b, '!');
}

static void put_arguments(tw_gql_printer *p,
                          const tw_gql_argument *arguments,
                          uint32_t count,
                          bool lines)
{
    for (uint32_t i = 0; i < count; i++) {
        if (lines)
            tw__gql_print_line(p);
        else if (i > 0)
            tw__buf_text(p->b, ", ");
        put_name(p, arguments[i].name);
        tw__buf_text(p->b, ": ");
        tw__gql_print_put_value(p, &arguments[i].value);
    }
}

/* Length of the text from `from` in UTF-16 units, as graphql-js counts. */
static size_t units(const tw_buf *b, size_t from)
{
    size_t n = 0;

    for (size_t i = from; i < b->len; i++) {
        unsigned char c = (unsigned char)b->ptr[i];

        n += (c & 0xc0) == 0x80 ? 0 : c >= 0xf0 ? 2 : 1;
    }
    return n;
}

/* Do the field's head and its arguments fit on one line?  Indentation does not
** count, not even that of lines inside a block string. */
static bool fits(tw_gql_printer *p, const tw_gql_selection *f, size_t head)
{
    tw_gql_printer flat = {.b = p->b};
    size_t mark = p->b->len, length;

    put_arguments(&flat, f->arguments, f->argument_count, false);
    length = units(p->b, head) + 2;
    tw__buf_cut(p->b, mark);
    return length <= LINE_MAX_UNITS;
}

static void put_field_arguments(tw_gql_printer *p,
                                const tw_gql_selection *f,
                                size_t head)
{
    bool lines;

    if (f->argument_count == 0)
        return;
    lines = !fits(p, f, head);
    tw__buf_char(p->b, '(');
    p->depth += lines ? 1 : 0;
    put_arguments(p, f->arguments, f->argument_count, lines);
    if (lines) {
        p->depth--;
        tw__gql_print_line(p);
    }
    tw__buf_char(p->b, ')');
}

/* Each with a blank in front. */
static void put_directives(tw_gql_printer *p, const tw_gql_directives *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_gql_directive *d = &list->items[i];

        tw__buf_text(p->b, " @");
        put_name(p, d->name);
        if (d->argument_count == 0)
            continue;
        tw__buf_char(p->b, '(');
        put_arguments(p, d->arguments, d->argument_count, false);
        tw__buf_char(p->b, ')');
    }
}

static void put_selections(tw_gql_printer *p, const tw_gql_selections *list);

static void put_selection(tw_gql_printer *p, const tw_gql_selection *s)
{
    size_t head = p->b->len;

    if (s->kind == TW_GQL_FIELD) {
        if (s->alias.ptr != NULL) {
            put_name(p, s->alias);
            tw__buf_text(p->b, ": ");
        }
        put_name(p, s->name);
        put_field_arguments(p, s, head);
    } else {
        tw__buf_text(p->b, "...");
        if (s->kind == TW_GQL_SPREAD)
            put_name(p, s->name);
        if (s->condition.ptr != NULL) {
            tw__buf_text(p->b, " on ");
            put_name(p, s->condition);
        }
    }
    put_directives(p, &s->directives);
    if (s->selections.count > 0) {
        tw__buf_char(p->b, ' ');
        put_selections(p, &s->selections);
    }
}

static void put_selections(tw_gql_printer *p, const tw_gql_selections *list)
{
    tw__buf_char(p->b, '{');
    p->depth++;
    for (uint32_t i = 0; i < list->count; i++) {
        tw__gql_print_line(p);
        put_selection(p, &list->items[i]);
    }
    p->depth--;
    tw__gql_print_line(p);
    tw__buf_char(p->b, '}');
}

static void put_description(tw_gql_printer *p, const tw_gql_value *text)
{
    if (text == NULL)
        return;
    tw__gql_print_put_value(p, text);
    tw__gql_print_line(p);
}

static void put_variable(tw_gql_printer *p, const tw_gql_variable *v)
{
    put_description(p, v->description);
    tw__buf_char(p->b, '$');
    put_name(p, v->name);
    tw__buf_text(p->b, ": ");
    put_type(p, &v->type);
    if (v->default_value != NULL) {
        tw__buf_text(p->b, " = ");
        tw__gql_print_put_value(p, v->default_value);
    }
    put_directives(p, &v->directives);
}

static void put_variable_list(tw_gql_printer *p,
                              const tw_gql_definition *d,
                              bool lines)
{
    tw__buf_text(p->b, lines ? "(\n" : "(");
    for (uint32_t i = 0; i < d->variable_count; i++) {
        if (i > 0)
            tw__buf_text(p->b, lines ? "\n" : ", ");
        put_variable(p, &d->variables[i]);
    }
    tw__buf_text(p->b, lines ? "\n)" : ")");
}

static void put_variables(tw_gql_printer *p, const tw_gql_definition *d)
{
    size_t mark = p->b->len;

    if (d->variable_count == 0)
        return;
    put_variable_list(p, d, false);
    if (!p->b->failed &&
        memchr(p->b->ptr + mark, '\n', p->b->len - mark) != NULL) {
        tw__buf_cut(p->b, mark);
        put_variable_list(p, d, true);
    }
}

static void put_operation(tw_gql_printer *p,
                          const tw_gql_definition *d,
                          bool shorthand)
{
    const char *word = d->kind == TW_GQL_MUTATION       ? "mutation"
                       : d->kind == TW_GQL_SUBSCRIPTION ? "subscription"
                                                        : "query";
    bool bare = d->kind == TW_GQL_QUERY && d->name.ptr == NULL &&
                d->variable_count == 0 && d->directives.count == 0 &&
                d->description == NULL;

    if (!bare || !shorthand) {
        put_description(p, d->description);
        tw__buf_text(p->b, word);
        if (d->name.ptr != NULL || d->variable_count > 0)
            tw__buf_char(p->b, ' ');
        if (d->name.ptr != NULL)
            put_name(p, d->name);
        put_variables(p, d);
        put_directives(p, &d->directives);
        tw__buf_char(p->b, ' ');
    }
    put_selections(p, &d->selections);
}

static void put_fragment(tw_gql_printer *p, const tw_gql_definition *d)
{
    put_description(p, d->description);
    tw__buf_text(p->b, "fragment ");
    put_name(p, d->name);
    tw__buf_text(p->b, " on ");
    put_name(p, d->condition);
    put_directives(p, &d->directives);
    tw__buf_char(p->b, ' ');
    put_selections(p, &d->selections);
}

void tw__gql_print(tw_buf *b, const tw_gql_document *doc)
{
    tw_gql_printer p = {.b = b};

    for (uint32_t i = 0; i < doc->definition_count; i++) {
        const tw_gql_definition *d = &doc->definitions[i];
        /* behind `type A` a lone `{` would be read as its fields */
        bool shorthand = i == 0 || d[-1].kind != TW_GQL_TYPE_SYSTEM;

        if (i > 0)
            tw__buf_text(b, "\n\n");
        if (d->kind == TW_GQL_TYPE_SYSTEM)
            tw__buf_str(b, d->text);
        else if (d->kind == TW_GQL_FRAGMENT)
            put_fragment(&p, d);
        else
            put_operation(&p, d, shorthand);
    }
}
