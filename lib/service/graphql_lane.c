/* graphql_lane.c -- where a GraphQL request should run, by a look at its words.
** A guess: what it says is checked again when the request is read, and a wrong
** one costs time, never an answer. */
#include "service/route.h"

enum {
    LONG_BYTES = 64 * 1024, /* longer ones are not looked through */
    MANY_RECORDS = 200
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= '0' && c <= '9');
}

/* The next word from `*at` on; absent: there is none.  Behind a backslash one
** letter is no part of a word: text in JSON has its line ends as `\n`. */
static tw_str next_word(tw_str s, size_t *at)
{
    size_t start;

    while (*at < s.len && !is_letter(s.ptr[*at]))
        *at += s.ptr[*at] == '\\' ? 2 : 1;
    if (*at >= s.len)
        return TW_NO_STR;
    start = *at;
    while (*at < s.len && is_letter(s.ptr[*at]))
        (*at)++;
    return tw__str_sub(s, start, *at);
}

/* `word` begins with one of these and goes on with a capital: an aggregate,
** which looks at every record. */
static bool is_aggregate(tw_str word)
{
    static const char *const prefixes[] = {"count", "percentage", "min",
                                           "max",   "avg",        "sum"};

    for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
        tw_str prefix = tw_str_of(prefixes[i]);

        if (word.len > prefix.len && tw__str_starts(word, prefix) &&
            word.ptr[prefix.len] >= 'A' && word.ptr[prefix.len] <= 'Z')
            return true;
    }
    return false;
}

static bool is_many(tw_str digits)
{
    uint32_t n = 0;

    for (size_t i = 0; i < digits.len && n <= MANY_RECORDS; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        n = n * 10 + (uint32_t)(digits.ptr[i] - '0');
    }
    return n > MANY_RECORDS;
}

/* May it take long?  `next` is the word behind. */
static bool is_heavy(tw_str word, tw_str next)
{
    if (tw__str_is(word, "filter"))
        return !tw__str_is(next, "id");
    if (tw__str_is(word, "orderBy"))
        return !tw__str_is(next, "id") && !tw__str_is(next, "position");
    if (tw__str_is(word, "first") || tw__str_is(word, "last") ||
        tw__str_is(word, "offset"))
        return is_many(next);
    return tw__str_is(word, "search") || tw__str_is(word, "__schema") ||
           tw__str_ends(word, TW_STR("GroupBy")) ||
           tw__str_ends(word, TW_STR("Duplicates")) || is_aggregate(word);
}

static tw_lane lane_of(tw_str text)
{
    tw_lane lane = TW_LANE_INLINE;
    size_t at = 0;
    tw_str word = next_word(text, &at);

    while (word.ptr != NULL) {
        tw_str next = next_word(text, &at);

        if (tw__str_is(word, "mutation"))
            return TW_LANE_WRITE;
        if (lane == TW_LANE_INLINE && is_heavy(word, next))
            lane = TW_LANE_POOL;
        word = next;
    }
    return lane;
}

tw_lane tw__graphql_lane(const tw_request *r, tw_str query)
{
    tw_method method = tw__route_method(r->method);

    if (method == TW_METHOD_GET) /* which cannot write */
        return lane_of(query) == TW_LANE_INLINE ? TW_LANE_INLINE : TW_LANE_POOL;
    if (method != TW_METHOD_POST)
        return TW_LANE_INLINE;
    /* a long one is a batch that is written, as a rule */
    return r->body.len > LONG_BYTES ? TW_LANE_WRITE : lane_of(r->body);
}
