/* token_test.c -- bearer tokens: what is made is accepted, nothing else is. */
#include "api/token.h"

#include "base/base64.h"
#include "base/crypto.h"
#include "support/check.h"
#include "support/feature.h"
#include "support/world.h"

#define SECRET TW_STR("0123456789abcdef")
#define WORKSPACE TW_STR("20202020-1111-4111-8111-111111111111")
#define KEY TW_STR("20202020-2222-4222-8222-222222222222")

static world w;

static int open_world(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static int64_t in_an_hour(void)
{
    return w.now_ms / 1000 + 3600;
}

static tw_status verify(tw_str token)
{
    tw_claims claims;

    return tw__token_verify(&w.op, SECRET, WORKSPACE, token, &claims);
}

/* A token with any header and payload, signed rightly. */
static tw_str forge(const char *header, const char *payload)
{
    unsigned char mac[32];
    tw_str token;
    tw_buf b;

    tw__buf_init(&b, &w.alloc);
    tw__base64url_put(&b, tw_str_of(header));
    tw__buf_char(&b, '.');
    tw__base64url_put(&b, tw_str_of(payload));
    assert_true(tw__crypto_hmac256(SECRET, tw__buf_view(&b), mac));
    tw__buf_char(&b, '.');
    tw__base64url_put(&b, (tw_str){(const char *)mac, sizeof(mac)});
    token = tw__op_take(&w.op, &b);
    tw__buf_fini(&b);
    return token;
}

static void a_made_token_is_accepted_and_names_its_key(void **state)
{
    tw_claims claims;
    tw_str token;

    (void)state;
    if (!HAS_TOKENS)
        skip();
    world_next(&w);
    token = tw__token_make(&w.op, SECRET, WORKSPACE, KEY, in_an_hour());
    world_ok(&w, tw__token_verify(&w.op, SECRET, WORKSPACE, token, &claims));
    assert_memory_equal(claims.key_id, KEY.ptr, TW_UUID_BYTES);
    assert_true(claims.expires_s == in_an_hour());
}

static void a_token_signed_with_another_secret_is_refused(void **state)
{
    tw_str token;

    (void)state;
    if (!HAS_TOKENS)
        skip();
    world_next(&w);
    token =
        tw__token_make(&w.op, TW_STR("another"), WORKSPACE, KEY, in_an_hour());
    world_refused(&w, verify(token), TW_E_BAD_TOKEN);
}

static void a_token_changed_at_any_byte_is_refused(void **state)
{
    tw_str token;

    (void)state;
    if (!HAS_TOKENS)
        skip();
    world_next(&w);
    token = tw__token_make(&w.op, SECRET, WORKSPACE, KEY, in_an_hour());
    for (size_t i = 0; i < token.len; i++) {
        char *changed = (char *)(uintptr_t)tw__op_str(&w.op, token).ptr;

        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        if (changed[i] == token.ptr[i])
            continue;
        assert_int_not_equal(verify((tw_str){changed, token.len}), TW_OK);
        tw__op_forgive(&w.op);
        assert_int_not_equal(verify((tw_str){token.ptr, i}), TW_OK);
        tw__op_forgive(&w.op);
    }
}

static void an_expired_token_says_so(void **state)
{
    tw_str token;

    (void)state;
    if (!HAS_TOKENS)
        skip();
    world_next(&w);
    token = tw__token_make(&w.op, SECRET, WORKSPACE, KEY, w.now_ms / 1000 - 1);
    assert_int_equal(verify(token), TW_E_EXPIRED_TOKEN);
    assert_string_equal(w.op.error.message, "Token has expired.");
    tw__op_forgive(&w.op);
}

#if !defined(TW_WITH_SODIUM)
static void without_its_library_a_token_is_not_supported(void **state)
{
    (void)state;
    world_next(&w);
    world_refused(&w, verify(TW_STR("a.b.c")), TW_E_UNSUPPORTED);
}
#endif

static void odd_tokens_are_refused(void **state)
{
    static const char *const texts[] = {
        "",      ".",   "..",          "...",
        "a.b.c", "a.b", "not a token", "eyJhbGciOiJub25lIn0.e30."};

    (void)state;
    if (!HAS_TOKENS)
        skip();
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        world_next(&w);
        world_refused(&w, verify(tw_str_of(texts[i])), TW_E_BAD_TOKEN);
    }
}

static void an_algorithm_of_the_caller_is_not_obeyed(void **state)
{
    static const char payload[] =
        "{\"type\":\"API_KEY\",\"workspaceId\":"
        "\"20202020-1111-4111-8111-111111111111\",\"exp\":99999999999,"
        "\"jti\":\"20202020-2222-4222-8222-222222222222\"}";

    (void)state;
    if (!HAS_TOKENS)
        skip();
    world_next(&w);
    world_refused(&w, verify(forge("{\"alg\":\"none\"}", payload)),
                  TW_E_BAD_TOKEN);
    world_refused(&w, verify(forge("{\"alg\":\"HS512\"}", payload)),
                  TW_E_BAD_TOKEN);
    world_refused(&w, verify(forge("{}", payload)), TW_E_BAD_TOKEN);
    world_ok(&w, verify(forge("{\"alg\":\"HS256\"}", payload)));
}

static void claims_that_do_not_fit_are_refused(void **state)
{
    static const struct {
        const char *payload;
        tw_status status;
    } rows[] = {
        {"{\"type\":\"REFRESH\",\"workspaceId\":\"20202020-1111-4111-8111-"
         "111111111111\",\"exp\":99999999999,\"jti\":\"20202020-2222-4222-"
         "8222-222222222222\"}",
         TW_E_TOKEN_TYPE},
        {"{\"type\":\"API_KEY\",\"workspaceId\":\"20202020-9999-4111-8111-"
         "111111111111\",\"exp\":99999999999,\"jti\":\"20202020-2222-4222-"
         "8222-222222222222\"}",
         TW_E_WORKSPACE_NOT_FOUND},
        {"{\"type\":\"API_KEY\",\"workspaceId\":\"20202020-1111-4111-8111-"
         "111111111111\",\"exp\":99999999999,\"jti\":7}",
         TW_E_BAD_TOKEN},
        {"{\"type\":\"API_KEY\",\"exp\":\"never\"}", TW_E_BAD_TOKEN},
        {"{}", TW_E_BAD_TOKEN},
        {"[]", TW_E_BAD_TOKEN},
        {"{", TW_E_BAD_TOKEN},
    };

    (void)state;
    if (!HAS_TOKENS)
        skip();
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        world_next(&w);
        world_refused(&w, verify(forge("{\"alg\":\"HS256\"}", rows[i].payload)),
                      rows[i].status);
    }
}

static void a_token_is_bounded_in_length(void **state)
{
    char text[TW_LIMIT_TOKEN_BYTES + 2];

    (void)state;
    memset(text, 'a', sizeof(text));
    world_next(&w);
    world_refused(&w, verify((tw_str){text, sizeof(text)}), TW_E_BAD_TOKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_made_token_is_accepted_and_names_its_key),
        cmocka_unit_test(a_token_signed_with_another_secret_is_refused),
        cmocka_unit_test(a_token_changed_at_any_byte_is_refused),
        cmocka_unit_test(an_expired_token_says_so),
        cmocka_unit_test(odd_tokens_are_refused),
#if !defined(TW_WITH_SODIUM)
        cmocka_unit_test(without_its_library_a_token_is_not_supported),
#endif
        cmocka_unit_test(an_algorithm_of_the_caller_is_not_obeyed),
        cmocka_unit_test(claims_that_do_not_fit_are_refused),
        cmocka_unit_test(a_token_is_bounded_in_length),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
