/* options.c -- the rules for options and for defaults among them. */
#include "model/options.h"

#include "base/utf8.h"
#include "base/uuid.h"
#include "model/naming.h"
#include "model/tree.h"

static const char code[] = "INVALID_FIELD_INPUT";

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Words of capitals and digits joined by single underscores. */
static bool value_syntax(tw_str s)
{
    bool joined = true; /* a word must begin here */

    if (s.len == 0 || !is_upper(s.ptr[0]))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '_') {
            if (joined)
                return false;
            joined = true;
        } else if (is_upper(s.ptr[i]) || is_digit(s.ptr[i])) {
            joined = false;
        } else {
            return false;
        }
    }
    return !joined;
}

tw_str tw__unquoted(const tw_json *value)
{
    if (!tw__tree_is_text(value) || value->text.len < 2 ||
        value->text.ptr[0] != '\'' ||
        value->text.ptr[value->text.len - 1] != '\'')
        return TW_NO_STR;
    return tw__str_sub(value->text, 1, value->text.len - 1);
}

static tw_status take_id(tw_op *op, tw_report_item *item, tw_json *option)
{
    const tw_json *id = tw__json_member(option, "id");
    tw_str made;

    if (id == NULL) {
        made = tw__uuid_make(op);
        if (made.ptr == NULL)
            return op->error.status;
        tw__tree_set(option, "id", tw__tree_of(made));
        return TW_OK;
    }
    if (tw__tree_nil(id))
        tw__complain(op, item, code, id, "an option's id must not be null");
    if (!tw__tree_is_text(id) || !tw__uuid_valid(id->text))
        tw__complain(op, item, code, id, "an option's id must be a UUID");
    return TW_OK;
}

static void take_label(tw_op *op, tw_report_item *item, tw_json *option)
{
    const tw_json *v = tw__json_member(option, "label");
    tw_str label;

    if (!tw__tree_is_text(v)) {
        tw__complain(op, item, code, v, "an option's label must be a text");
        return;
    }
    label = tw__name_collapse(op, v->text);
    if (label.len == 0)
        tw__complain(op, item, code, v, "an option's label must not be empty");
    else if (tw__utf8_count(label) > TW_LIMIT_NAME_BYTES)
        tw__complain(op, item, code, v,
                     "an option's label has at most %d characters",
                     TW_LIMIT_NAME_BYTES);
    if (memchr(label.ptr == NULL ? "" : label.ptr, ',', label.len) != NULL)
        tw__complain(op, item, code, v, "an option's label holds no comma");
    tw__tree_set(option, "label", tw__tree_of(label));
}

static void take_value(tw_op *op, tw_report_item *item, tw_json *option)
{
    const tw_json *v = tw__json_member(option, "value");
    tw_str value;

    if (!tw__tree_is_text(v)) {
        tw__complain(op, item, code, v, "an option's value must be a text");
        return;
    }
    value = tw__name_collapse(op, v->text);
    if (value.len == 0)
        tw__complain(op, item, code, v, "an option's value must not be empty");
    else if (!value_syntax(value))
        tw__complain(op, item, code, v,
                     "an option's value is made of capital letters, digits "
                     "and single underscores, and begins with a letter");
    if (value.len > TW_LIMIT_NAME_BYTES)
        tw__complain(op, item, code, v,
                     "an option's value has at most %d characters",
                     TW_LIMIT_NAME_BYTES);
    tw__tree_set(option, "value", tw__tree_of(value));
}

static void take_position(tw_op *op,
                          tw_report_item *item,
                          tw_json *option,
                          uint32_t at)
{
    const tw_json *v = tw__json_member(option, "position");

    if (tw__tree_nil(v))
        tw__tree_set(option, "position", tw__tree_number(at));
    else if (v->type != TW_JSON_NUMBER)
        tw__complain(op, item, code, v, "an option's position is a number");
}

/* Is the member of one option also that of an earlier one?  One complaint per
** repeated value; `seen` makes it linear. */
static tw_status check_repeats(tw_op *op,
                               tw_report_item *item,
                               const tw_json *list,
                               const char *key)
{
    tw_map seen;

    if (!tw__map_init(&seen, op->arena, list->count))
        return tw__fail_nomem(op);
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *v = tw__json_member(&list->items[i], key);
        tw_str text = TW_NO_STR;

        if (tw__tree_nil(v))
            continue;
        if (tw__tree_text(op, v, &text) != TW_OK)
            return op->error.status;
        if (tw__map_get(&seen, text) != NULL)
            tw__complain(op, item, code, v, "two options have the same %s",
                         key);
        else if (!tw__map_put(&seen, op->arena, text, list->items))
            return tw__fail_nomem(op);
    }
    return TW_OK;
}

static tw_status accept_one(tw_op *op,
                            tw_report_item *item,
                            const tw_json *in,
                            uint32_t at,
                            tw_json *to)
{
    tw_json *option;

    if (in->type != TW_JSON_OBJECT) {
        tw__complain(op, item, code, in, "an option must be an object");
        *to = *in;
        return TW_OK;
    }
    option = tw__tree_object(op, in, 4);
    if (option == NULL || take_id(op, item, option) != TW_OK)
        return op->error.status;
    take_label(op, item, option);
    take_value(op, item, option);
    take_position(op, item, option, at);
    *to = *option;
    return TW_OK;
}

tw_status tw__options_accept(tw_op *op,
                             tw_report_item *item,
                             const tw_json *in,
                             const tw_json **out)
{
    static const char *const unique[] = {"id", "value", "position"};
    tw_json *list;

    *out = NULL;
    if (tw__tree_nil(in) || in->type != TW_JSON_LIST || in->count == 0) {
        tw__complain(op, item, code, in, "at least one option is needed");
        return TW_OK;
    }
    if (in->count > TW_LIMIT_OPTIONS) {
        tw__complain(op, item, code, NULL, "a field has at most %d options",
                     TW_LIMIT_OPTIONS);
        return TW_OK;
    }
    list = tw__tree_list(op, in->count);
    if (list == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < in->count; i++)
        if (accept_one(op, item, &in->items[i], i, &list->items[i]) != TW_OK)
            return op->error.status;
    list->count = in->count;
    for (size_t i = 0; i < sizeof(unique) / sizeof(unique[0]); i++)
        if (check_repeats(op, item, list, unique[i]) != TW_OK)
            return op->error.status;
    *out = list;
    return op->error.status;
}

tw_status tw__options_rating(tw_op *op, const tw_json **out)
{
    static const char *const values[] = {"RATING_1", "RATING_2", "RATING_3",
                                         "RATING_4", "RATING_5"};
    tw_json *list = tw__tree_list(op, 5);

    if (list == NULL)
        return op->error.status;
    for (uint32_t i = 0; i < 5; i++) {
        tw_json *option = tw__tree_object(op, NULL, 4);
        tw_str id = tw__uuid_make(op);

        if (option == NULL || id.ptr == NULL)
            return op->error.status;
        tw__tree_set(option, "id", tw__tree_of(id));
        tw__tree_set(option, "label", tw__tree_of((tw_str){values[i] + 7, 1}));
        tw__tree_set(option, "value", tw__tree_of(tw_str_of(values[i])));
        tw__tree_set(option, "position", tw__tree_number(i));
        list->items[i] = *option;
    }
    list->count = 5;
    *out = list;
    return TW_OK;
}

static bool has_value(const tw_json *options, tw_str value)
{
    for (uint32_t i = 0; options != NULL && i < options->count; i++) {
        const tw_json *v = tw__json_member(&options->items[i], "value");

        if (tw__tree_is_text(v) && tw__str_eq(v->text, value))
            return true;
    }
    return false;
}

/* One value of a default: quoted, and one of the options. */
static void check_default_value(tw_op *op,
                                tw_report_item *item,
                                const tw_json *options,
                                const tw_json *v)
{
    tw_str inner = tw__unquoted(v);

    if (v->type != TW_JSON_TEXT) {
        tw__complain(op, item, code, v, "a default value must be a text");
        return;
    }
    if (inner.ptr == NULL) {
        tw__complain(op, item, code, v,
                     "a default value stands in single quotes: \"'%.*s'\"",
                     TW_FMT(v->text));
        inner = v->text;
    }
    if (!has_value(options, inner))
        tw__complain(op, item, code, v,
                     "the default value %.*s is none of the options",
                     TW_FMT(v->text));
}

void tw__options_default(tw_op *op,
                         tw_report_item *item,
                         tw_type_id type,
                         const tw_json *options,
                         const tw_json *value)
{
    if (tw__tree_nil(value))
        return;
    if (type != TW_TYPE_MULTI_SELECT) {
        check_default_value(op, item, options, value);
        return;
    }
    if (value->type != TW_JSON_LIST || value->count == 0) {
        tw__complain(op, item, code, value,
                     "the default of a MULTI_SELECT is null or a list of "
                     "options, not empty");
        return;
    }
    if (value->count > TW_LIMIT_OPTIONS) {
        tw__complain(op, item, code, NULL, "a field has at most %d options",
                     TW_LIMIT_OPTIONS);
        return;
    }
    for (uint32_t i = 0; i < value->count; i++) {
        check_default_value(op, item, options, &value->items[i]);
        for (uint32_t k = 0; k < i; k++)
            if (tw__tree_equal(&value->items[i], &value->items[k])) {
                tw__complain(op, item, code, &value->items[i],
                             "the default names an option twice");
                break;
            }
    }
}
