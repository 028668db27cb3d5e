/* object_rules.c -- names and labels of objects. */
#include "model/object_rules.h"

#include "base/utf8.h"
#include "model/naming.h"
#include "model/tree.h"

static const char bad_object[] = "INVALID_OBJECT_INPUT";

static void check_name(tw_op *op, tw_report_item *item, tw_str name)
{
    tw_json v = tw__tree_of(name);

    if (name.len == 0)
        tw__complain(op, item, bad_object, &v, "a name must not be empty");
    if (tw__utf8_count(name) > TW_LIMIT_NAME_BYTES)
        tw__complain(op, item, bad_object, &v, "a name has at most %d letters",
                     TW_LIMIT_NAME_BYTES);
    if (!tw__name_syntax(name))
        tw__complain(op, item, bad_object, &v,
                     "the name \"%.*s\" is not made of letters and digits, "
                     "the first a small letter",
                     TW_FMT(name));
    if (tw__name_reserved(name))
        tw__complain(op, item, bad_object, &v, "the name \"%.*s\" is reserved",
                     TW_FMT(name));
}

static void check_label(tw_op *op, tw_report_item *item, tw_str label)
{
    tw_json v = tw__tree_of(label);

    if (label.len == 0)
        tw__complain(op, item, bad_object, &v, "a label must not be empty");
    else if (tw__utf8_count(label) > TW_LIMIT_NAME_BYTES)
        tw__complain(op, item, bad_object, &v,
                     "a label has at most %d characters", TW_LIMIT_NAME_BYTES);
}

/* No name may be the singular or the plural of another object. */
static void check_free(tw_op *op,
                       tw_report_item *item,
                       const tw_object *self,
                       const tw_object_row *row)
{
    const tw_catalog *c = op->catalog;

    for (uint32_t i = 0; i < c->object_count; i++) {
        const tw_object *o = c->objects[i];
        bool singular = tw__str_eq(o->singular, row->singular) ||
                        tw__str_eq(o->plural, row->singular);
        tw_str name = singular ? row->singular : row->plural;
        tw_json v = tw__tree_of(name);

        if (o == self || (!singular && !tw__str_eq(o->singular, row->plural) &&
                          !tw__str_eq(o->plural, row->plural)))
            continue;
        tw__complain(op, item, "OBJECT_ALREADY_EXISTS", &v,
                     "there is an object called \"%.*s\"", TW_FMT(name));
        return;
    }
}

static void check_sync(tw_op *op,
                       tw_report_item *item,
                       const tw_object_row *row)
{
    tw_str singular = tw__name_from_label(op, row->label_singular);
    tw_str plural = tw__name_from_label(op, row->label_plural);
    tw_json v = tw__tree_of(row->singular), w = tw__tree_of(row->plural);

    if (singular.ptr == NULL || plural.ptr == NULL)
        return;
    if (tw__str_eq(singular, plural)) {
        plural = tw__op_printf(op, "%.*ss", TW_FMT(plural));
        if (plural.len > TW_LIMIT_NAME_BYTES)
            plural.len = TW_LIMIT_NAME_BYTES;
    }
    if (!tw__str_eq(singular, row->singular))
        tw__complain(op, item, bad_object, &v,
                     "nameSingular does not go with its label: \"%.*s\"",
                     TW_FMT(singular));
    else if (!tw__str_eq(plural, row->plural))
        tw__complain(op, item, bad_object, &w,
                     "namePlural does not go with its label: \"%.*s\"",
                     TW_FMT(plural));
}

void tw__object_rules(tw_op *op,
                      tw_report_item *item,
                      const tw_object *self,
                      const tw_object_row *row,
                      unsigned rules)
{
    if ((rules & TW_RULE_NAMES) != 0) {
        tw_json v = tw__tree_of(row->plural);

        check_name(op, item, row->singular);
        check_name(op, item, row->plural);
        if (tw__str_eq_ascii_case(row->singular, row->plural))
            tw__complain(op, item, bad_object, &v,
                         "the singular and the plural name are the same");
        check_free(op, item, self, row);
    }
    if ((rules & TW_RULE_LABEL_SINGULAR) != 0)
        check_label(op, item, row->label_singular);
    if ((rules & TW_RULE_LABEL_PLURAL) != 0)
        check_label(op, item, row->label_plural);
    if ((rules & TW_RULE_SYNC) != 0 && row->is_label_synced)
        check_sync(op, item, row);
}
