/* phones.c -- PHONES: a primary number and more of them.  A number is split
** into country, calling code and national number; what is given and what the
** number says must agree.  A value without a list clears the list; absent
** parts of the primary number are kept unless the number tells them. */
#include "model/types/common.h"

#include "model/types/phone.h"
#include "model/types/types.h"

static const tw_part parts[] = {
    {"primaryPhoneNumber", TW_KIND_TEXT, true},
    {"primaryPhoneCountryCode", TW_KIND_TEXT, true},
    {"primaryPhoneCallingCode", TW_KIND_TEXT, true},
    {"additionalPhones", TW_KIND_JSON_LIST, false},
};
enum {
    NUMBER,
    COUNTRY,
    CALLING,
    MORE
};

/* Number, country, calling code; .ptr NULL: absent. */
typedef struct phone {
    tw_str part[3];
} phone;

static tw_status check_codes(tw_op *op,
                             const tw_spot *at,
                             tw_str country,
                             tw_str calling)
{
    if (country.len > 0 && !tw__phone_country(country))
        return tw__spot_fail(op, TW_E_INVALID_PHONE_COUNTRY_CODE, at,
                             "The country code in field ",
                             " is no ISO 3166 alpha-2 code");
    if (calling.len > 0 && !tw__phone_calling(calling))
        return tw__spot_fail(op, TW_E_INVALID_PHONE_CALLING_CODE, at,
                             "The calling code in field ",
                             " belongs to no country");
    if (country.len > 0 && calling.len > 0 && !tw__phone_pair(country, calling))
        return tw__spot_fail(op, TW_E_CONFLICTING_PHONE_CODES, at,
                             "The country code and the calling code in field ",
                             " do not belong together");
    return TW_OK;
}

/* Check and complete one phone. */
static tw_status complete(tw_op *op, const tw_spot *at, phone *p)
{
    tw_str country = p->part[COUNTRY], calling = p->part[CALLING];
    tw_status status;
    tw_phone got;

    if (calling.len > 0 && calling.ptr[0] == '+')
        calling = tw__str_sub(calling, 1, calling.len);
    else if (calling.len == 0)
        calling = TW_STR("");
    status = check_codes(op, at, country, calling);
    if (status != TW_OK || p->part[NUMBER].len == 0)
        return status;
    if (!tw__phone_parse(p->part[NUMBER], country, calling, &got))
        return tw__spot_fail(op, TW_E_INVALID_PHONE_NUMBER, at,
                             "The phone number in field ", " cannot be read");
    if (country.len > 0 && got.country[0] != '\0' &&
        !tw__str_is(country, got.country))
        return tw__spot_fail(op, TW_E_CONFLICTING_PHONE_COUNTRY_CODE, at,
                             "The phone number in field ",
                             " is of another country");
    if (calling.len > 0 && !tw__str_is(calling, got.calling))
        return tw__spot_fail(op, TW_E_CONFLICTING_PHONE_CALLING_CODE, at,
                             "The phone number in field ",
                             " has another calling code");
    p->part[NUMBER] = tw__op_str(op, tw_str_of(got.national));
    if (country.len == 0 && got.country[0] != '\0')
        p->part[COUNTRY] = tw__op_str(op, tw_str_of(got.country));
    if (calling.len == 0)
        p->part[CALLING] = tw__op_printf(op, "+%s", got.calling);
    return p->part[NUMBER].ptr == NULL || p->part[CALLING].ptr == NULL
               ? op->error.status
               : TW_OK;
}

/* Absent stays absent; null and "" are empty. */
static tw_status take_part(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_str *out)
{
    tw_cell cell;
    tw_status status;

    *out = TW_NO_STR;
    if (in == NULL)
        return TW_OK;
    status = tw__take_text(op, at, in, &cell);
    *out = cell.type == TW_CELL_NULL ? TW_STR("") : cell.u.s;
    return status;
}

static tw_status put_phone(tw_op *op,
                           const tw_spot *at,
                           const tw_json *item,
                           tw_buf *b)
{
    static const char *const words[] = {"Invalid object value ",
                                        " for field \"", "\""};
    static const char *const keys[] = {"number", "countryCode", "callingCode"};
    phone p;
    tw_status status = TW_OK;

    if (item->type == TW_JSON_NULL)
        return TW_OK;
    if (item->type != TW_JSON_OBJECT)
        return tw__spot_refuse(op, at, item, words);
    for (int i = 0; i < 3 && status == TW_OK; i++)
        status = take_part(op, at, tw__json_member(item, keys[i]), &p.part[i]);
    if (status == TW_OK)
        status = complete(op, at, &p);
    if (status != TW_OK)
        return status;
    tw__buf_text(b, b->len == 0 ? "[" : ", ");
    for (int i = 0; i < 3; i++) {
        tw__buf_printf(b, "%s\"%s\": ", i == 0 ? "{" : ", ", keys[i]);
        tw__json_put_text(b, p.part[i].ptr == NULL ? TW_STR("") : p.part[i]);
    }
    tw__buf_char(b, '}');
    return TW_OK;
}

static tw_status take_more(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out)
{
    static const char *const words[] = {"Invalid object value ",
                                        " for field \"", "\""};
    const tw_json *list = in;
    tw_status status = TW_OK;
    tw_buf b;

    *out = tw__cell_null();
    if (in != NULL && in->type == TW_JSON_TEXT)
        status = tw__text_json(op, in->text, &list);
    if (status != TW_OK || list == NULL || list->type == TW_JSON_NULL)
        return status; /* text that is no JSON holds no phones */
    if (list->type != TW_JSON_LIST)
        return tw__spot_refuse(op, at, in, words);
    tw__buf_init(&b, op->alloc);
    for (uint32_t i = 0; i < list->count && status == TW_OK; i++)
        status = put_phone(op, at, &list->items[i], &b);
    if (status == TW_OK && b.len > 0) {
        tw__buf_char(&b, ']');
        *out = tw__cell_text(tw__op_take(op, &b));
        status = out->type == TW_CELL_NULL ? op->error.status : TW_OK;
    }
    tw__buf_fini(&b);
    return status;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    const tw_spot more = {field, parts[MORE].name};
    const tw_json *members[TW_PARTS_MAX];
    phone p;
    bool given;
    tw_status status = tw__composite_open(op, field, in, members, &given);

    out->set = 0;
    if (status != TW_OK || !given)
        return status;
    for (int i = 0; i < 3 && status == TW_OK; i++) {
        const tw_spot at = {field, parts[i].name};
        status = take_part(op, &at, members[i], &p.part[i]);
    }
    if (status == TW_OK) {
        const tw_spot at = {field, parts[NUMBER].name};
        status = complete(op, &at, &p);
    }
    if (status != TW_OK)
        return status;
    for (int i = 0; i < 3; i++)
        if (p.part[i].ptr != NULL)
            tw__accepted_put(out, i,
                             p.part[i].len == 0 ? tw__cell_null()
                                                : tw__cell_text(p.part[i]));
    out->set |= 1u << MORE;
    return take_more(op, &more, members[MORE], &out->cells[MORE]);
}

const tw_type tw__type_phones = {
    .id = TW_TYPE_PHONES,
    .api_name = "PHONES",
    .parts = parts,
    .part_count = 4,
    .composite = true,
    .creatable = true,
    .unique_allowed = true,
    .searchable = true,
    .accept = accept,
};
